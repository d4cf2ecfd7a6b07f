"""Words of the pages of visits. ``{% load visit_words %}``."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

from visits.services.booking import when_words

register = template.Library()


@register.filter
def when(value: datetime) -> str:
    """Day and time in words: ``Tuesday 3 March 2026, 09:20``."""
    return when_words(value)


@register.filter
def month_words(value: date) -> str:
    """A month in words: ``March 2026`` or 2026年3月."""
    chinese = (get_language() or "").startswith("zh")
    return date_format(value, "Y年n月" if chinese else "F Y")
