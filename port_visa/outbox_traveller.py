"""What travellers are told by e-mail, when the inviter gave an address: never why, in no letter."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from documents.enums import DocumentKind
from documents.models import IssuedDocument
from notifications.enums import MessageEvent
from notifications.services import message_enqueue_address
from port_visa.enums import LinkKind
from port_visa.models import Invitee

FALLBACK = "en"  # few travellers read Chinese; produced documents are in both languages


def traveller_language(invitee: Invitee) -> str:
    """In which language we write: as chosen with the address, else with the last private link."""
    if invitee.language:
        return invitee.language
    last = invitee.links.filter(kind=LinkKind.TRAVELLER).first()
    return last.language if last else FALLBACK


def absolute(name: str, *args: str, language: str) -> str:
    """The whole address of a page, in the reader's language."""
    with override(language):
        return f"{settings.PORTAL_BASE_URL}{reverse(name, args=args)}"


def revocation_tell(document: IssuedDocument, invitee: Invitee, now: datetime) -> None:
    """Tell the traveller that the paper counts no more, and what to do; the reason stays here."""
    if not invitee.email:
        return
    language = traveller_language(invitee)
    message_enqueue_address(
        event=MessageEvent.TRAVELLER_REVOKED,
        key=f"{document.pk}",
        address=invitee.email,
        language=language,
        context={
            "name": invitee.application.traveller.name_mrz,
            "electronic": document.kind == DocumentKind.ELECTRONIC_PORT_VISA,
            "number": document.number,
            **invitee.invitation.inviter_names,
            "link": absolute("verify_code", document.code, language=language),
        },
        now=now,
    )
