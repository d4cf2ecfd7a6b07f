"""The two permits as kinds of document, and the proof that a work permit was cancelled.

Beside what ``person`` says, both have holder_number (the lifelong number, which pairs them),
employer_zh/en and valid_from. The work permit has category, category_zh/en, uscc, post and post_zh;
the residence permit has purpose_zh/en; the proof has left_on and no last day. EEAL 33
lists what a residence permit registers.
"""

from typing import Any

from documents.enums import DocumentKind
from documents.models import IssuedDocument
from documents.registry import DocumentType
from permits.paper.person import person_context, person_read_back

DAYS = ("valid_from", "valid_until", "document_expires_on")


def _context(
    document: IssuedDocument, title_zh: str, title_en: str, seal_zh: str
) -> dict[str, Any]:
    return {
        "title_zh": title_zh,
        "title_en": title_en,
        "seal_zh": seal_zh,
        **person_context(document.facts, DAYS),
    }


def work_permit_context(document: IssuedDocument) -> dict[str, Any]:
    """Title, seal and words of the work permit."""
    return _context(document, "外国人工作许可", "Foreigner's Work Permit", "工作许可专用")


def residence_permit_context(document: IssuedDocument) -> dict[str, Any]:
    """Title, seal and words of the residence permit."""
    return _context(document, "外国人居留许可", "Foreigner's Residence Permit", "居留许可专用")


def work_permit_read_back(facts: dict[str, Any]) -> list[str]:
    """Every fact of the work permit as it must be found on the page."""
    own = ("holder_number", "category_zh", "category_en", "employer_zh", "employer_en", "uscc")
    texts = [facts.get(name) for name in (*own, "post", "post_zh")]
    return [*person_read_back(facts, DAYS), *(str(text) for text in texts if text)]


def residence_permit_read_back(facts: dict[str, Any]) -> list[str]:
    """Every fact of the residence permit as it must be found on the page."""
    own = ("holder_number", "purpose_zh", "purpose_en", "employer_zh", "employer_en")
    texts = [facts.get(name) for name in own]
    return [*person_read_back(facts, DAYS), *(str(text) for text in texts if text)]


def cancellation_context(document: IssuedDocument) -> dict[str, Any]:
    """Title, seal and words of the proof."""
    return {
        "title_zh": "外国人工作许可注销证明",
        "title_en": "Proof that a work permit was cancelled",
        "seal_zh": "工作许可专用",
        **person_context(document.facts, ("left_on",)),
    }


def cancellation_read_back(facts: dict[str, Any]) -> list[str]:
    """Every fact of the proof as it must be found on the page."""
    own = ("holder_number", "employer_zh", "employer_en", "uscc")
    texts = [facts.get(name) for name in own]
    return [*person_read_back(facts, ("left_on",)), *(str(text) for text in texts if text)]


def signed(facts: dict[str, Any]) -> dict[str, Any]:
    """Fields of the QR's token beside the common ones; ``vfr`` is the first day of validity."""
    return {"wpn": facts["holder_number"], "vfr": facts.get("valid_from") or facts["issued_on"]}


def checked(facts: dict[str, Any]) -> dict[str, Any]:
    """What a stranger with the code may compare: no employer, no post, no pay."""
    return {"valid_from": facts.get("valid_from"), "category": facts.get("category", "")}


WORK_PERMIT = DocumentType(
    kind=DocumentKind.WORK_PERMIT,
    template="permits/pdf/work_permit.html",
    number_prefix="沪外工许",
    read_back=work_permit_read_back,
    context=work_permit_context,
    signed_as="work-permit",
    signed=signed,
    checked=checked,
    check_template="permits/check/permit.html",
)
RESIDENCE_PERMIT = DocumentType(
    kind=DocumentKind.RESIDENCE_PERMIT,
    template="permits/pdf/residence_permit.html",
    number_prefix="沪外居许",
    read_back=residence_permit_read_back,
    context=residence_permit_context,
    signed_as="residence-permit",
    signed=signed,
    checked=checked,
    check_template="permits/check/permit.html",
)
WORK_CANCELLATION = DocumentType(
    kind=DocumentKind.WORK_CANCELLATION,
    template="permits/pdf/work_cancellation.html",
    number_prefix="沪外工销",
    read_back=cancellation_read_back,
    context=cancellation_context,
    signed_as="work-permit-cancellation",
    signed=signed,
    checked=checked,
    check_template="permits/check/letter.html",
)
