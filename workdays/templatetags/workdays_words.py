"""Words for spans of days. ``{% load workdays_words %}``."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

from workdays.pictures import Span
from workdays.rules import DayName

register = template.Library()


def _in_chinese() -> bool:
    return (get_language() or "").startswith("zh")


@register.filter
def span_words(span: Span) -> str:
    """The days of a span within one month: "15–23 Feb" or 2月15日至23日."""
    first, last = span.first, span.last
    if _in_chinese():
        end = "" if span.is_single else f"至{last.day}日"
        return f"{first.month}月{first.day}日{end}"
    month = date_format(last, "M")
    return f"{first.day} {month}" if span.is_single else f"{first.day}–{last.day} {month}"


@register.filter
def name_words(name: DayName) -> str:
    """A holiday's name in the page's language."""
    return name.zh if _in_chinese() else name.en


@register.filter
def weekday_word(day: date) -> str:
    """The weekday over a narrow column: Mon, or 一."""
    return "一二三四五六日"[day.weekday()] if _in_chinese() else date_format(day, "D")
