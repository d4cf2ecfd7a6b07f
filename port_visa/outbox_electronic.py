"""The electronic visa on its way to the traveller: by e-mail, when the inviter gave an address."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from applications.services.messages import neutral_path
from documents.models import IssuedDocument
from documents.notification import last_day
from notifications.attachments import Attachment
from notifications.enums import MessageEvent
from port_visa.models import Invitee
from port_visa.outbox_traveller import absolute, traveller_language, traveller_write


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
    facts = {
        **electronic_visa_facts(document),
        "number": document.number,
        "document": str(document.pk),
        "organisation_zh": document.facts["inviter_zh"],
        "organisation_en": document.facts["inviter_en"],
        "path": neutral_path("verify_code", document.code),
        "guidance": absolute("guidance_electronic_visa", language=traveller_language(invitee)),
    }
    event, key = MessageEvent.ELECTRONIC_VISA_SENT, f"{document.pk}"
    traveller_write(invitee, event=event, key=key, facts=facts, now=now)


def electronic_visa_file(facts: Mapping[str, Any]) -> Sequence[Attachment]:
    """The sealed page itself, read when the letter leaves."""
    document = IssuedDocument.objects.get(pk=facts["document"])
    with document.file.open("rb") as stored:
        return [Attachment("electronic-port-visa.pdf", stored.read(), "application/pdf")]
