"""How due dates and statuses read in the queue: words first, colour second."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.enums import CLOCK_STATUSES, OPEN_STATUSES, Status
from applications.models import Application
from ui.dates import end_of_period
from workdays.rules import Calendar

STATUS_TONES = {
    Status.SUBMITTED: "navy",
    Status.SUPPLEMENT: "wait",
    Status.HOME_CHECK: "navy",
    Status.ACCEPTED: "navy",
    Status.RECOMMENDED: "wait",
    Status.APPROVED: "good",
    Status.ISSUED: "good",
    Status.REFUSED: "stop",
    Status.SPLIT: "stop",
    Status.NOT_ACCEPTED: "stop",
    Status.REVOKED: "stop",
}
HOURS_SOON = 2
WAITING_FOR_APPLICANT = (Status.SUPPLEMENT,)


@dataclass(frozen=True)
class Due:
    """A due date in words. ``bucket`` is overdue, today, soon, later or none."""

    on: date | None
    bucket: str
    words: str
    at: datetime | None = None

    @property
    def tone(self) -> str:
        """The colour that goes with the words."""
        return {"overdue": "stop", "today": "wait", "soon": "navy"}.get(self.bucket, "quiet")


def tag(text: str, tone: str) -> SafeString:
    """A short word on a coloured ground."""
    return format_html('<span class="desk-tag desk-tag--{}">{}</span>', tone, text)


# Short, and from the office's side; the applicant's words would be long or mislead here.
OFFICER_WORDS = {
    Status.SUBMITTED: gettext_lazy("to be checked"),
    Status.SUPPLEMENT: gettext_lazy("applicant to answer"),
    Status.HOME_CHECK: gettext_lazy("home check"),
    Status.ACCEPTED: gettext_lazy("under review"),
    Status.RECOMMENDED: gettext_lazy("to countersign"),
    Status.APPROVED: gettext_lazy("document in work"),
    Status.ISSUED: gettext_lazy("issued"),
    Status.SPLIT: gettext_lazy("split"),
    Status.LAPSED: gettext_lazy("closed, no answer"),
}


def officer_status(application: Application) -> str:
    """The status in an officer's words."""
    words = OFFICER_WORDS.get(Status(application.status))
    return str(words or application.get_status_display())


def next_date(application: Application) -> date | None:
    """The date that counts now: the promise once it runs, the next step's date before."""
    if application.status not in OPEN_STATUSES:
        return None
    return application.next_on or application.due_on


def shown_end(due: Due) -> str:
    """The day of a due date as the desk writes it; with its hour when the promise has one."""
    if due.at is not None:
        day, hour = end_of_period(due.at)
        return f"{day:%Y-%m-%d} {hour}"
    return f"{due.on:%Y-%m-%d}" if due.on else ""


def logged_end(data: Mapping[str, Any]) -> str:
    """The same of a promise that an event of the log names."""
    moment = datetime.fromisoformat(data["due_at"]) if data.get("due_at") else None
    return shown_end(Due(date.fromisoformat(data["due_on"]), "none", "", moment))


def due_of(application: Application, now: datetime, calendar: Calendar) -> Due:
    """Tell when the next step is due, counted in working days from today in Beijing."""
    on = next_date(application)
    if on is None:
        return Due(None, "none", "")
    today = timezone.localdate(now)
    if application.due_at is not None and application.status in CLOCK_STATUSES:
        return Due(on, *_hours_in_words(application.due_at, now), application.due_at)
    if application.status in WAITING_FOR_APPLICANT:
        return Due(on, "later", _("answer by %(date)s") % {"date": on.isoformat()})
    return _in_words(on, today, calendar)


def _hours_in_words(at: datetime, now: datetime) -> tuple[str, str]:
    """The bucket and the words of a promise in hours, which run day and night."""
    minutes = int((at - now).total_seconds() // 60)
    hours = f"{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    if minutes < 0:
        return "overdue", _("overdue by %(hours)s hours") % {"hours": hours}
    bucket = "today" if minutes < HOURS_SOON * 60 else "soon"
    return bucket, _("%(hours)s hours left") % {"hours": hours}


def _in_words(on: date, today: date, calendar: Calendar) -> Due:
    if on == today:
        return Due(on, "today", _("due today"))
    if on < today:
        days = max(calendar.count_between(on, today), 1)
        words = ngettext(
            "overdue by %(days)s working day", "overdue by %(days)s working days", days
        )
        return Due(on, "overdue", words % {"days": days})
    days = calendar.count_between(today, on)
    words = ngettext("%(days)s working day left", "%(days)s working days left", days)
    return Due(on, "soon" if days <= 1 else "later", words % {"days": days})
