"""Passport values typed by hand, when the two lines cannot be read or differ from the passport."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from applications.passport.rules.mrz_kind import scope_problem
from applications.passport.rules.states import state_known
from ui.problems import Problem

_NUMBER: Final = re.compile(r"[A-Z0-9]{1,9}")
_NAME: Final = re.compile(r"[A-Z]+(?: [A-Z]+)*")
_MAX_NAME: Final = 39
_OLDEST: Final = 130  # years


@dataclass(frozen=True)
class Correction:
    """Values as the passport prints them. ``birth_date`` None: not known on the passport."""

    name_mrz_primary: str
    name_mrz_secondary: str
    document_number: str
    issuing_state: str
    nationality: str
    sex: str
    birth_date: date | None
    expires_on: date

    def columns(self) -> dict[str, Any]:
        """The traveller's columns, the birth date in both its forms."""
        born = f"{self.birth_date:%y%m%d}" if self.birth_date else "<<<<<<"
        return {**vars(self), "birth_date_mrz": born}


def correction_of(typed: Mapping[str, Any]) -> Correction:
    """Values as somebody typed them: letters and numbers in capitals, spaces evened out."""
    names = ("name_mrz_primary", "name_mrz_secondary")
    return Correction(
        **{name: " ".join(typed[name].upper().split()) for name in names},
        document_number="".join(typed["document_number"].upper().split()),
        issuing_state=typed["issuing_state"],
        nationality=typed["nationality"],
        sex=typed["sex"],
        birth_date=typed["birth_date"],
        expires_on=typed["expires_on"],
    )


def _name_problems(correction: Correction) -> list[Problem]:
    problems = []
    for field in ("name_mrz_primary", "name_mrz_secondary"):
        name = getattr(correction, field)
        if name and not _NAME.fullmatch(name):
            message = _(
                "Write the name as in the passport's first line: letters A to Z and single spaces."
            )
            problems.append(Problem("name_letters", message, field))
        elif len(name) > _MAX_NAME:
            message = _("A name in the passport's lines has %(most)d characters at most.")
            problems.append(Problem("name_long", message % {"most": _MAX_NAME}, field))
    if not (correction.name_mrz_primary or correction.name_mrz_secondary):
        message = _("Enter the surname, or the single name on the passport.")
        problems.append(Problem("name_empty", message, "name_mrz_primary"))
    return problems


def _state_problems(correction: Correction, *, allow_specimen: bool) -> list[Problem]:
    problems = [
        Problem("state_unknown", _("Choose a state from the list."), field)
        for field in ("issuing_state", "nationality")
        if not state_known(getattr(correction, field), allow_specimen=allow_specimen)
    ]
    scope = scope_problem(correction.issuing_state, correction.nationality)
    if scope:
        problems.append(Problem(scope.code, scope.message, "nationality"))
    return problems


def correction_problems(
    correction: Correction, *, today: date, allow_specimen: bool = False
) -> list[Problem]:
    """Everything that cannot be right in values typed by hand. Empty: they can be kept."""
    problems = _name_problems(correction)
    if not _NUMBER.fullmatch(correction.document_number):
        message = _("A passport number has 1 to 9 letters and digits, without spaces.")
        problems.append(Problem("number", message, "document_number"))
    problems += _state_problems(correction, allow_specimen=allow_specimen)
    born = correction.birth_date
    if born and not (today.year - _OLDEST <= born.year and born <= today):
        message = _("The date of birth is in the past.")
        problems.append(Problem("birth_date", message, "birth_date"))
    if born and correction.expires_on <= born:
        message = _("The passport ends after the date of birth.")
        problems.append(Problem("expires_on", message, "expires_on"))
    return problems
