"""The electronic visa on its way to the traveller: by e-mail, when the inviter gave an address."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from documents.models import IssuedDocument
from documents.notification import last_day
from notifications.attachments import Attachment
from notifications.enums import MessageEvent
from notifications.services import message_enqueue_address
from port_visa.models import Invitee

LANGUAGE = "en"  # the traveller's is not known; the attached page is in both languages


def electronic_visa_facts(document: IssuedDocument | None) -> dict[str, Any]:
    """The two days that matter, for every message about the visa."""
    if document is None:
        return {}
    days = int(document.facts["stay_days"])
    if document.valid_until is None:  # never: it is asked for with its last day
        raise ValueError("An electronic visa has a last day to enter.")
    return {
        "electronic": True,
        "stay_days": str(days),
        "valid_until": document.valid_until.isoformat(),
        "last_day": last_day(document.valid_until, days).isoformat(),
    }


def electronic_visa_send(document: IssuedDocument, invitee: Invitee, now: datetime) -> None:
    """Send the sealed confirmation to the traveller. Nothing happens without an address."""
    if not invitee.email:
        return
    with override(LANGUAGE):
        check = reverse("verify_code", args=[document.code])
        guidance = reverse("guidance_electronic_visa")
    message_enqueue_address(
        event=MessageEvent.ELECTRONIC_VISA_SENT,
        key=f"{document.pk}",
        address=invitee.email,
        language=LANGUAGE,
        context={
            **electronic_visa_facts(document),
            "number": document.number,
            "document": str(document.pk),
            "organisation_zh": document.facts["inviter_zh"],
            "organisation_en": document.facts["inviter_en"],
            "link": f"{settings.PORTAL_BASE_URL}{check}",
            "guidance": f"{settings.PORTAL_BASE_URL}{guidance}",
        },
        now=now,
    )


def electronic_visa_file(facts: Mapping[str, Any]) -> Sequence[Attachment]:
    """The sealed page itself, read when the letter leaves."""
    document = IssuedDocument.objects.get(pk=facts["document"])
    with document.file.open("rb") as stored:
        return [Attachment("electronic-port-visa.pdf", stored.read(), "application/pdf")]
