"""What every document of the single window says about the person. Facts are plain JSON.

``facts`` holds: name_primary, name_secondary, name_zh, sex (M, F, X), birth_date (ISO or null),
birth_date_mrz, nationality, nationality_zh/en, document_number, document_expires_on, reference,
issuing_office_zh/en, issued_on, valid_until (null for a letter). Dates are ISO days in Beijing.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from documents.dates import date_en, date_zh, days_in_words
from documents.models import IssuedDocument
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


def titled(
    title_zh: str, title_en: str, seal_zh: str, days: Iterable[str] = ()
) -> Callable[[IssuedDocument], dict[str, Any]]:
    """Return what gives a kind of document its title, its seal and the person's words.

    :param days: the facts that are dates, beside those of every document.
    """
    titles = {"title_zh": title_zh, "title_en": title_en, "seal_zh": seal_zh}

    def context(document: IssuedDocument) -> dict[str, Any]:
        return {**titles, **person_context(document.facts, days)}

    return context


def reads_back(
    names: Iterable[str], days: Iterable[str] = ()
) -> Callable[[dict[str, Any]], list[str]]:
    """Return what lists every text that must be found on the finished page of a kind.

    :param names: the facts of this kind, beside the person's; an empty one is not looked for.
    """

    def read_back(facts: dict[str, Any]) -> list[str]:
        own = [str(facts[name]) for name in names if facts.get(name)]
        return [*person_read_back(facts, days), *own]

    return read_back
