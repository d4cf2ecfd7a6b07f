"""Dates in a machine-readable zone: two-digit years, and birth dates with unknown parts."""

import re
from datetime import date
from typing import Final

# Not defined by ICAO. New passports are valid for ten years at most nearly everywhere; looking
# further back only lets us say "this passport ended in 2012" rather than "this is no date".
EXPIRY_PAST_YEARS: Final = 20
EXPIRY_FUTURE_YEARS: Final = 15

_BIRTH: Final = re.compile(r"(\d\d|<<)(0[1-9]|1[0-2]|<<)(0[1-9]|[12]\d|3[01]|<<)")
_FULLY_KNOWN: Final = re.compile(r"\d{6}")
_LONGEST: Final = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}  # days of the shorter months


def _candidate(text: str, year: int) -> date | None:
    try:
        return date(year, int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def birth_date(text: str, today: date) -> date | None:
    """The latest date not after ``today`` that prints as ``text`` (YYMMDD); None if there is none.

    None also when a part is unknown (``<<``).
    """
    if not text.isdigit():
        return None
    century = today.year // 100 * 100
    years = (century + int(text[:2]) - back for back in (0, 100))
    found = (_candidate(text, year) for year in years)
    return next((day for day in found if day and day <= today), None)


def birth_date_plausible(text: str, today: date) -> bool:
    """Whether ``text`` is a birth date, with ``<<`` for each unknown part (Doc 9303-3, 4.8)."""
    match = _BIRTH.fullmatch(text)
    if match is None:
        return False
    if _FULLY_KNOWN.fullmatch(text):
        return birth_date(text, today) is not None
    month, day = match[2], match[3]
    return "<" in month + day or int(day) <= _LONGEST.get(int(month), 31)


def expiry_date(text: str, today: date) -> date | None:
    """The date within twenty years back and fifteen ahead of ``today`` that prints as ``text``."""
    if not text.isdigit():
        return None
    century = today.year // 100 * 100
    for year in (century + int(text[:2]) + shift for shift in (-100, 0, 100)):
        if today.year - EXPIRY_PAST_YEARS <= year <= today.year + EXPIRY_FUTURE_YEARS:
            return _candidate(text, year)
    return None
