"""The letters of a refusal. The two laws differ, and so do the letters.

Work permit: reasons, and the right to reconsideration and to sue (Administrative Licensing Law,
article 38). Residence permit: the decision is final (EEAL 36).
Facts beside the person's: reason_zh, reason_en, text (what the officer wrote), text_language.
"""

from typing import Any

from documents.enums import DocumentKind
from documents.models import IssuedDocument
from documents.registry import DocumentType
from permits.paper.person import person_context, person_read_back


def work_refusal_context(document: IssuedDocument) -> dict[str, Any]:
    """Title, seal and words of the work permit's letter."""
    return {
        "title_zh": "不予外国人工作许可决定书",
        "title_en": "Decision not to grant a work permit",
        "seal_zh": "工作许可专用",
        **person_context(document.facts, ()),
    }


def residence_refusal_context(document: IssuedDocument) -> dict[str, Any]:
    """Title, seal and words of the residence permit's letter."""
    return {
        "title_zh": "不予签发居留证件决定书",
        "title_en": "Decision not to issue a residence permit",
        "seal_zh": "居留许可专用",
        **person_context(document.facts, ()),
    }


def read_back(facts: dict[str, Any]) -> list[str]:
    """Every fact of a letter as it must be found on the page."""
    texts = [facts[name] for name in ("reason_zh", "reason_en", "text_zh", "text_en")]
    return [*person_read_back(facts), *(str(text) for text in texts if text)]


def signed(facts: dict[str, Any]) -> dict[str, Any]:
    """A letter's token has the common fields only; it never expires."""
    return {}


def checked(facts: dict[str, Any]) -> dict[str, Any]:
    """A stranger learns that the letter is genuine, not what it says."""
    return {}


WORK_REFUSAL = DocumentType(
    kind=DocumentKind.WORK_REFUSAL,
    template="permits/pdf/work_refusal.html",
    number_prefix="沪外工不许",
    read_back=read_back,
    context=work_refusal_context,
    signed_as="work-permit-refusal",
    signed=signed,
    checked=checked,
    check_template="permits/check/letter.html",
)
RESIDENCE_REFUSAL = DocumentType(
    kind=DocumentKind.RESIDENCE_REFUSAL,
    template="permits/pdf/residence_refusal.html",
    number_prefix="沪外居不许",
    read_back=read_back,
    context=residence_refusal_context,
    signed_as="residence-permit-refusal",
    signed=signed,
    checked=checked,
    check_template="permits/check/letter.html",
)
