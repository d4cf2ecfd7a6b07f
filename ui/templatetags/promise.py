"""The promise counted day by day. ``{% load promise %}{% promise_calendar steps %}``."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol, TypedDict

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from ui.templatetags.components import date_words

register = template.Library()


class Step(Protocol):
    """One date of a count, as the working-day rules describe it."""

    @property
    def date(self) -> dt.date: ...
    @property
    def number(self) -> int | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def name_zh(self) -> str: ...
    @property
    def name_en(self) -> str: ...


class Day(TypedDict):
    """One box of the sheet."""

    number: str
    weekday: str
    words: str
    state: str
    notes: list[str]


def _weekdays() -> list[str]:
    return [
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    ]


def _number(day: dt.date, *, with_month: bool) -> str:
    if not with_month:
        return str(day.day)
    chinese = (get_language() or "").startswith("zh")
    # in a narrow box the day goes below its month, in one piece
    return date_format(day, "n月\u200bj日" if chinese else "j M")


def _notes(step: Step, *, is_last: bool, start_note: str, last_note: str) -> list[str]:
    if step.kind == "start":
        return [start_note]
    notes = []
    if step.number is not None:
        notes.append(_("Day %(number)s") % {"number": step.number})
    chinese = (get_language() or "").startswith("zh")
    name = step.name_zh if chinese else step.name_en
    if step.kind == "make_up":
        notes.append(_("make-up working day"))
    elif step.kind == "stopped":
        notes.append(_("clock stopped"))
    elif step.number is None:
        notes.append(name or _("weekend"))
    if is_last:
        notes.append(last_note)
    return notes


def _state(step: Step, *, is_last: bool) -> str:
    if step.kind == "start":
        return "start"
    if is_last:
        return "last"
    return "off" if step.number is None else "counted"


@register.inclusion_tag("components/promise_calendar.html")
def promise_calendar(
    steps: Sequence[Step], start_note: str = "", last_note: str = ""
) -> dict[str, object]:
    """Show how a promise was counted, from the start day to the last.

    ``steps`` come from the calendar's ``steps(start, n)``, one for each date, the start first.
    ``start_note`` and ``last_note`` name the two ends ("accepted" and "decision" when empty).
    """
    if not steps:
        return {"weekdays": _weekdays(), "days": []}
    names = _weekdays()
    first = steps[0].date
    monday = first - dt.timedelta(days=first.weekday())
    before = [monday + dt.timedelta(days=offset) for offset in range(first.weekday())]
    days: list[Day] = [
        {"number": str(d.day), "weekday": "", "words": "", "state": "before", "notes": []}
        for d in before
    ]
    for index, step in enumerate(steps):
        is_last = index == len(steps) - 1
        days.append(
            {
                "number": _number(step.date, with_month=index == 0 or step.date.day == 1),
                "weekday": names[step.date.weekday()],
                "words": date_words(step.date),
                "state": _state(step, is_last=is_last),
                "notes": _notes(
                    step,
                    is_last=is_last,
                    start_note=start_note or _("accepted"),
                    last_note=last_note or _("decision"),
                ),
            }
        )
    return {"weekdays": names, "days": days}
