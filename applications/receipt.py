"""What a receipt says of one case: where it stands, by when, how that was counted.

The receipts of all services begin alike; what each service adds, it adds itself.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from applications.deadlines import legal_date, trace
from applications.enums import CLOCK_STATUSES, PeriodUnit, Status
from applications.models import Application, ClockAdjustment
from applications.presenting import completeness_steps, is_late
from applications.services import promise_if_accepted
from workdays.queries import calendar_load
from workdays.rules import DayStep


@dataclass(frozen=True)
class Promise:
    """The day by which something is due, and how it was counted."""

    on: date | None
    provisional: bool
    steps: list[DayStep]
    amount: int
    at: datetime | None = None
    late: bool = False


def receipt_state(status: str) -> str:
    """One of received, asked, accepted, approved, issued, closed: which text the page shows."""
    return {
        Status.SUBMITTED: "received",
        Status.SUPPLEMENT: "asked",
        Status.HOME_CHECK: "home",
        Status.ACCEPTED: "accepted",
        Status.RECOMMENDED: "accepted",
        Status.APPROVED: "approved",
        Status.ISSUED: "issued",
    }.get(Status(status), "closed")


def receipt_facts_of(leading: Application, now: datetime) -> dict[str, Any]:
    """The facts of ``journey/receipt_promise.html`` and of the calendar below it."""
    return {
        "leading": leading,
        "state": receipt_state(leading.status),
        "office": leading.office,
        "promise": _promise(leading, now),
        "completeness": completeness_steps(leading),
        "home_by": leading.next_on if leading.status == Status.HOME_CHECK else None,
        "complete_by": leading.next_on if leading.status == Status.SUBMITTED else None,
        **_if_accepted(leading, now),
        "today": legal_date(now),
    }


def _promise(leading: Application, now: datetime) -> Promise | None:
    """The running promise, counted day by day; None before acceptance and after the decision."""
    if leading.status not in CLOCK_STATUSES or leading.standard is None:
        return None
    assert leading.accepted_at is not None  # noqa: S101  a constraint says so
    standard, steps = leading.standard, []
    if standard.unit == PeriodUnit.WORKING_DAYS:
        steps = _steps(leading, legal_date(leading.accepted_at), standard.amount)
    return Promise(
        leading.due_on,
        leading.due_provisional,
        steps,
        standard.amount,
        leading.due_at,
        is_late(leading, now),
    )


def _steps(leading: Application, accepted_on: date, amount: int) -> list[DayStep]:
    return trace(
        started_on=accepted_on,
        amount=amount,
        calendar=calendar_load(),
        adjustments=ClockAdjustment.objects.filter(application=leading),
    )


def _if_accepted(leading: Application, now: datetime) -> dict[str, Any]:
    if leading.status not in (Status.SUBMITTED, Status.SUPPLEMENT):
        return {"if_accepted": None, "if_accepted_at": None}
    due = promise_if_accepted(leading, now)
    return {"if_accepted": due.on, "if_accepted_at": due.at}
