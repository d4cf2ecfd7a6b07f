"""A day as people write it in a spreadsheet, in whatever order, or a sentence that says what to do.

What can be read in two ways is not guessed.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from ui.dates import read_month

EXAMPLE: Final = date(1990, 2, 28)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_WITH_WORD = re.compile(r"(\d{1,2})\.?[-\s]*([A-Za-z]{3,9})\.?[-,\s]*(\d{4})")
_WORD_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s*(\d{1,2})\s*,?\s*(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]\w{1,9}[-/. ]\d{2}")
_MOST_SHOWN: Final = 40


class NotADay(ValueError):
    """The text is no day; the argument is the sentence that says so."""


def day_read(text: str) -> date:
    """The day that ``text`` says. Raises ``NotADay`` with a sentence that shows how to write it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    readings = _readings(plain)
    days = {day for day in map(_real, readings) if day}
    if len(days) == 1:
        return days.pop()
    raise NotADay(_sentence(plain, readings, sorted(days)))


def _readings(text: str) -> list[tuple[int, int, int]]:
    """Year, month and day in every order that the text allows."""
    if found := _YEAR_FIRST.fullmatch(text) or _TOGETHER.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return [(year, month, day)]
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        orders = [(year, second, first)]
        # With points the day stands first everywhere; with strokes it depends on the country.
        return orders if found[2] == "." else [*orders, (year, first, second)]
    if found := _WITH_WORD.fullmatch(text):
        return [(int(found[3]), read_month(found[2]) or 0, int(found[1]))]
    if found := _WORD_FIRST.fullmatch(text):
        return [(int(found[3]), read_month(found[1]) or 0, int(found[2]))]
    return []


def _real(parts: tuple[int, int, int]) -> date | None:
    try:
        return date(*parts)
    except ValueError:
        return None


def _sentence(text: str, readings: list[tuple[int, int, int]], days: list[date]) -> str:
    shown = text[:_MOST_SHOWN]
    if days:
        message = _("%(text)s can be two days. Write %(first)s or %(second)s.")
        return message % {"text": shown, "first": days[0], "second": days[1]}
    if _SHORT_YEAR.fullmatch(text):
        message = _("%(text)s: write the year with four digits, as in %(example)s.")
    else:
        message = _("%(text)s is not a day. Write %(example)s.")
    return message % {"text": shown, "example": _nearest(readings)}


def _nearest(readings: list[tuple[int, int, int]]) -> date:
    """The last day of the month that was meant, or any day as an example of the form."""
    for year, month, day in readings:
        if 1 <= month <= 12 and 1900 <= year <= 2100 and day > 28:
            return date(year, month, monthrange(year, month)[1])
    return EXAMPLE
