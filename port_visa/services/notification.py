"""The Port Visa Notification: what it says, asked for after approval, and what follows."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import translation

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind
from applications.models import Application
from applications.passport.rules.states import state_name
from applications.services import application_issue, application_revoke
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from documents.services import document_request, document_revoke
from offices.models import Port
from port_visa.enums import VisaCategory
from port_visa.filings import judge_of
from port_visa.models import Invitation
from port_visa.outbox_electronic import electronic_visa_send
from port_visa.outbox_traveller import revocation_tell
from port_visa.parameters import limits_on
from port_visa.professionals import proof_words
from port_visa.queries import invitee_of
from port_visa.rules.electronic import enter_until

_LANGUAGES = (("zh", "zh-hans"), ("en", "en"))


def _both(name: str, text: Any) -> dict[str, str]:
    """``name_zh`` and ``name_en``: a lazy or translated text in both languages."""
    both = {}
    for suffix, language in _LANGUAGES:
        with translation.override(language):
            both[f"{name}_{suffix}"] = str(text())
    return both


def _without_code(port: Port) -> str:
    """The port's name; its code is printed behind it once, in every language alike."""
    return port.name.removesuffix(f"({port.code})").rstrip()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def notification_facts(application: Application, now: datetime) -> dict[str, Any]:
    """What the Notification prints, as plain JSON; names and numbers as the passport's lines say.

    It must be presented within a number of days after issue (parameter
    ``notification_valid_days``), and single entry is the law (EEAL 20(4)).
    """
    invitee = invitee_of(application)
    invitation, traveller = invitee.invitation, invitee.application.traveller
    port, office = invitation.port, invitee.application.office
    if port is None or office is None:  # never: submission checks both
        raise ValueError("An approved port visa has a port and an office.")
    issued_on = legal_date(now)
    valid_until = _valid_until(application, invitation, issued_on)
    category = VisaCategory(application.category)
    return {
        **_both("issuing_office", lambda: office.name),
        **_both("port", lambda: _without_code(port)),
        **_both("category", lambda: str(category.label).partition(" · ")[2]),
        **inviter_facts(invitation),
        "reference": application.reference,
        "name_primary": traveller.name_mrz_primary,
        "name_secondary": traveller.name_mrz_secondary,
        "name_zh": traveller.name_zh,
        "sex": traveller.sex,
        "birth_date": _iso(traveller.birth_date),
        "birth_date_mrz": traveller.birth_date_mrz,
        "nationality": traveller.nationality,
        **_both(
            "nationality", lambda: state_name(traveller.nationality, translation.get_language())
        ),
        "document_number": traveller.document_number,
        "document_expires_on": _iso(traveller.expires_on),
        "category": application.category,
        "entries": invitee.entries,
        "stay_days": invitee.stay_days,
        "port_code": port.code,
        "arrival_on": _iso(invitation.arrival_on),
        "purpose": invitation.purpose,
        "issued_on": _iso(issued_on),
        "valid_until": _iso(valid_until),
    }


def inviter_facts(invitation: Invitation) -> dict[str, str]:
    """Who invites: a company with its code, or a person with the kind of permit, not its number."""
    body, person = invitation.organisation, invitation.professional
    if body is not None or person is None:
        return {**invitation.inviter_names, "uscc": body.uscc if body else ""}
    held = _both("inviter_holds", lambda: proof_words(person.proof, person.proof_category))
    return {**invitation.inviter_names, "uscc": "", **held}


def document_kind(invitation: Invitation) -> DocumentKind:
    """What an approved invitation leads to: the electronic visa, or the paper for the counter."""
    if invitation.electronic:
        return DocumentKind.ELECTRONIC_PORT_VISA
    return DocumentKind.PORT_VISA_NOTIFICATION


def _valid_until(application: Application, invitation: Invitation, issued_on: date) -> date:
    """The last day to enter, or to be presented.

    For an electronic visa the rule of the day of handing in counts, so that a rule of tomorrow does
    not reach an earlier case; and a corrected version keeps the last day of the one it replaces.
    """
    if not invitation.electronic:
        return issued_on + timedelta(days=limits_on(issued_on).notification_valid_days)
    last = latest_document(application, invitation)
    if last is not None and last.valid_until and last.status != DocumentStatus.DRAFT:
        return last.valid_until
    return enter_until(issued_on, judge_of(invitation, issued_on).limits)


def latest_document(
    application: Application, invitation: Invitation | None = None
) -> IssuedDocument | None:
    """The newest version of the application's document, whatever its state."""
    kind = document_kind(invitation or invitee_of(application).invitation)
    rows = IssuedDocument.objects.filter(kind=kind, subject=application.reference)
    return rows.order_by("-version").first()


def notification_request(*, application: Application, now: datetime) -> IssuedDocument:
    """Ask for the document; after a correction, for the version that replaces the last one."""
    invitation = invitee_of(application).invitation
    facts = notification_facts(application, now)
    last = latest_document(application, invitation)
    replaces = last if last and last.status == DocumentStatus.VALID else None
    return document_request(
        kind=document_kind(invitation),
        subject=application.reference,
        facts=facts,
        valid_until=date.fromisoformat(facts["valid_until"]),
        now=now,
        replaces=replaces,
    )


def notification_ready(document: IssuedDocument, now: datetime) -> None:
    """The document exists and was read back: the case becomes issued (called by documents)."""
    application = Application.objects.get(reference=document.subject)
    application_issue(application=application, documents=[document], now=now)
    if document.kind == DocumentKind.ELECTRONIC_PORT_VISA:
        electronic_visa_send(document, invitee_of(application), now)


def notification_revoke(*, application: Application, reason: str, now: datetime) -> None:
    """Revoke the document that is in force, so that its check page says so; tell the traveller."""
    last = latest_document(application)
    if last and last.status in (DocumentStatus.VALID, DocumentStatus.USED):
        document_revoke(document=last, reason=reason, now=now)
        if not application.events.filter(kind=EventKind.SWAP).exists():  # it writes to both
            revocation_tell(last, invitee_of(application), now)


def notification_revoke_case(
    *, document: IssuedDocument, reason: str, actor: User, now: datetime
) -> None:
    """Revoke the case of a Notification, and with it the Notification (called by documents)."""
    application = Application.objects.get(reference=document.subject)
    application_revoke(application=application, actor=actor, now=now, reason=reason)
