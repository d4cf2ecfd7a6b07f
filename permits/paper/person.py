"""What every document of the single window says about the person. Facts are plain JSON.

``facts`` holds: name_primary, name_secondary, name_zh, sex (M, F, X), birth_date (ISO or null),
birth_date_mrz, nationality, nationality_zh/en, document_number, document_expires_on, reference,
issuing_office_zh/en, issued_on, valid_until (null for a letter). Dates are ISO days in Beijing.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from documents.dates import date_en, date_zh, days_in_words
from documents.notification import SEX
from documents.signing import name_of

LONG_NAME = 44


def person_context(facts: dict[str, Any], days: Iterable[str]) -> dict[str, Any]:
    """Words for the template: ``days`` names the facts that are dates."""
    found = {name: date.fromisoformat(facts[name]) for name in days if facts.get(name)}
    found["issued"] = date.fromisoformat(facts["issued_on"])
    if facts.get("birth_date"):
        found["birth"] = date.fromisoformat(facts["birth_date"])
    if facts.get("document_expires_on"):
        found["passport_until"] = date.fromisoformat(facts["document_expires_on"])
    name = name_of(facts)
    sex_zh, sex_letter = SEX.get(facts["sex"] or "X", SEX["X"])
    return {
        "words": days_in_words(found),
        "name": name,
        "name_is_long": len(name) > LONG_NAME,
        "sex_zh": sex_zh,
        "sex_letter": sex_letter,
    }


def person_read_back(facts: dict[str, Any], days: Iterable[str] = ()) -> list[str]:
    """The person as found on the finished page, and each date in both languages."""
    texts = [
        name_of(facts),
        facts["name_zh"],
        SEX.get(facts["sex"] or "X", SEX["X"])[0],
        facts["nationality"],
        facts["nationality_zh"],
        facts["nationality_en"],
        facts["document_number"],
        facts["issuing_office_zh"],
        facts["issuing_office_en"],
        facts["reference"],
    ]
    wanted = [facts["issued_on"], *(facts[name] for name in days if facts.get(name))]
    if facts.get("birth_date"):
        wanted.append(facts["birth_date"])
    else:
        texts.append(facts.get("birth_date_mrz"))
    for day in map(date.fromisoformat, wanted):
        texts += [date_zh(day), date_en(day)]
    return [str(text) for text in texts if text]
