"""The confirmation of an electronic port visa (电子口岸签证确认书) as a kind of document.

Unlike a Notification it is the visa: nothing is glued into the passport, and there is no counter.
``facts`` are those of a Notification (``documents.notification``), without a port, since it counts
at every open port of Shanghai.
"""

from datetime import date
from typing import Any

from documents.dates import date_en, date_zh
from documents.enums import DocumentKind
from documents.models import IssuedDocument
from documents.notification import category_of, last_day
from documents.notification import context as notification_context
from documents.notification import read_back as notification_read_back
from documents.registry import DocumentType

NUMBER_PREFIX = "沪电口签"
PORTS_ZH, PORTS_EN = "上海任一对外开放口岸", "Any open port of Shanghai"


def context(document: IssuedDocument) -> dict[str, Any]:
    """As for a Notification, under its own title and seal."""
    return {
        **notification_context(document),
        "title_zh": "中华人民共和国\n电子口岸签证确认书",
        "title_en": "Confirmation of Electronic Port Visa of the People's Republic of China",
        "seal_zh": "电子口岸签证",
        "ports_zh": PORTS_ZH,
        "ports_en": PORTS_EN,
    }


def read_back(facts: dict[str, Any]) -> list[str]:
    """Every fact as it must be found on the finished page, the two days in words too."""
    until = date.fromisoformat(facts["valid_until"])
    last = last_day(until, int(facts["stay_days"]))
    common = {**facts, "port_zh": PORTS_ZH, "port_en": PORTS_EN}
    return [
        *notification_read_back(common),
        f"请于{date_zh(until)}24:00",
        f"Enter on or before {date_en(until)}",
        f"your last day is {date_en(last)}",
    ]


def signed(facts: dict[str, Any]) -> dict[str, Any]:
    """The fields of the QR's token that only an electronic port visa has."""
    return {
        "plc": "SHANGHAI",
        "dur": int(facts["stay_days"]),
        "ent": int(facts["entries"]),
        "cat": facts["category"],
    }


def checked(facts: dict[str, Any]) -> dict[str, Any]:
    """What a stranger with the code may compare, beside the masked name and number."""
    category_zh, category_en = category_of(facts)
    until = date.fromisoformat(facts["valid_until"])
    return {
        "category": facts["category"],
        "category_zh": category_zh,
        "category_en": category_en,
        "stay_days": facts["stay_days"],
        "last_day": last_day(until, int(facts["stay_days"])).isoformat(),
    }


ELECTRONIC_VISA = DocumentType(
    kind=DocumentKind.ELECTRONIC_PORT_VISA,
    template="documents/pdf/electronic_port_visa.html",
    number_prefix=NUMBER_PREFIX,
    read_back=read_back,
    context=context,
    signed_as="electronic-port-visa",
    signed=signed,
    checked=checked,
    check_template="documents/check/electronic_port_visa.html",
    boarding=True,
)
