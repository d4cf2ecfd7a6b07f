"""Changing the calendar: seen first, then done in one transaction with everything that follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workdays import registry
from workdays.enums import ChangeKind, DayKind
from workdays.errors import CalendarNotPermitted, NoticeInvalid, NoticeStale
from workdays.models import CalendarDay, CalendarNotice, CalendarYear
from workdays.notices import Notice, NoticeDay, notice_problems
from workdays.permissions import may_change_calendar
from workdays.queries import calendar_forget, calendar_load, calendar_stamp
from workdays.registry import Moves
from workdays.rules import FRIDAY, Calendar, DayName


@dataclass(frozen=True)
class DayChange:
    """A date that the calendar would treat differently; an empty kind is the ordinary week."""

    date: date
    before: str
    after: str
    name_zh: str
    name_en: str

    def as_json(self) -> dict[str, str]:
        """Plain facts for the record of the change."""
        return {"date": self.date.isoformat(), "before": self.before, "after": self.after}


@dataclass(frozen=True)
class ChangePreview:
    """What a change would do. ``token`` ties the confirmation to exactly this preview."""

    changes: tuple[DayChange, ...]
    moves: Moves
    token: str

    @property
    def is_empty(self) -> bool:
        return not self.changes


@dataclass(frozen=True)
class ChangeResult:
    """What a change did: days changed, due dates moved. Nothing, when it had been done before."""

    days: int
    moved: int


def calendar_preview(*, notice: Notice, now: datetime) -> ChangePreview:
    """Say which days and which open cases would change; writes nothing."""
    return _preview(_days_with(notice), notice.year, True, notice.digest, now)


@transaction.atomic
def calendar_import(
    *, notice: Notice, actor: Any, now: datetime, text: str = "", token: str = ""
) -> ChangeResult:
    """Put a year's notice in force and recompute every date that depends on it.

    Posted twice, the second time changes nothing. ``token`` is that of the preview which was
    confirmed; ``text`` is kept for the record. Raises ``CalendarNotPermitted``, ``NoticeInvalid``,
    or ``NoticeStale`` when the calendar changed after the preview.
    """
    _check_actor(actor)
    problems = notice_problems(notice)
    if problems:
        raise NoticeInvalid(problems)
    record = CalendarNotice(
        year_id=notice.year,
        kind=ChangeKind.NOTICE,
        title=notice.title,
        url=notice.url,
        text=text,
        by=actor,
        at=now,
    )
    return _change(_days_with(notice), record, True, notice.digest, token)


def day_preview(*, day: NoticeDay, now: datetime) -> ChangePreview:
    """Say what changing one day would do; an empty ``kind`` returns it to the ordinary week."""
    return _preview(_days_with_one(day), day.date.year, None, repr(day), now)


@transaction.atomic
def day_change(
    *, day: NoticeDay, reason: str, actor: Any, now: datetime, token: str = ""
) -> ChangeResult:
    """Change one day, for the reason given, through the same path as a notice.

    Raises ``ValidationError`` for a make-up day that is not at a weekend or a missing reason.
    """
    _check_actor(actor)
    if not reason.strip():
        raise ValidationError(_("Say why the day changes; it stays on record."), code="reason")
    if day.kind == DayKind.MAKE_UP and day.date.weekday() <= FRIDAY:
        raise ValidationError(
            _("%(date)s is not a Saturday or Sunday, so it cannot be a make-up day.")
            % {"date": day.date.isoformat()},
            code="make_up",
        )
    record = CalendarNotice(
        year_id=day.date.year, kind=ChangeKind.DAY, reason=reason, by=actor, at=now
    )
    return _change(_days_with_one(day), record, None, repr(day), token)


def _check_actor(actor: Any) -> None:
    if not may_change_calendar(actor):
        raise CalendarNotPermitted


def _days_with(notice: Notice) -> dict[date, tuple[int, NoticeDay]]:
    """All listed days as they would be with the notice: its year's old rows give way."""
    days = {d: row for d, row in _days_now().items() if row[0] != notice.year}
    return days | {day.date: (notice.year, day) for day in notice.days}


