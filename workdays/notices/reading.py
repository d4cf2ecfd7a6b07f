"""One door for all forms of a notice."""

from workdays.notices.checks import FIRST_YEAR, LAST_YEAR, notice_problems, year_sentence
from workdays.notices.model import Notice, Reading
from workdays.notices.official import looks_official, read_official
from workdays.notices.tables import read_csv, read_json

LONGEST_TEXT = 200_000


def notice_read(text: str, *, year: int | None = None, url: str = "") -> tuple[Notice, list[str]]:
    """Read a notice in any of its forms and check it as a whole.

    Returns the notice and a sentence for everything that is wrong; with any, it must not be used.
    ``year`` is needed only where the text does not say it.
    """
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return Notice(year, ()), [year_sentence()]
    reading = _read(text[:LONGEST_TEXT], year)
    notice = Notice(
        year=reading.year or year or 0,
        days=tuple(sorted(set(reading.days))),
        title=reading.title,
        url=url,
    )
    problems = reading.problems or notice_problems(notice, stated_year=year)
    return notice, problems


def _read(text: str, year: int | None) -> Reading:
    if text.lstrip("\ufeff \r\n\t")[:1] in ("[", "{"):
        return read_json(text, year)
    if looks_official(text):
        return read_official(text, year)
    return read_csv(text, year)
