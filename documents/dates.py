"""Dates in words, in both languages, for documents that carry both. Pure functions."""

from collections.abc import Mapping
from datetime import date

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


def date_zh(day: date) -> str:
    """``2026年3月2日``: no zeros in front (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_en(day: date) -> str:
    """``2 March 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(days: Mapping[str, date]) -> dict[str, str]:
    """``{"until": …}`` as ``until_zh`` and ``until_en``, for a template with both languages."""
    chinese = {f"{name}_zh": date_zh(day) for name, day in days.items()}
    return chinese | {f"{name}_en": date_en(day) for name, day in days.items()}
