"""What a receipt says: received or accepted, by when, how that was counted, and who acts next."""

from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from applications.custody import custody_of
from applications.enums import CLOCK_STATUSES, Status
from applications.models import Application
from applications.receipt import receipt_facts_of, receipt_state
from documents.enums import DocumentKind
from documents.models import IssuedDocument
from documents.notification import last_day
from documents.queries import documents_current
from documents.rendering import document_render_pdf
from port_visa.models import Invitation, Invitee
from port_visa.queries import active_invitees
from port_visa.routing import handling_words
from port_visa.services.notification import document_kind
from port_visa.services.submission import WITHDRAWABLE
from port_visa.swaps import followers_of, swap_facts

# What the page is about when its people stand in different places: the most urgent for the reader.
_MOST_URGENT = (
    Status.SUPPLEMENT,
    Status.HOME_CHECK,
    Status.SUBMITTED,
    Status.ACCEPTED,
    Status.RECOMMENDED,
    Status.APPROVED,
    Status.ISSUED,
)
_WITH_DOCUMENT = (Status.ISSUED, Status.REVOKED)


def receipt_facts(invitation: Invitation, now: datetime) -> dict[str, Any]:
    """Everything that the receipt shows, for the page and for the PDF."""
    invitees = list(active_invitees().filter(invitation=invitation))
    for invitee in invitees:
        invitee.invitation = invitation
    leading = _leading(invitees)
    return {
        "invitees": invitees,
        "people": _people(invitees, now),
        **receipt_facts_of(leading, now),
        "custody": custody_of(leading, now),
        "title": _title(leading),
        "handling": handling_words(invitation, leading.port_office or leading.office),
        "preparing": _preparing(invitation),
        "can_withdraw": any(i.application.status in WITHDRAWABLE for i in invitees),
        "asked": [i for i in invitees if i.application.status == Status.SUPPLEMENT],
    }


def _preparing(invitation: Invitation) -> str:
    if invitation.electronic:
        return _("The electronic visa is being prepared. We write to you when it is ready.")
    return _("The Port Visa Notification is being prepared. We write to you when it is ready.")


def _leading(invitees: list[Invitee]) -> Application:
    for status in _MOST_URGENT:
        for invitee in invitees:
            if invitee.application.status == status:
                return invitee.application
    return invitees[0].application


def _title(leading: Application) -> str:
    titles = {
        "received": _("Invitation received"),
        "home": _("Invitation received by your home office"),
        "asked": _("We need something from you"),
        "accepted": _("Application accepted"),
        "approved": _("Approved"),
    }
    return (
        titles.get(receipt_state(leading.status)) or str(leading.get_status_display()).capitalize()
    )


def _people(invitees: list[Invitee], now: datetime) -> list[dict[str, Any]]:
    applications = [invitee.application for invitee in invitees]
    documents = documents_current(
        kind=document_kind(invitees[0].invitation) if invitees else "",
        subjects=[one.reference for one in applications if one.status in _WITH_DOCUMENT],
    )
    followers = followers_of(invitees)
    return [
        {
            "invitee": invitee,
            **swap_facts(
                invitee, followers.get(invitee.pk), documents.get(application.reference), now
            ),
            "application": application,
            "name": application.traveller.name_mrz,
            "due_on": application.due_on if application.status in CLOCK_STATUSES else None,
            "due_at": application.due_at if application.status in CLOCK_STATUSES else None,
            "document": documents.get(application.reference),
            "days": _days(documents.get(application.reference)),
        }
        for invitee, application in zip(invitees, applications, strict=True)
    ]


def _days(document: IssuedDocument | None) -> dict[str, date] | None:
    """The last day to enter, and the last day of who enters then: of an electronic visa."""
    if document is None or document.kind != DocumentKind.ELECTRONIC_PORT_VISA:
        return None
    until = date.fromisoformat(document.facts["valid_until"])
    return {"until": until, "last": last_day(until, int(document.facts["stay_days"]))}


def receipt_pdf(invitation: Invitation, now: datetime, *, language: str) -> bytes:
    """The receipt as a tagged PDF, in both languages' order: the page's language first."""
    with translation.override(language):
        facts = receipt_facts(invitation, now)
        context = {**facts, "invitation": invitation, "now": now}
        return document_render_pdf("port_visa/receipt_pdf.html", context)
