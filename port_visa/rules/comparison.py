"""A passport held against the record, field by field. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from applications.passport.rules.mrz import Passport
from applications.passport.rules.names import names_agree


class Verdict(Enum):
    """``LOOK``: another way to print the same name, or one that was cut; a person looks."""

    SAME = "same"
    LOOK = "look"
    DIFFERENT = "different"


LABELS: Final[dict[str, Any]] = {
    "number": _("Passport number"),
    "primary": _("Surname"),
    "secondary": _("Given names"),
    "birth": _("Date of birth"),
    "nationality": _("Nationality"),
    "issuing_state": _("Issuing state"),
    "sex": _("Sex"),
    "expires_on": _("Passport valid until"),
}


@dataclass(frozen=True)
class Recorded:
    """What the record says, as the document prints it. ``written`` is the name as people write it.

    ``birth`` are the six signs of the passport's line; ``cut`` when the name filled its line.
    """

    number: str
    primary: str
    secondary: str
    written: str
    birth: str
    nationality: str
    issuing_state: str
    sex: str
    expires_on: str
    cut: bool = False


@dataclass(frozen=True)
class Check:
    """One field: what the passport says, what the record says, and what to make of it."""

    field: str
    passport: str
    record: str
    verdict: Verdict

    @property
    def label(self) -> str:
        return str(LABELS[self.field])

    @property
    def is_same(self) -> bool:
        return self.verdict is Verdict.SAME

    @property
    def is_different(self) -> bool:
        return self.verdict is Verdict.DIFFERENT


def passport_compare(passport: Passport, record: Recorded) -> list[Check]:
    """Every field of the passport beside the record's, in the order in which officers look."""
    name = _name_verdict(passport, record)
    pairs = {
        "number": (passport.number, record.number),
        "primary": (passport.primary, record.primary),
        "secondary": (passport.secondary, record.secondary),
        "birth": (passport.birth_mrz, record.birth),
        "nationality": (passport.nationality, record.nationality),
        "issuing_state": (passport.issuing_state, record.issuing_state),
        "sex": (passport.sex, record.sex or "X"),
        "expires_on": (passport.expires_on.isoformat(), record.expires_on),
    }
    checks = []
    for field, (read, kept) in pairs.items():
        other = name if field in ("primary", "secondary") else Verdict.DIFFERENT
        checks.append(Check(field, read, kept, Verdict.SAME if read == kept else other))
    return checks


def _name_verdict(passport: Passport, record: Recorded) -> Verdict:
    """What a name that is not the same sign by sign amounts to (Doc 9303-3, 4.6 and 6.A)."""
    read = (passport.primary + passport.secondary).replace(" ", "")
    kept = (record.primary + record.secondary).replace(" ", "")
    if read == kept:
        return Verdict.LOOK
    shorter, longer = sorted((read, kept), key=len)
    if (passport.name_truncated or record.cut) and longer.startswith(shorter):
        return Verdict.LOOK
    if record.written and names_agree(
        record.written, passport.primary, passport.secondary, truncated=passport.name_truncated
    ):
        return Verdict.LOOK
    return Verdict.DIFFERENT


def differing(checks: Sequence[Check]) -> list[str]:
    """The fields that differ, for the record of the decision."""
    return [check.field for check in checks if check.is_different]


def passport_over(passport: Passport, day: date) -> bool:
    """Whether the passport itself had ended before ``day``."""
    return passport.expires_on < day
