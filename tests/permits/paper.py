"""Facts of the single window's documents, of a person that does not exist (ICAO's Utopia)."""

from datetime import date
from typing import Any

from documents.enums import DocumentKind
from documents.models import IssuedDocument

PERSON: dict[str, Any] = {
    "name_primary": "ERIKSSON",
    "name_secondary": "ANNA MARIA",
    "name_zh": "安娜",
    "sex": "F",
    "birth_date": "1988-02-29",
    "birth_date_mrz": "880229",
    "nationality": "UTO",
    "nationality_zh": "乌托邦",
    "nationality_en": "Utopia",
    "document_number": "L898902C3",
    "document_expires_on": "2031-04-15",
    "reference": "WR-3F7K-9A2M-T",
    "issuing_office_zh": "闵行服务点",
    "issuing_office_en": "Minhang branch",
    "issued_on": "2026-11-20",
}
PERMIT: dict[str, Any] = {
    **PERSON,
    "valid_from": "2026-11-20",
    "valid_until": "2028-11-19",
    "holder_number": "WP-7K3M-4Q9X-C",
    "employer_zh": "上海示例科技有限公司",
    "employer_en": "Shanghai Example Technology Co., Ltd.",
    "uscc": "91310115MA1K00007Q",
    "category": "B",
    "category_zh": "外国专业人才",
    "category_en": "foreign professional",
    "post": "Senior Hydraulic Engineer",
    "post_zh": "高级液压工程师",
    "purpose_zh": "工作",
    "purpose_en": "Work",
}
LETTER: dict[str, Any] = {
    **PERSON,
    "valid_until": None,
    "reason_zh": "未提供规定的材料",
    "reason_en": "required materials were not provided",
    "text_zh": "工作经历证明未能核实。",
    "text_en": "The proof of work experience could not be verified.",
}
ENDED: dict[str, Any] = {**PERMIT, "valid_from": None, "valid_until": None, "left_on": "2026-11-13"}
FACTS = {
    DocumentKind.WORK_PERMIT: PERMIT,
    DocumentKind.RESIDENCE_PERMIT: PERMIT,
    DocumentKind.WORK_CANCELLATION: ENDED,
    DocumentKind.WORK_REFUSAL: LETTER,
    DocumentKind.RESIDENCE_REFUSAL: LETTER,
}


def draft(kind: DocumentKind, **changes: Any) -> IssuedDocument:
    """A document that is not stored, with these facts changed."""
    facts = {**FACTS[kind], **changes}
    until = facts["valid_until"]
    return IssuedDocument(
        kind=kind,
        subject="WR3F7K9A2MT",
        number="沪外工许〔2026〕第000123号",
        code="7K3M-4Q9X-C2VD",
        facts=facts,
        valid_until=date.fromisoformat(until) if until else None,
    )
