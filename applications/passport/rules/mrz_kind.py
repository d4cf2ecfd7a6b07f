"""Which documents a port visa can be applied for with: ordinary passports of foreigners."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui.problems import Problem

# Second letters that ICAO defines from 2026 on (Doc 9303-4, 4.4) for other than ordinary passports.
_OTHER_PASSPORTS: Final[dict[str, str | Promise]] = {
    "D": gettext_lazy("diplomatic passport"),
    "E": gettext_lazy("emergency passport"),
    "L": gettext_lazy("laissez-passer"),
    "M": gettext_lazy("military passport"),
    "O": gettext_lazy("official passport"),
    "R": gettext_lazy("refugee travel document"),
    "S": gettext_lazy("travel document of a stateless person"),
    "T": gettext_lazy("alien's passport"),
}


def kind_usual(code: str) -> bool:
    """Whether a document code is that of an ordinary passport: ``P`` (till 2038) or ``PP``."""
    return code in ("P", "PP")


def kind_problem(code: str) -> Problem | None:
    """Why the document with this two-character code cannot be used here; None if it can.

    States chose other second letters freely before 2026, so an unlisted one passes; the officer
    is told to look.
    """
    if code[0] == "V":
        message = _("These are the lines of a visa. Use the two lines of the passport itself.")
        return Problem("kind_visa", message, "lines")
    if code[0] != "P":
        message = _(
            "These are not the lines of a passport. Line 1 of a passport begins with P. A port "
            "visa needs an ordinary passport, not an identity card."
        )
        return Problem("kind_not_passport", message, "lines")
    if code[1] in _OTHER_PASSPORTS:
        message = _(
            "This is a document of another kind (%(kind)s). A port visa can be applied for here "
            "with an ordinary passport only. Call 12367 and ask what is possible with this one."
        ) % {"kind": _OTHER_PASSPORTS[code[1]]}
        return Problem("kind_not_ordinary", message, "lines")
    return None


def scope_problem(issuing_state: str, nationality: str) -> Problem | None:
    """Why nobody with this document needs a port visa: holders are Chinese citizens (EEAL 89)."""
    codes = {issuing_state, nationality}
    if "TWN" in codes:
        message = _(
            "Residents of Taiwan do not need a visa, so there is nothing to apply for here. They "
            "travel with the Mainland Travel Permit for Taiwan Residents. Ask 12367 how to get one "
            "on arrival."
        )
        return Problem("scope_taiwan", message, "lines")
    if codes & {"HKG", "MAC"}:
        message = _(
            "Chinese residents of Hong Kong and Macao do not need a visa, so there is nothing to "
            "apply for here. They travel with their Mainland Travel Permit. Ask 12367 for advice."
        )
        return Problem("scope_hong_kong_macao", message, "lines")
    if "CHN" in codes:
        message = _(
            "This is a Chinese travel document. Chinese citizens do not need a visa, so there is "
            "nothing to apply for here. Ask 12367 for advice."
        )
        return Problem("scope_china", message, "lines")
    return None
