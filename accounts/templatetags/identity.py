"""The configured identity provider in templates."""

from django import template

from accounts.identity.config import label

register = template.Library()


@register.simple_tag
def identity_label() -> str:
    """The provider's name in the reader's language; empty when none is configured."""
    return label()
