"""The two permits as kinds of document, and the proof that a work permit was cancelled.

Beside what ``person`` says, both have holder_number (the lifelong number, which pairs them),
employer_zh/en and valid_from. The work permit has category, category_zh/en, uscc, post and post_zh;
the residence permit has purpose_zh/en; the proof has left_on and no last day. EEAL 33
lists what a residence permit registers.
"""

from typing import Any

from documents.enums import DocumentKind
from documents.registry import DocumentType
from permits.paper.person import reads_back, titled

DAYS = ("valid_from", "valid_until", "document_expires_on")
HOLDER = ("holder_number", "employer_zh", "employer_en")


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
    read_back=reads_back((*HOLDER, "category_zh", "category_en", "uscc", "post", "post_zh"), DAYS),
    context=titled("外国人工作许可", "Foreigner's Work Permit", "工作许可专用", DAYS),
    signed_as="work-permit",
    signed=signed,
    checked=checked,
    check_template="permits/check/permit.html",
)
RESIDENCE_PERMIT = DocumentType(
    kind=DocumentKind.RESIDENCE_PERMIT,
    template="permits/pdf/residence_permit.html",
    number_prefix="沪外居许",
    read_back=reads_back((*HOLDER, "purpose_zh", "purpose_en"), DAYS),
    context=titled("外国人居留许可", "Foreigner's Residence Permit", "居留许可专用", DAYS),
    signed_as="residence-permit",
    signed=signed,
    checked=checked,
    check_template="permits/check/permit.html",
)
WORK_CANCELLATION = DocumentType(
    kind=DocumentKind.WORK_CANCELLATION,
    template="permits/pdf/work_cancellation.html",
    number_prefix="沪外工销",
    read_back=reads_back((*HOLDER, "uscc"), ("left_on",)),
    context=titled(
        "外国人工作许可注销证明",
        "Proof that a work permit was cancelled",
        "工作许可专用",
        ("left_on",),
    ),
    signed_as="work-permit-cancellation",
    signed=signed,
    checked=checked,
    check_template="permits/check/letter.html",
)
