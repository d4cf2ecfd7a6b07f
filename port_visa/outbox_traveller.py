"""What travellers are told by e-mail, when the inviter gave an address: never why, in no letter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from applications.services.messages import neutral_path
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


def traveller_write(
    invitee: Invitee, *, event: MessageEvent, key: str, facts: Mapping[str, Any], now: datetime
) -> None:
    """Write to the traveller in their language; nothing happens without an address.

    :param key: the same event and key are sent once.
    :param facts: what the letter says; ``path`` is turned into an address in their language.
    """
    if not invitee.email:
        return
    message_enqueue_address(
        event=event,
        key=key,
        address=invitee.email,
        language=traveller_language(invitee),
        context=facts,
        now=now,
    )


def revocation_tell(document: IssuedDocument, invitee: Invitee, now: datetime) -> None:
    """Tell the traveller that the paper counts no more, and what to do; the reason stays here."""
    facts = {
        "name": invitee.application.traveller.name_mrz,
        "electronic": document.kind == DocumentKind.ELECTRONIC_PORT_VISA,
        "number": document.number,
        **invitee.invitation.inviter_names,
        "path": neutral_path("verify_code", document.code),
    }
    event, key = MessageEvent.TRAVELLER_REVOKED, f"{document.pk}"
    traveller_write(invitee, event=event, key=key, facts=facts, now=now)
