"""Reading the machine-readable zone of a passport (ICAO Doc 9303-4, TD3: two lines of 44)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from applications.passport.errors import PassportRejected
from applications.passport.rules import mrz_dates
from applications.passport.rules.digits import FILLER, risky_characters, single_swaps
from applications.passport.rules.mrz_checks import digit_problems
from applications.passport.rules.mrz_kind import kind_problem, kind_usual, scope_problem
from applications.passport.rules.mrz_text import two_lines
from applications.passport.rules.states import state_known
from ui.problems import Problem

_DIGIT_IN_NAME: Final = re.compile(r"\d")
_SEXES: Final = {"M": "M", "F": "F", FILLER: "X", "X": "X"}


@dataclass(frozen=True)
class Passport:
    """What the two lines say. Codes come without fillers; ``sex`` is X for the filler sign.

    ``birth_date`` is None when a part is unknown; ``birth_mrz`` always holds the six characters.
    ``risky`` are characters of the number that no check digit can tell from their look-alikes.
    """

    line1: str
    line2: str
    document_code: str
    issuing_state: str
    nationality: str
    number: str
    primary: str
    secondary: str
    sex: str
    birth_mrz: str
    birth_date: date | None
    expires_on: date
    personal_number: str

    @property
    def name_truncated(self) -> bool:
        """A letter in the last place of the name: it may have been cut (Doc 9303-3, 4.7)."""
        return self.line1[43] != FILLER

    @property
    def risky(self) -> tuple[str, ...]:
        return risky_characters(self.number)

    @property
    def kind_usual(self) -> bool:
        """Whether the document code is that of an ordinary passport, P or PP."""
        return kind_usual(self.document_code)


def split_name(field: str) -> tuple[str, str]:
    """Primary and secondary identifier of a name field, single fillers as spaces.

    A single name stands in the primary place; a passport may leave the primary place empty.
    """
    primary, _separator, secondary = field.partition(FILLER * 2)
    return (
        " ".join(filter(None, primary.split(FILLER))),
        " ".join(filter(None, secondary.split(FILLER))),
    )


def _name_problems(field: str) -> list[Problem]:
    if _DIGIT_IN_NAME.search(field):
        message = _("The name in line 1 holds a digit. Names hold letters only: O not 0, I not 1.")
        return [Problem("name_digit", message, "lines")]
    if not any(split_name(field)):
        return [Problem("name_empty", _("Line 1 holds no name."), "lines")]
    return []


def _state_problem(code: str, where: str, *, allow_specimen: bool) -> list[Problem]:
    if state_known(code, allow_specimen=allow_specimen):
        return []
    known = [c for c in single_swaps(code) if state_known(c, allow_specimen=False)]
    message = _("%(code)s (%(where)s) is not a code of a state that we know.") % {
        "code": code or "<<<",
        "where": where,
    }
    if len(known) == 1:
        message += " " + _("Did you mean %(code)s?") % {"code": known[0]}
    return [Problem("state_unknown", message, "lines")]


def _date_problems(line2: str, today: date) -> list[Problem]:
    problems = []
    if not mrz_dates.birth_date_plausible(line2[13:19], today):
        message = _("The date of birth in line 2, %(text)s, is not a date in the past.")
        problems.append(Problem("birth_date", message % {"text": line2[13:19]}, "lines"))
    if mrz_dates.expiry_date(line2[21:27], today) is None:
        message = _(
            "The expiry date in line 2, %(text)s, is not a date that a passport can have today."
        )
        problems.append(Problem("expires_on", message % {"text": line2[21:27]}, "lines"))
    return problems


def _content_problems(
    line1: str, line2: str, *, today: date, allow_specimen: bool
) -> list[Problem]:
    problems = _name_problems(line1[5:])
    problems += _state_problem(
        line1[2:5].rstrip(FILLER), _("line 1, characters 3 to 5"), allow_specimen=allow_specimen
    )
    problems += _state_problem(
        line2[10:13].rstrip(FILLER), _("line 2, characters 11 to 13"), allow_specimen=allow_specimen
    )
    if not line2[0:9].strip(FILLER):
        problems.append(Problem("number_empty", _("Line 2 holds no passport number."), "lines"))
    if line2[20] not in _SEXES:
        message = _("Character 21 of line 2 is the sex: M, F or <. It is %(sign)s.")
        problems.append(Problem("sex", message % {"sign": line2[20]}, "lines"))
    return problems + _date_problems(line2, today)


def passport_read(text: str, *, today: date, allow_specimen: bool = False) -> Passport:
    """What the two passport lines in ``text`` say.

    ``today`` (Beijing) settles the century of two-digit years: births are not in the future, and a
    passport ends within twenty years back and fifteen ahead. ``allow_specimen`` lets ICAO's
    fictional state UTO pass, for demonstrations.

    Raises ``PassportRejected`` with every problem found: unreadable lines, wrong check digits
    (with a suggestion when one look-alike explains them), unknown codes, impossible dates, a
    document that is not an ordinary passport, or one of a Chinese citizen.
    """
    lines, problems = two_lines(text)
    if lines is None:
        raise PassportRejected(problems)
    line1, line2 = lines
    kind = kind_problem(line1[0:2])
    if kind is not None:
        raise PassportRejected([kind])
    problems = digit_problems(line2)
    problems += _content_problems(line1, line2, today=today, allow_specimen=allow_specimen)
    if problems:
        raise PassportRejected(problems)
    scope = scope_problem(line1[2:5], line2[10:13])
    if scope is not None:
        raise PassportRejected([scope])
    return _passport(line1, line2, today)


def _passport(line1: str, line2: str, today: date) -> Passport:
    expires_on = mrz_dates.expiry_date(line2[21:27], today)
    assert expires_on is not None  # noqa: S101  checked by _date_problems
    primary, secondary = split_name(line1[5:])
    return Passport(
        line1=line1,
        line2=line2,
        document_code=line1[0:2].rstrip(FILLER),
        issuing_state=line1[2:5].rstrip(FILLER),
        nationality=line2[10:13].rstrip(FILLER),
        number=line2[0:9].strip(FILLER),
        primary=primary,
        secondary=secondary,
        sex=_SEXES[line2[20]],
        birth_mrz=line2[13:19],
        birth_date=mrz_dates.birth_date(line2[13:19], today),
        expires_on=expires_on,
        personal_number=line2[28:42].rstrip(FILLER),
    )
