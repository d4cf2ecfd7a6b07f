"""The Port Visa Notification as a kind of document: what is printed, and what is read back.

``facts`` holds: issuing_office_zh/en, inviter_zh/en, uscc (empty for a person who invites, and
inviter_holds_zh/en: by which permit they live here), name_primary, name_secondary, name_zh,
sex (M, F, X), birth_date (ISO or null), birth_date_mrz, nationality, nationality_zh/en,
document_number, document_expires_on, category, category_zh/en, entries, stay_days, port_code,
port_zh/en, valid_until, issued_on, reference. Dates are ISO days in Beijing.
"""

from datetime import date, timedelta
from typing import Any

from documents.dates import date_en, date_zh, days_in_words
from documents.enums import DocumentKind
from documents.models import IssuedDocument
from documents.registry import DocumentType
from documents.signing import name_of

SEX = {"M": ("男", "M"), "F": ("女", "F"), "X": ("未标明", "X")}
NUMBER_PREFIX = "沪口签通"


def last_day(valid_until: date, stay_days: int) -> date:
    """The last lawful day of who enters on ``valid_until``.

    The stay counts from the day after entry and ends at 24:00 (Regulations on the Administration
    of the Entry and Exit of Foreigners, article 36): entering on 10 March with 30 days gives
    9 April.
    """
    return valid_until + timedelta(days=stay_days)


def context(document: IssuedDocument) -> dict[str, Any]:
    """What the template needs beyond the facts: dates in words and the name as one line."""
    facts = document.facts
    until = date.fromisoformat(facts["valid_until"])
    days = {
        "until": until,
        "last": last_day(until, int(facts["stay_days"])),
        "issued": date.fromisoformat(facts["issued_on"]),
        "passport_until": date.fromisoformat(facts["document_expires_on"]),
    }
    if facts.get("birth_date"):
        days["birth"] = date.fromisoformat(facts["birth_date"])
    sex_zh, sex_letter = SEX.get(facts["sex"] or "X", SEX["X"])
    name = name_of(facts)
    category_zh, category_en = category_of(facts)
    return {
        "title_zh": "口岸签证通知单",
        "title_en": "Port Visa Notification",
        "seal_zh": "口岸签证专用",
        "category_zh": category_zh,
        "category_en": category_en,
        "words": days_in_words(days),
        "name": name,
        "name_is_long": len(name) > 44,
        "sex_zh": sex_zh,
        "sex_letter": sex_letter,
    }


def category_of(facts: dict[str, Any]) -> list[str]:
    """The category's meaning in Chinese and English, without the letter that stands before it."""
    letter = facts["category"]
    return [
        str(facts.get(f"category_{language}") or facts.get(f"category_meaning_{language}", ""))
        .removeprefix(f"{letter} · ")
        .strip()
        for language in ("zh", "en")
    ]


def read_back(facts: dict[str, Any]) -> list[str]:
    """Every fact as it must be found on the finished page."""
    until = date.fromisoformat(facts["valid_until"])
    last = last_day(until, int(facts["stay_days"]))
    days = [until, last, date.fromisoformat(facts["issued_on"])]
    days.append(date.fromisoformat(facts["document_expires_on"]))
    texts = [
        name_of(facts),
        facts["name_zh"],
        SEX.get(facts["sex"] or "X", SEX["X"])[0],
        facts["nationality"],
        facts["nationality_zh"],
        facts["nationality_en"],
        facts["document_number"],
        *category_of(facts),
        f"{facts['stay_days']} 天 days",
        facts["port_zh"],
        facts["port_en"],
        facts["inviter_zh"],
        facts["inviter_en"],
        facts["uscc"],
        facts.get("inviter_holds_zh"),
        facts.get("inviter_holds_en"),
        facts["issuing_office_zh"],
        facts["issuing_office_en"],
        facts["reference"],
    ]
    if facts.get("birth_date"):
        days.append(date.fromisoformat(facts["birth_date"]))
    else:
        texts.append(facts.get("birth_date_mrz"))
    for day in days:
        texts += [date_zh(day), date_en(day)]
    return [str(text) for text in texts if text]


def signed(facts: dict[str, Any]) -> dict[str, Any]:
    """The fields of the QR's token that only a Notification has."""
    return {
        "plc": facts["port_code"],
        "dur": int(facts["stay_days"]),
        "ent": int(facts["entries"]),
        "cat": facts["category"],
    }


def checked(facts: dict[str, Any]) -> dict[str, Any]:
    """What a stranger with the code may compare, beside the masked name and number."""
    category_zh, category_en = category_of(facts)
    return {
        "category": facts["category"],
        "category_zh": category_zh,
        "category_en": category_en,
        "stay_days": facts["stay_days"],
        "port_zh": facts["port_zh"],
        "port_en": facts["port_en"],
    }


NOTIFICATION = DocumentType(
    kind=DocumentKind.PORT_VISA_NOTIFICATION,
    template="documents/pdf/notification.html",
    number_prefix=NUMBER_PREFIX,
    read_back=read_back,
    context=context,
    signed_as="port-visa-notification",
    signed=signed,
    checked=checked,
    check_template="documents/check/notification.html",
    boarding=True,
)
