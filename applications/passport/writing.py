"""What the two passport lines say, written to a traveller. Callers hold their own row's lock."""

from collections.abc import Mapping
from typing import Any, Final

from applications.models import Traveller
from applications.names import search_name
from applications.passport.rules.digits import risky_characters
from applications.passport.rules.mrz import Passport

IDENTITY: Final = (
    "mrz_line1",
    "mrz_line2",
    "document_code",
    "issuing_state",
    "nationality",
    "document_number",
    "name_mrz_primary",
    "name_mrz_secondary",
    "sex",
    "birth_date_mrz",
)
# Everything that a passport says.
SAID: Final = (*IDENTITY, "name_viz", "name_zh", "birth_date", "issued_on", "expires_on")
# Everything that can be taken over from an earlier case of the same person.
COPIED: Final = (*IDENTITY, "name_viz", "name_zh", "name_search", "birth_date", "issued_on")
COPIED_DATES: Final = ("expires_on",)


def passport_values(passport: Passport) -> dict[str, Any]:
    """The columns of a traveller that the two lines fill."""
    return {
        "mrz_line1": passport.line1,
        "mrz_line2": passport.line2,
        "document_code": passport.document_code,
        "issuing_state": passport.issuing_state,
        "nationality": passport.nationality,
        "document_number": passport.number,
        "name_mrz_primary": passport.primary,
        "name_mrz_secondary": passport.secondary,
        "sex": passport.sex,
        "birth_date": passport.birth_date,
        "birth_date_mrz": passport.birth_mrz,
        "expires_on": passport.expires_on,
    }


def identity_save(traveller: Traveller, values: Mapping[str, Any]) -> list[str]:
    """Write what identifies the person; answers which columns changed."""
    changed = [field for field, value in values.items() if getattr(traveller, field) != value]
    for field, value in values.items():
        setattr(traveller, field, value)
    traveller.name_search = search_name(traveller)
    traveller.save()
    return changed


def risky_of(traveller: Traveller) -> tuple[str, ...]:
    """Characters of the passport number that must be compared by eye."""
    return risky_characters(traveller.document_number)


def traveller_blank(traveller: Traveller) -> None:
    """Forget the person: nothing needs them any more."""
    for field in (*IDENTITY, "name_viz", "name_zh", "name_search"):
        setattr(traveller, field, "")
    traveller.birth_date = traveller.issued_on = traveller.expires_on = None
    traveller.confirmed_at = None
    traveller.save()
