"""What a receipt says: received or accepted, by when, how that was counted, and who acts next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from applications.deadlines import legal_date, trace
from applications.enums import CLOCK_STATUSES, PeriodUnit, Status
from applications.models import Application, ClockAdjustment
from applications.presenting import completeness_steps
from applications.services import promise_if_accepted
from documents.enums import DocumentKind
from documents.queries import documents_current
from documents.rendering import document_render_pdf
from port_visa.models import Invitation, Invitee
from port_visa.queries import active_invitees
from port_visa.services.submission import WITHDRAWABLE
from workdays.queries import calendar_load
from workdays.rules import DayStep

# What the page is about when its people stand in different places: the most urgent for the reader.
_MOST_URGENT = (
    Status.SUPPLEMENT,
    Status.SUBMITTED,
    Status.ACCEPTED,
    Status.RECOMMENDED,
    Status.APPROVED,
    Status.ISSUED,
)
_WITH_DOCUMENT = (Status.ISSUED, Status.REVOKED)


@dataclass(frozen=True)
class Promise:
    """The day by which something is due, and how it was counted."""

    on: date | None
    provisional: bool
    steps: list[DayStep]
    amount: int


def receipt_facts(invitation: Invitation, now: datetime) -> dict[str, Any]:
    """Everything that the receipt shows, for the page and for the PDF."""
    invitees = list(active_invitees().filter(invitation=invitation))
    leading = _leading(invitees)
    return {
        "invitees": invitees,
        "people": _people(invitees),
        "leading": leading,
        "title": _title(leading),
        "state": _state(leading.status),
        "office": leading.office,
        "promise": _promise(leading),
        "completeness": completeness_steps(leading),
        "complete_by": leading.next_on if leading.status == Status.SUBMITTED else None,
        "if_accepted": _if_accepted(leading, now),
        "today": legal_date(now),
        "can_withdraw": any(i.application.status in WITHDRAWABLE for i in invitees),
        "asked": [i for i in invitees if i.application.status == Status.SUPPLEMENT],
    }


def _leading(invitees: list[Invitee]) -> Application:
    for status in _MOST_URGENT:
        for invitee in invitees:
            if invitee.application.status == status:
                return invitee.application
    return invitees[0].application


def _state(status: str) -> str:
    """One of received, asked, accepted, approved, issued, closed: which text the page shows."""
    return {
        Status.SUBMITTED: "received",
        Status.SUPPLEMENT: "asked",
        Status.ACCEPTED: "accepted",
        Status.RECOMMENDED: "accepted",
        Status.APPROVED: "approved",
        Status.ISSUED: "issued",
    }.get(Status(status), "closed")


def _title(leading: Application) -> str:
    titles = {
        "received": _("Invitation received"),
        "asked": _("We need something from you"),
        "accepted": _("Application accepted"),
        "approved": _("Approved"),
    }
    return titles.get(_state(leading.status)) or str(leading.get_status_display()).capitalize()


def _people(invitees: list[Invitee]) -> list[dict[str, Any]]:
    applications = [invitee.application for invitee in invitees]
    documents = documents_current(
        kind=DocumentKind.PORT_VISA_NOTIFICATION,
        subjects=[one.reference for one in applications if one.status in _WITH_DOCUMENT],
    )
    return [
        {
            "invitee": invitee,
            "application": application,
            "name": application.traveller.name_mrz,
            "due_on": application.due_on if application.status in CLOCK_STATUSES else None,
            "document": documents.get(application.reference),
        }
        for invitee, application in zip(invitees, applications, strict=True)
    ]


def _promise(leading: Application) -> Promise | None:
    """The running promise, counted day by day; None before acceptance and after the decision."""
    if leading.status not in CLOCK_STATUSES or leading.standard is None:
        return None
    assert leading.accepted_at is not None  # noqa: S101  a constraint says so
    standard, steps = leading.standard, []
    if standard.unit == PeriodUnit.WORKING_DAYS:
        steps = _steps(leading, legal_date(leading.accepted_at), standard.amount)
    return Promise(leading.due_on, leading.due_provisional, steps, standard.amount)


def _steps(leading: Application, accepted_on: date, amount: int) -> list[DayStep]:
    return trace(
        started_on=accepted_on,
        amount=amount,
        calendar=calendar_load(),
        adjustments=ClockAdjustment.objects.filter(application=leading),
    )


def _if_accepted(leading: Application, now: datetime) -> date | None:
    if leading.status not in (Status.SUBMITTED, Status.SUPPLEMENT):
        return None
    return promise_if_accepted(leading, now).on


def receipt_pdf(invitation: Invitation, now: datetime, *, language: str) -> bytes:
    """The receipt as a tagged PDF, in both languages' order: the page's language first."""
    with translation.override(language):
        facts = receipt_facts(invitation, now)
        context = {**facts, "invitation": invitation, "now": now}
        return document_render_pdf("port_visa/receipt_pdf.html", context)
