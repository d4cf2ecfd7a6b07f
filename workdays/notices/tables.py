"""A notice as a table: CSV with one day or span a line, or JSON.

CSV columns: ``date`` (or ``first`` and ``last``), ``kind`` (off or work), ``name_zh``, ``name_en``.
JSON: a list of objects with these keys, or ``{"year": ..., "days": [...]}``; ``isOffDay`` and
``name`` are understood too.
"""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from workdays.enums import DayKind
from workdays.notices.model import Reading, names_of

KINDS = {
    "off": DayKind.HOLIDAY,
    "holiday": DayKind.HOLIDAY,
    "放假": DayKind.HOLIDAY,
    "休": DayKind.HOLIDAY,
    "work": DayKind.MAKE_UP,
    "workday": DayKind.MAKE_UP,
    "make_up": DayKind.MAKE_UP,
    "上班": DayKind.MAKE_UP,
    "班": DayKind.MAKE_UP,
}
LONGEST_SPAN = 31


def read_csv(text: str, year: int | None) -> Reading:
    """Read the table; each line that cannot be used gets a sentence of its own."""
    reading = Reading(year=year)
    lines = csv.DictReader(io.StringIO("\n".join(text.lstrip("\ufeff").splitlines())))
    try:
        _read_rows(lines, reading)
    except csv.Error:
        reading.problems.append(_("The table cannot be read. Check quotation marks and commas."))
    _settle_year(reading)
    return reading


def _read_rows(lines: "csv.DictReader[str]", reading: Reading) -> None:
    columns = {(name or "").strip().lower() for name in lines.fieldnames or ()}
    if "kind" not in columns or not columns & {"date", "first"}:
        reading.problems.append(
            _("The first line of the table must name its columns: date, kind, name_zh, name_en.")
        )
        return
    for row in lines:
        cleaned = {(key or "").strip().lower(): _text(value) for key, value in row.items()}
        if any(cleaned.values()):
            _take_row(cleaned, lines.line_num, reading)


def read_json(text: str, year: int | None) -> Reading:
    """Read a list of days, or an object with ``year`` and ``days``."""
    reading = Reading(year=year)
    try:
        content = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        reading.problems.append(_("This is not valid JSON. Check the file, or paste the text."))
        return reading
    if isinstance(content, dict):
        if isinstance(content.get("year"), int):
            reading.year = content["year"]
        content = content.get("days")
    if not isinstance(content, list):
        reading.problems.append(_("The JSON must be a list of days, or have a list “days”."))
        return reading
    for number, row in enumerate(content, start=1):
        if not isinstance(row, dict):
            reading.refuse(number, _("Each day must be an object with date and kind."))
            continue
        _take_row({key: _text(value) for key, value in _renamed(row).items()}, number, reading)
    _settle_year(reading)
    return reading


def _renamed(row: Mapping[str, Any]) -> dict[str, Any]:
    known = {"kind": "", "name_zh": row.get("name", ""), **row}
    if "isOffDay" in row:
        known["kind"] = "off" if row["isOffDay"] is True else "work"
    return known


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _take_row(row: Mapping[str, str], line: int, reading: Reading) -> None:
    kind = KINDS.get(row.get("kind", "").lower())
    if kind is None:
        reading.refuse(line, _("The kind must be off or work."))
        return
    try:
        first = date.fromisoformat(row.get("date") or row.get("first", ""))
        last = date.fromisoformat(row.get("last") or first.isoformat())
    except ValueError:
        reading.refuse(line, _("The date must be written YYYY-MM-DD and exist."))
        return
    if not 0 <= (last - first).days < LONGEST_SPAN:
        reading.refuse(line, _("The last day must follow the first within a month."))
        return
    reading.take(kind, first, last, names_of(row.get("name_zh", ""), row.get("name_en", "")))


def _settle_year(reading: Reading) -> None:
    """Without a stated year, the year of most days is meant."""
    if reading.year is None and reading.days:
        years = [day.date.year for day in reading.days]
        reading.year = max(set(years), key=years.count)
