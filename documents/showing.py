"""What the public check page says about a document on a day. Pure of HTTP and database."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from documents.enums import DocumentStatus
from documents.masking import name_mask, number_mask
from documents.models import EXPIRED, IssuedDocument
from documents.notification import category_of

_WITH_FACTS = {DocumentStatus.VALID, DocumentStatus.USED, EXPIRED}


@dataclass(frozen=True)
class Check:
    """A state, whether to board, and the masked facts to compare with the passport.

    ``facts`` is empty for what must not be relied on.
    """

    state: str
    board: bool
    facts: dict[str, object]
    number: str = ""
    since: datetime | None = None

    @property
    def title(self) -> str:
        return str(TITLES[self.state])


TITLES = {
    "valid": _("Valid"),
    "used": _("Already used"),
    "replaced": _("Replaced by a corrected version"),
    "revoked": _("Revoked"),
    "expired": _("Expired"),
    "unknown": _("Not known"),
}
UNKNOWN = Check("unknown", board=False, facts={})


def shown(document: IssuedDocument, day: date) -> Check:
    """What a stranger who holds the code may learn on ``day`` (Beijing)."""
    state = document.state_on(day)
    since = {
        DocumentStatus.USED: document.used_at,
        DocumentStatus.REVOKED: document.revoked_at,
    }.get(DocumentStatus(document.status))
    return Check(
        state=str(state),
        board=state == DocumentStatus.VALID,
        facts=_facts(document) if state in _WITH_FACTS else {},
        number=document.number,
        since=since,
    )


def _facts(document: IssuedDocument) -> dict[str, object]:
    facts = document.facts
    category_zh, category_en = category_of(facts)
    return {
        "name": name_mask(facts["name_primary"], facts["name_secondary"]),
        "passport": number_mask(facts["document_number"]),
        "category": facts["category"],
        "category_zh": category_zh,
        "category_en": category_en,
        "stay_days": facts["stay_days"],
        "port_zh": facts["port_zh"],
        "port_en": facts["port_en"],
        "valid_until": document.valid_until,
    }
