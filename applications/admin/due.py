"""How due dates and statuses read in the queue: words first, colour second."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.enums import OPEN_STATUSES, Status
from applications.models import Application
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
WAITING_FOR_APPLICANT = (Status.SUPPLEMENT,)


@dataclass(frozen=True)
class Due:
    """A due date in words. ``bucket`` is overdue, today, soon, later or none."""

    on: date | None
    bucket: str
    words: str

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


def due_of(application: Application, now: datetime, calendar: Calendar) -> Due:
    """Tell when the next step is due, counted in working days from today in Beijing."""
    on = next_date(application)
    if on is None:
        return Due(None, "none", "")
    today = timezone.localdate(now)
    if application.status in WAITING_FOR_APPLICANT:
        return Due(on, "later", _("answer by %(date)s") % {"date": on.isoformat()})
    return _in_words(on, today, calendar)


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
