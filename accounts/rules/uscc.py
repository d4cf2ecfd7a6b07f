"""The unified social credit code (统一社会信用代码), GB 32100-2015.

18 characters: registering department, entity class, six digits of region (GB/T 2260), nine of the
organisation code (GB 11714), one check character (GB/T 17710). A code whose check character is
right is never refused: everything else is a hint that a person may have a reason to ignore.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
DEPARTMENTS = "123456789ANY"
REGION = slice(2, 8)
ORGANISATION = slice(8, 17)
WEIGHTS = tuple(pow(3, i, 31) for i in range(LENGTH - 1))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LOOK_ALIKES = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U / Y"}
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class UsccProblem(StrEnum):
    """What can be wrong with a code. The last three are only warnings."""

    EMPTY = "uscc_empty"
    LENGTH = "uscc_length"
    CHARACTER = "uscc_character"
    CHECK = "uscc_check"
    DEPARTMENT = "uscc_department"
    REGION = "uscc_region"
    ORGANISATION = "uscc_organisation"


@dataclass(frozen=True)
class UsccFinding:
    """One thing found in a code. ``position`` counts from 1; 0 stands for the whole code."""

    problem: UsccProblem
    position: int = 0
    character: str = ""
    length: int = 0
    organisation_fits: bool = False

    @property
    def is_warning(self) -> bool:
        return self.problem in WARNINGS

    @property
    def message(self) -> str:
        """Say in the reader's language what is wrong, where, and what to do."""
        return _SENTENCES[self.problem](self)


WARNINGS = (UsccProblem.DEPARTMENT, UsccProblem.REGION, UsccProblem.ORGANISATION)


def uscc_normalise(text: str) -> str:
    """Return the code as it is stored: half-width, upper case, no spaces, hyphens or marks."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in folded if unicodedata.category(c) not in _IGNORED)


_IGNORED = ("Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pc")


def uscc_check_character(body: str) -> str:
    """Compute the 18th character from the first 17 (GB/T 17710, modulus 31)."""
    total = sum(w * ALPHABET.index(c) for w, c in zip(WEIGHTS, body, strict=True))
    return ALPHABET[-total % 31]


def uscc_organisation_part_fits(code: str) -> bool:
    """Tell whether characters 9 to 17 carry their own right check character (GB 11714).

    Only a hint: some codes in use are known to fail it.
    """
    part = code[ORGANISATION]
    values = (_ORGANISATION_ALPHABET.index(c) for c in part[:8])
    rest = 11 - sum(w * v for w, v in zip(ORGANISATION_WEIGHTS, values, strict=True)) % 11
    return part[8] == {10: "X", 11: "0"}.get(rest, str(rest))


def uscc_region(code: str) -> str:
    """Return the six digits of the region of registration, such as 310115 for Pudong."""
    return code[REGION]


def uscc_check(text: str) -> list[UsccFinding]:
    """Examine a code as somebody typed it. No finding that is not a warning: the code is right."""
    code = uscc_normalise(text)
    if not code:
        return [UsccFinding(UsccProblem.EMPTY)]
    strange = [
        UsccFinding(UsccProblem.CHARACTER, position=number, character=character)
        for number, character in enumerate(code, start=1)
        if character not in ALPHABET
    ]
    if len(code) != LENGTH:
        return [UsccFinding(UsccProblem.LENGTH, length=len(code)), *strange[:3]]
    if strange:
        return strange[:3]
    if code[-1] != uscc_check_character(code[:-1]):
        fits = uscc_organisation_part_fits(code)
        return [UsccFinding(UsccProblem.CHECK, organisation_fits=fits), *_region_letters(code)]
    return _warnings(code)


def _warnings(code: str) -> list[UsccFinding]:
    found = _region_letters(code)
    if code[0] not in DEPARTMENTS:
        found.append(UsccFinding(UsccProblem.DEPARTMENT, position=1, character=code[0]))
    if not uscc_organisation_part_fits(code):
        found.append(UsccFinding(UsccProblem.ORGANISATION))
    return found


def _region_letters(code: str) -> list[UsccFinding]:
    return [
        UsccFinding(UsccProblem.REGION, position=number, character=character)
        for number, character in enumerate(code[REGION], start=REGION.start + 1)
        if not character.isdigit()
    ]


def _say_character(finding: UsccFinding) -> str:
    facts = {"position": finding.position, "character": finding.character}
    if finding.character == "V":
        return (
            _(
                "Character %(position)d is V, which these codes never use:"
                " look whether it is U or Y."
            )
            % facts
        )
    digit = LOOK_ALIKES.get(finding.character)
    if digit:
        return _(
            "Character %(position)d is %(character)s, which these codes never use:"
            " use the digit %(digit)s."
        ) % {**facts, "digit": digit}
    return (
        _("Character %(position)d is “%(character)s”: use only digits and capital letters.") % facts
    )


def _say_check(finding: UsccFinding) -> str:
    if finding.organisation_fits:
        return _(
            "The code has a typing mistake. Characters 9 to 17 fit one another, so compare"
            " characters 1 to 8 and the last one with the licence first."
        )
    return _(
        "The code has a typing mistake. Compare every character with the licence,"
        " starting with characters 9 to 17."
    )


_SENTENCES: dict[UsccProblem, Callable[[UsccFinding], str]] = {
    UsccProblem.EMPTY: lambda f: _("Enter the code: 18 digits and capital letters."),
    UsccProblem.LENGTH: lambda f: (
        _("The code has 18 characters, but %(length)d were entered. Compare it with the licence.")
        % {"length": f.length}
    ),
    UsccProblem.CHARACTER: _say_character,
    UsccProblem.CHECK: _say_check,
    UsccProblem.DEPARTMENT: lambda f: (
        _("Codes rarely start with %(character)s. Compare the first character with the licence.")
        % {"character": f.character}
    ),
    UsccProblem.REGION: lambda f: (
        _(
            "Character %(position)d is the letter %(character)s, but characters 3 to 8 are the"
            " number of the region and should be digits."
        )
        % {"position": f.position, "character": f.character}
    ),
    UsccProblem.ORGANISATION: lambda f: _(
        "Characters 9 to 17 do not fit one another. A few valid codes are like this;"
        " compare them with the licence."
    ),
}
