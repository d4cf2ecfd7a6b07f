"""What the public check page says about a document on a day. Pure of HTTP and database."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from documents.enums import DocumentStatus
from documents.masking import name_mask, number_mask
from documents.models import EXPIRED, IssuedDocument
from documents.registry import document_type

_WITH_FACTS = {DocumentStatus.VALID, DocumentStatus.USED, EXPIRED}


@dataclass(frozen=True)
class Check:
    """A state, whether to board (None: airlines do not ask), and the masked facts to compare.

    ``facts`` is empty for what must not be relied on.
    """

    state: str
    board: bool | None
    facts: dict[str, object]
    kind: str = ""
    template: str = ""
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
    kind = document_type(document.kind)
    return Check(
        state=str(state),
        board=state == DocumentStatus.VALID if kind.boarding else None,
        facts=_facts(document) if state in _WITH_FACTS else {},
        kind=str(document.get_kind_display()),
        template=kind.check_template,
        number=document.number,
        since=since,
    )


def _facts(document: IssuedDocument) -> dict[str, object]:
    facts = document.facts
    return {
        "name": name_mask(facts["name_primary"], facts["name_secondary"]),
        "passport": number_mask(facts["document_number"]),
        "valid_until": document.valid_until,
        **document_type(document.kind).checked(facts),
    }
