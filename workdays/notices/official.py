"""The official text of a notice, as the State Council's General Office publishes it.

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    四、清明节：4月5日（星期日）放假，4月6日（星期一）补休。

Each numbered line names a holiday; each clause lists dates or spans and says whether they are off
or worked. A date takes year and month from the one before it where it gives none.
"""

import re
import unicodedata
from datetime import date, timedelta

from django.utils.translation import gettext as _

from workdays.enums import DayKind
from workdays.notices.model import Reading, names_of

TITLE = re.compile(r"关于(\d{4})年\s*部分节假日安排的通知")
LINE = re.compile(r"^[一二三四五六七八九十]+、\s*(?P<name>[^:]{1,60}):(?P<body>.*)$")
NOTE = re.compile(r"\(([^)]*)\)")
DATE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:\((?P<note>[^)]*)\))?"
)
SPAN = re.compile(r"^\s*(?:至|到|—+|–|-|~|~)\s*$")
TOTAL = re.compile(r"(?:共|放假)(\d{1,2})天")
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
ADVICE = ("鼓励",)  # "employers are encouraged to ...": not part of the calendar
OFF_WORDS = ("放假", "补休", "休息", "调休")
WORK_WORDS = ("上班", "工作")


class Unreadable(Exception):
    """A line of the notice cannot be used; the message says why."""


def looks_official(text: str) -> bool:
    """Whether the text has at least one numbered holiday line."""
    return any(LINE.match(line) for line in _lines(text))


def read_official(text: str, year: int | None) -> Reading:
    """Read the official text. ``year`` stands in when the text has no title."""
    reading = Reading(year=year)
    title = TITLE.search(_plain(text))
    if title:
        reading.year = int(title[1])
        reading.title = f"国务院办公厅关于{title[1]}年部分节假日安排的通知"
    if reading.year is None:
        reading.problems.append(
            _("The text does not name its year. Paste the title too, or fill in the year.")
        )
        return reading
    for number, line in enumerate(_lines(text), start=1):
        try:
            _read_line(line, reading)
        except Unreadable as error:
            reading.refuse(number, str(error))
    return reading


def _plain(text: str) -> str:
    """Full-width digits, colons and brackets become plain ones; Chinese stays."""
    return unicodedata.normalize("NFKC", text)


def _lines(text: str) -> list[str]:
    return [_plain(line).strip() for line in text.splitlines()]


def _read_line(line: str, reading: Reading) -> None:
    match = LINE.match(line)
    if match is None:
        if DATE.search(line) and any(word in line for word in ("放假", "上班", "补休")):
            raise Unreadable(
                _("This line has dates but no number and holiday, such as “一、元旦：”.")
            )
        return
    cursor = _Cursor(reading.year or 0)
    names = names_of(match["name"])
    for sentence in re.split(r"[。;]", match["body"]):
        if not sentence.strip().startswith(ADVICE):
            _read_sentence(sentence, names, cursor, reading)
    if not cursor.found:
        raise Unreadable(_("No date was found in this line."))


def _read_sentence(
    sentence: str, names: tuple[str, str], cursor: "_Cursor", reading: Reading
) -> None:
    """Take the sentence clause by clause; commas inside brackets do not separate."""
    covered = 0
    masked = NOTE.sub(lambda note: "(" + note[1].replace(",", "、") + ")", sentence)
    for clause in masked.split(","):
        total = TOTAL.search(clause)
        spans = cursor.spans(clause)
        if spans:
            kind = _kind_of(clause)
            for first, last in spans:
                reading.take(kind, first, last, names)
                covered += (last - first).days + 1 if kind == DayKind.HOLIDAY else 0
        if total and covered and int(total[1]) != covered:
            raise Unreadable(
                _("It says %(said)s days off, but the dates give %(found)d.")
                % {"said": total[1], "found": covered}
            )


def _kind_of(clause: str) -> DayKind:
    rest = NOTE.sub("", clause)
    if any(word in rest for word in WORK_WORDS):
        return DayKind.MAKE_UP
    if any(word in rest for word in OFF_WORDS):
        return DayKind.HOLIDAY
    raise Unreadable(_("“%(clause)s” does not say 放假 or 上班.") % {"clause": clause.strip()})


class _Cursor:
    """Reads dates in the order of a line, remembering year and month from the one before."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.month: int | None = None
        self.found = False

    def spans(self, clause: str) -> list[tuple[date, date]]:
        """Return the dates of a clause as spans; "至" between two dates makes one span."""
        result: list[tuple[date, date]] = []
        end = 0
        for match in DATE.finditer(clause):
            day = self._date(match)
            if result and SPAN.match(clause[end : match.start()]):
                first = result.pop()[0]
                if day <= first or day - first > timedelta(days=30):
                    raise Unreadable(
                        _("%(span)s is not a span of holidays.") % {"span": f"{first} – {day}"}
                    )
                result.append((first, day))
            else:
                result.append((day, day))
            end = match.end()
        return result

    def _date(self, match: re.Match[str]) -> date:
        self.found = True
        if match["year"]:
            self.year = int(match["year"])
        if match["month"]:
            self.month = int(match["month"])
        if self.month is None:
            raise Unreadable(_("“%(text)s” does not say the month.") % {"text": match[0]})
        try:
            day = date(self.year, self.month, int(match["day"]))
        except ValueError:
            raise Unreadable(_("“%(text)s” does not exist.") % {"text": match[0]}) from None
        self._check_weekday(day, match["note"] or "")
        return day

    @staticmethod
    def _check_weekday(day: date, note: str) -> None:
        stated = WEEKDAY.search(note)
        if stated and WEEKDAYS[stated[1]] != day.weekday():
            right = "一二三四五六日"[day.weekday()]
            raise Unreadable(
                _("%(date)s is 星期%(right)s, but the notice says %(stated)s.")
                % {"date": day.isoformat(), "right": right, "stated": stated[0]}
            )
