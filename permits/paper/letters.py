"""The letters of a refusal. The two laws differ, and so do the letters.

Work permit: reasons, and the right to reconsideration and to sue (Administrative Licensing Law,
article 38). Residence permit: the decision is final (EEAL 36).
Facts beside the person's: reason_zh, reason_en, text (what the officer wrote), text_language.
"""

from typing import Any

from documents.enums import DocumentKind
from documents.registry import DocumentType
from permits.paper.person import reads_back, titled

READ_BACK = reads_back(("reason_zh", "reason_en", "text_zh", "text_en"))


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
    read_back=READ_BACK,
    context=titled(
        "不予外国人工作许可决定书", "Decision not to grant a work permit", "工作许可专用"
    ),
    signed_as="work-permit-refusal",
    signed=signed,
    checked=checked,
    check_template="permits/check/letter.html",
)
RESIDENCE_REFUSAL = DocumentType(
    kind=DocumentKind.RESIDENCE_REFUSAL,
    template="permits/pdf/residence_refusal.html",
    number_prefix="沪外居不许",
    read_back=READ_BACK,
    context=titled(
        "不予签发居留证件决定书", "Decision not to issue a residence permit", "居留许可专用"
    ),
    signed_as="residence-permit-refusal",
    signed=signed,
    checked=checked,
    check_template="permits/check/letter.html",
)
