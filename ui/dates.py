"""Dates that people type in three boxes, read without a database or a clock."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from zoneinfo import ZoneInfo

ENGLISH_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
CHINESE_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], start=1
    )
}


@dataclass(frozen=True)
class DateParts:
    """What was typed, untouched, so that a mistake is shown back as it was made."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: "dt.date | DateParts | None") -> "DateParts":
        """Take ``value`` apart: a date, parts already typed, or nothing."""
        if isinstance(value, DateParts):
            return value
        if value is None:
            return cls()
        return cls(str(value.day), str(value.month), f"{value.year:04}")

    @property
    def is_empty(self) -> bool:
        return not any(part.strip() for part in (self.day, self.month, self.year))

    @property
    def missing(self) -> list[str]:
        """Names of the boxes left empty, in reading order."""
        return [name for name in ("day", "month", "year") if not getattr(self, name).strip()]


class DatePartsError(ValueError):
    """The boxes do not make a date. ``code`` says why, ``parts`` which boxes are at fault."""

    def __init__(self, code: str, *parts: str) -> None:
        super().__init__(code)
        self.code = code
        self.parts = parts


def _plain(text: str, unit: str = "") -> str:
    """Full-width digits become plain ones; a trailing 日, 月 or 年 goes."""
    return unicodedata.normalize("NFKC", text).strip().removesuffix(unit).strip()


def read_number(text: str, unit: str = "") -> int | None:
    """A number in any script's digits, ``unit`` allowed behind it; ``None`` when it is none."""
    plain = _plain(text, unit)
    return int(plain) if plain.isdecimal() and len(plain) <= 4 else None


def read_month(text: str) -> int | None:
    """A month as a number, an English name or its first three letters or more, or in Chinese."""
    plain = _plain(text, "月").casefold().rstrip(".")
    if plain.isdecimal() and len(plain) <= 2:
        number = int(plain)
        return number if 1 <= number <= 12 else None
    if plain in CHINESE_NUMBERS:
        return CHINESE_NUMBERS[plain]
    if len(plain) < 3:
        return None
    return next(
        (n for n, name in enumerate(ENGLISH_MONTHS, start=1) if name.startswith(plain)), None
    )


def read_date(parts: DateParts) -> dt.date | None:
    """The date that ``parts`` say, or ``None`` when all three are empty.

    Raises DatePartsError with code ``missing``, ``month``, ``year``, ``day`` or ``not_real``.
    """
    if parts.is_empty:
        return None
    if parts.missing:
        raise DatePartsError("missing", *parts.missing)
    month = read_month(parts.month)
    if month is None:
        raise DatePartsError("month", "month")
    year = read_number(parts.year, "年")
    if year is None or len(_plain(parts.year, "年")) != 4 or year < 1:
        raise DatePartsError("year", "year")
    day = read_number(parts.day, "日")
    if day is None:
        raise DatePartsError("day", "day")
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise DatePartsError("not_real", "day") from error


def end_of_period(at: dt.datetime) -> tuple[dt.date, str]:
    """The day and the hour in Beijing at which a period ends; midnight is 24:00 of the day before.

    ``at`` is an aware instant.
    """
    local = at.astimezone(ZoneInfo("Asia/Shanghai"))
    if local.time() == dt.time.min:
        return local.date() - dt.timedelta(days=1), "24:00"
    return local.date(), f"{local:%H:%M}"
