"""What stands between sentences. Load with ``{% load words %}``."""

from django import template

from ui.words import between

register = template.Library()


@register.simple_tag
def gap() -> str:
    """A space; nothing in Chinese, whose stops bring their own."""
    return between()
