"""Words of the pages of visits. ``{% load visit_words %}``."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()


@register.filter
def month_words(value: date) -> str:
    """A month in words: ``March 2026`` or 2026年3月."""
    chinese = (get_language() or "").startswith("zh")
    return date_format(value, "Y年n月" if chinese else "F Y")
