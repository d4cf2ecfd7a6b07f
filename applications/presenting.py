"""What an applicant reads about a case: dated events in plain words, who acts, and by when."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.deadlines import legal_date, trace
from applications.enums import CLOCK_STATUSES, EventKind, PeriodUnit, Status
from applications.models import Application, ClockAdjustment, Event
from applications.services import promise_if_accepted, standard_in_force
from offices.models import Office
from ui.templatetags.components import date_words, end_words
from workdays.queries import calendar_load
from workdays.rules import DayStep

TAG_COLOURS = {
    Status.DRAFT: "grey",
    Status.SUBMITTED: "blue",
    Status.SUPPLEMENT: "yellow",
    Status.HOME_CHECK: "blue",
    Status.ACCEPTED: "blue",
    Status.RECOMMENDED: "blue",
    Status.APPROVED: "green",
    Status.ISSUED: "green",
    Status.REFUSED: "red",
    Status.SPLIT: "orange",
    Status.NOT_ACCEPTED: "orange",
    Status.WITHDRAWN: "grey",
    Status.LAPSED: "grey",
    Status.REVOKED: "red",
}


@dataclass(frozen=True)
class Moment:
    """One line of the history: when, what, and more about it (may be empty)."""

    at: datetime
    title: str
    text: str = ""
    items: Sequence[str] = ()


@dataclass(frozen=True)
class Acting:
    """Who has to act now, and what they do, in a sentence each."""

    who: str
    what: str


@dataclass(frozen=True)
class Promise:
    """The date of the decision and how it was counted; ``stopped`` while the clock stands still."""

    on: date
    provisional: bool
    expected_only: bool
    overdue: bool
    steps: Sequence[DayStep]
    stopped: ClockAdjustment | None = None
    at: datetime | None = None


def tag_colour(application: Application) -> str:
    """Return the colour of the status tag."""
    return TAG_COLOURS[Status(application.status)]


def acting_now(application: Application, office: str, *, used: bool = False) -> Acting:
    """Say who acts now; for a closed case, or one whose document was used, that nobody has to."""
    you, we = _("You"), office or _("The office")
    nobody = _("Nobody: the case is closed")
    if used:
        return Acting(nobody, _("The document was used at the port."))
    sentences: Mapping[str, tuple[str, str]] = {
        Status.DRAFT: (you, _("Finish the form and hand it in.")),
        Status.SUBMITTED: (we, _("An officer checks whether everything is there.")),
        Status.HOME_CHECK: (
            we,
            _("Your home office checks the invitation, then transfers it to Shanghai."),
        ),
        Status.SUPPLEMENT: (you, _("Answer the list below. The whole list, once.")),
        Status.ACCEPTED: (we, _("An officer examines the application. You need do nothing.")),
        Status.RECOMMENDED: (we, _("A second officer decides. You need do nothing.")),
        Status.APPROVED: (we, _("The document is being made and checked. It takes minutes.")),
        Status.ISSUED: (you, _("Download the document, and send it to the traveller.")),
    }
    return Acting(*sentences.get(application.status, (nobody, "")))


def completeness_steps(application: Application) -> Sequence[DayStep]:
    """How the days to say what is missing were counted, from the filing or the last answer on."""
    if application.status != Status.SUBMITTED or application.complete_at is None:
        return ()
    received_on = legal_date(application.complete_at)
    days = standard_in_force(application.service, received_on).completeness_days
    steps = calendar_load().steps(received_on, days)
    return steps if steps[-1].date == application.next_on else ()


def promise_of(application: Application, now: datetime) -> Promise | None:
    """Return the running promise; before acceptance, what acceptance today would promise."""
    if application.status == Status.SUBMITTED:
        due = promise_if_accepted(application, now)
        steps = completeness_steps(application)
        return Promise(due.on, due.provisional, True, False, steps, at=due.at)
    if application.status not in CLOCK_STATUSES or application.due_on is None:
        return None
    adjustments = list(application.clock_adjustments.all())
    stopped = next((a for a in adjustments if a.stopped_on and a.resumed_on is None), None)
    return Promise(
        on=application.due_on,
        provisional=application.due_provisional,
        expected_only=False,
        overdue=stopped is None and is_late(application, now),
        steps=_steps(application, adjustments, legal_date(now)),
        stopped=stopped,
        at=application.due_at,
    )


def is_late(application: Application, now: datetime) -> bool:
    """Whether the promise has passed: its hour, or 24:00 Beijing time of its day."""
    if application.due_at is not None:
        return application.due_at < now
    return application.due_on is not None and application.due_on < legal_date(now)


def history(application: Application, hidden: Set[str] = frozenset()) -> list[Moment]:
    """Return what the applicant may know, newest first. Officers' notes and names stay inside.

    ``hidden``: codes of papers that this reader must not even hear of.
    """
    moments = []
    for event in application.events.order_by("-sequence"):
        words = _words(event)
        if words is not None:
            text, items = ("", ()) if _is_partial(event) else _details(event, hidden)
            moments.append(Moment(event.at, str(words), text, items))
    return moments


def _is_partial(event: Event) -> bool:
    """Whether it is a step of one of several reviews, which decides nothing about the case yet."""
    return EventKind(event.kind) in _OF_A_REVIEW and event.status_before == event.status_after


def _words(event: Event) -> Any:
    kind = EventKind(event.kind)
    if kind in (EventKind.APPROVE, EventKind.REFUSE) and _is_partial(event):
        return _("One of the two authorities has finished its review")
    return _WORDS.get(kind)


def openings(application: Application) -> list[datetime]:
    """Return when officers opened the file: the person concerned may know."""
    opened = application.events.filter(kind=EventKind.OPENED).order_by("-sequence")
    return list(opened.values_list("at", flat=True))


def _steps(
    application: Application, adjustments: Sequence[ClockAdjustment], today: date
) -> Sequence[DayStep]:
    standard, accepted_at = application.standard, application.accepted_at
    if standard is None or accepted_at is None or standard.unit != PeriodUnit.WORKING_DAYS:
        return ()
    return trace(
        started_on=legal_date(accepted_at),
        amount=standard.amount,
        calendar=calendar_load(),
        adjustments=adjustments,
        today=today,
    )


_WORDS = {
    EventKind.CREATED: gettext_lazy("The draft was begun"),
    EventKind.SUBMIT: gettext_lazy("You handed in the application"),
    EventKind.OPENED_AT_WINDOW: gettext_lazy("An officer opened the case at the window"),
    EventKind.SUBMIT_HOME: gettext_lazy("You handed in the application to your home office"),
    EventKind.HOME_ANSWER: gettext_lazy("You answered the list"),
    EventKind.TRANSFER: gettext_lazy("Your home office transferred the application to Shanghai"),
    EventKind.TRANSFER_RETURN: gettext_lazy("Shanghai returned it to your home office"),
    EventKind.SUPPLEMENT_REQUEST: gettext_lazy("We asked you to add or correct something"),
    EventKind.SUPPLEMENT_ANSWER: gettext_lazy("You answered the list"),
    EventKind.SUPPLEMENT_LAPSE: gettext_lazy("Closed: the list was not answered in time"),
    EventKind.ACCEPT: gettext_lazy("We accepted the application: the promise runs"),
    EventKind.ACCEPT_BY_SILENCE: gettext_lazy(
        "Accepted, because we asked for nothing in time: the promise runs"
    ),
    EventKind.NOT_ACCEPT: gettext_lazy("We did not accept the application"),
    EventKind.RECOMMEND_APPROVAL: gettext_lazy("A first officer has examined it"),
    EventKind.RECOMMEND_REFUSAL: gettext_lazy("A first officer has examined it"),
    EventKind.RETURN_TO_REVIEW: gettext_lazy("The second officer asked for another look"),
    EventKind.APPROVE: gettext_lazy("Approved"),
    EventKind.REFUSE: gettext_lazy("Refused, by two officers"),
    EventKind.SPLIT: gettext_lazy("Split: one authority goes on by itself"),
    EventKind.ISSUE: gettext_lazy("The document is ready"),
    EventKind.CORRECT: gettext_lazy("We are correcting the document"),
    EventKind.WITHDRAW: gettext_lazy("You withdrew the application"),
    EventKind.REVOKE: gettext_lazy("We revoked the document"),
    EventKind.SWAP_ASK: gettext_lazy("You named another person in this one's place"),
    EventKind.SWAP: gettext_lazy("Another person took the place: the document is revoked"),
    EventKind.CLOCK_STOPPED: gettext_lazy("The clock was stopped"),
    EventKind.CLOCK_RESUMED: gettext_lazy("The clock runs again"),
    EventKind.CLOCK_EXTENDED: gettext_lazy("The period was extended"),
    EventKind.DUE_DATE_MOVED: gettext_lazy("The date of the decision moved"),
    EventKind.DATA_CHANGED: gettext_lazy("You changed data as we asked"),
    EventKind.OFFICE_CHANGED: gettext_lazy("Another office decides it now"),
    EventKind.POINTS_CORRECTED: gettext_lazy("An officer corrected an item of the points"),
    EventKind.DOCUMENT_USED: gettext_lazy("The document was used at the port"),
    EventKind.PORT_CORRECTED: gettext_lazy("A slip in the decision at the port was corrected"),
    EventKind.OVERDUE: gettext_lazy("We missed the promised date. A supervisor was told"),
    EventKind.EXPEDITE_ASKED: gettext_lazy("Expedited handling was asked for"),
    EventKind.EXPEDITE_GRANTED: gettext_lazy("Expedited handling was granted"),
    EventKind.EXPEDITE_DECLINED: gettext_lazy("Expedited handling was declined"),
    EventKind.VISIT_BOOKED: gettext_lazy("A visit to the office was booked"),
    EventKind.VISIT_MOVED: gettext_lazy("The visit was moved"),
    EventKind.VISIT_CANCELLED: gettext_lazy("The visit was cancelled"),
    EventKind.VISIT_ARRIVED: gettext_lazy("You came to the office"),
    EventKind.VISIT_RECORDED: gettext_lazy("The visit is done"),
    EventKind.VISIT_MISSED: gettext_lazy("Nobody came to the visit"),
}

_OF_A_REVIEW = {
    EventKind.RECOMMEND_APPROVAL,
    EventKind.RECOMMEND_REFUSAL,
    EventKind.RETURN_TO_REVIEW,
    EventKind.APPROVE,
    EventKind.REFUSE,
}

# Whose reason the applicant reads. A recommendation is the officers' own until it is decided.
_TOLD = {
    EventKind.TRANSFER_RETURN,
    EventKind.NOT_ACCEPT,
    EventKind.REFUSE,
    EventKind.SPLIT,
    EventKind.CORRECT,
    EventKind.WITHDRAW,
    EventKind.REVOKE,
    EventKind.CLOCK_STOPPED,
    EventKind.CLOCK_EXTENDED,
    EventKind.DUE_DATE_MOVED,
    EventKind.EXPEDITE_DECLINED,
    EventKind.POINTS_CORRECTED,
    EventKind.VISIT_CANCELLED,
}


def _details(event: Event, hidden: Set[str]) -> tuple[str, Sequence[str]]:
    kind = EventKind(event.kind)
    if kind == EventKind.SUPPLEMENT_REQUEST:
        return _asked(event, hidden)
    by_kind: Mapping[EventKind, Callable[[Event], tuple[str, Sequence[str]]]] = {
        EventKind.ACCEPT: _due,
        EventKind.ACCEPT_BY_SILENCE: _due,
        EventKind.CLOCK_RESUMED: _due,
        EventKind.CLOCK_EXTENDED: _due,
        EventKind.DUE_DATE_MOVED: _due,
        EventKind.EXPEDITE_GRANTED: _due,
        EventKind.OFFICE_CHANGED: _office,
        EventKind.VISIT_BOOKED: _visit,
        EventKind.VISIT_MOVED: _visit,
    }
    if kind in by_kind:
        return by_kind[kind](event)
    return (event.reason if kind in _TOLD else ""), ()


def visit_words(data: Mapping[str, Any]) -> str:
    """When the visit of an event is, in Shanghai: ``Tuesday 3 March 2026, 09:20``; else nothing."""
    moment = parse_datetime(str(data.get("at", "")))
    if moment is None:
        return ""
    return _("%(day)s, %(time)s") % {
        "day": date_words(moment),
        "time": f"{localtime(moment):%H:%M}",
    }


def _visit(event: Event) -> tuple[str, Sequence[str]]:
    """When it is, and why the office moved it, where it did."""
    parts = (visit_words(event.data), event.reason)
    return " · ".join(part for part in parts if part), ()


def _office(event: Event) -> tuple[str, Sequence[str]]:
    """Which office has decided since then."""
    office = Office.objects.filter(code=event.data.get("to", "")).first()
    return (str(office) if office else ""), ()


def _asked(event: Event, hidden: Set[str]) -> tuple[str, Sequence[str]]:
    day = date_words(event.data.get("answer_by", ""))
    text = _("Please answer by %(day)s.") % {"day": day} if day else ""
    items = event.data.get("items", [])
    return text, [item["text"] for item in items if item.get("code") not in hidden]


def _due(event: Event) -> tuple[str, Sequence[str]]:
    moment = parse_datetime(str(event.data.get("due_at", "")))
    day = end_words(moment) if moment else date_words(event.data.get("due_on", ""))
    text = _("We decide by %(day)s.") % {"day": day} if day else ""
    reason = event.reason if EventKind(event.kind) in _TOLD else ""
    return " ".join(part for part in (text, reason) if part), ()