def _days_with_one(day: NoticeDay) -> dict[date, tuple[int, NoticeDay]]:
    days = _days_now()
    year = days.pop(day.date, (day.date.year,))[0]
    if day.kind:
        days[day.date] = (year, day)
    return days


def _days_now() -> dict[date, tuple[int, NoticeDay]]:
    rows = CalendarDay.objects.all()
    return {
        row.date: (row.year_id, NoticeDay(row.date, row.kind, row.name_zh, row.name_en))
        for row in rows
    }


def _calendar_of(days: Iterable[NoticeDay], published: frozenset[int]) -> Calendar:
    names: dict[str, dict[date, DayName]] = {kind: {} for kind in DayKind.values}
    for day in days:
        names[day.kind][day.date] = DayName(day.name_zh, day.name_en)
    return Calendar(names[DayKind.HOLIDAY], names[DayKind.MAKE_UP], published)


def _changes(
    before: dict[date, tuple[int, NoticeDay]], after: dict[date, tuple[int, NoticeDay]]
) -> tuple[DayChange, ...]:
    result = []
    for day in sorted(before.keys() | after.keys()):
        old = before[day][1] if day in before else None
        new = after[day][1] if day in after else None
        if old == new:
            continue
        named = new or old
        result.append(
            DayChange(
                day,
                old.kind if old else "",
                new.kind if new else "",
                named.name_zh if named else "",
                named.name_en if named else "",
            )
        )
    return tuple(result)


def _preview(
    days: dict[date, tuple[int, NoticeDay]],
    year: int,
    publish: bool | None,
    what: str,
    now: datetime,
) -> ChangePreview:
    published = calendar_load().published_years | ({year} if publish else set())
    calendar = _calendar_of((day for _year, day in days.values()), frozenset(published))
    found = [hook(calendar, now) for hook in registry.preview_hooks]
    moves = Moves(
        count=sum(part.count for part in found),
        first=tuple(move for part in found for move in part.first),
        settled=sum(part.settled for part in found),
    )
    return ChangePreview(_changes(_days_now(), days), moves, _token(what))


def _token(what: str) -> str:
    """Names the change and the state of the calendar it was previewed on."""
    return f"{what}|{calendar_stamp()}"


def _change(
    days: dict[date, tuple[int, NoticeDay]],
    record: CalendarNotice,
    publish: bool | None,
    what: str,
    token: str,
) -> ChangeResult:
    """Write the rows, then let every room follow; all or nothing."""
    year, _new = CalendarYear.objects.get_or_create(year=record.year_id)
    list(CalendarYear.objects.select_for_update().values_list("year", flat=True))  # one at a time
    year.refresh_from_db()
    changes = _changes(_days_now(), days)
    if not changes and (publish is None or year.published):
        return ChangeResult(0, 0)
    if token and token != _token(what):
        raise NoticeStale
    _write(days, {change.date for change in changes})
    if publish:
        year.published, year.notice_title, year.notice_url = True, record.title, record.url
    year.imported_at, year.imported_by = record.at, record.by
    year.save()
    calendar_forget()
    calendar = calendar_load()
    moved = sum(hook(calendar, record.by, record.at) for hook in registry.change_hooks)
    record.changes = [change.as_json() for change in changes]
    record.moved = moved
    record.save(force_insert=True)
    return ChangeResult(len(changes), moved)


def _write(days: dict[date, tuple[int, NoticeDay]], changed: set[date]) -> None:
    CalendarDay.objects.filter(date__in=changed).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            date=day.date, kind=day.kind, name_zh=day.name_zh, name_en=day.name_en, year_id=year
        )
        for year, day in days.values()
        if day.date in changed
    )
