"""What a notice says, once read."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from workdays.enums import DayKind

# Official names of the holidays, and their English form.
ENGLISH = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "国际劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}
UNKNOWN_HOLIDAY = ("公众假期", "public holiday")


@dataclass(frozen=True, order=True)
class NoticeDay:
    """A date that the notice lists. ``kind`` is a ``DayKind`` value."""

    date: date
    kind: str
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Notice:
    """A year's notice: every day off and every make-up day, in order."""

    year: int
    days: tuple[NoticeDay, ...]
    title: str = ""
    url: str = ""

    @property
    def off(self) -> list[date]:
        return [day.date for day in self.days if day.kind == DayKind.HOLIDAY]

    @property
    def make_up(self) -> list[date]:
        return [day.date for day in self.days if day.kind == DayKind.MAKE_UP]

    @property
    def digest(self) -> str:
        """Tells one content from another."""
        facts = [self.year, self.title, self.url, *map(repr, self.days)]
        return hashlib.sha256("\n".join(map(str, facts)).encode()).hexdigest()[:16]


@dataclass
class Reading:
    """What could be read, and a sentence for each line that could not."""

    days: list[NoticeDay] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    year: int | None = None
    title: str = ""

    def refuse(self, line: int, sentence: str) -> None:
        """Record what is wrong with a line; lines count from 1."""
        self.problems.append(_("Line %(line)d: %(what)s") % {"line": line, "what": sentence})

    def take(self, kind: DayKind, first: date, last: date, names: tuple[str, str]) -> None:
        """Record the days of a span, both ends included."""
        for offset in range((last - first).days + 1):
            self.days.append(NoticeDay(first + timedelta(days=offset), kind, *names))


def names_of(name_zh: str, name_en: str = "") -> tuple[str, str]:
    """Give a holiday its names in both languages; 国庆节、中秋节 becomes two joined names."""
    name_zh = name_zh.strip()
    if not name_zh:
        return UNKNOWN_HOLIDAY
    parts = [part.strip() for part in name_zh.split("、")]
    english = name_en.strip() or _joined([ENGLISH.get(part, UNKNOWN_HOLIDAY[1]) for part in parts])
    return name_zh[:60], english[:80]


def _joined(names: list[str]) -> str:
    return " and ".join(dict.fromkeys(names))
