"""The five check digits of a passport's second line, each with a sentence that names its field."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.passport.rules.digits import FILLER, check_digit, single_swaps
from ui.problems import Problem


@dataclass(frozen=True)
class Checked:
    """A stretch of line 2 (zero-based, end excluded) and its check digit right behind it."""

    code: str
    name: str | Promise
    start: int
    end: int

    def text(self, line: str) -> str:
        return line[self.start : self.end]

    def digit(self, line: str) -> str:
        return line[self.end]


CHECKED: Final = (
    Checked("document_number", gettext_lazy("passport number"), 0, 9),
    Checked("birth_date", gettext_lazy("date of birth"), 13, 19),
    Checked("expires_on", gettext_lazy("expiry date"), 21, 27),
    Checked("personal_number", gettext_lazy("personal number"), 28, 42),
)
_PERSONAL: Final = CHECKED[3]
_MOST_SUGGESTIONS: Final = 3


def digit_right(field: Checked, line: str) -> bool:
    """Whether the field's own digit is right; an empty personal number may carry ``<`` or 0."""
    text, digit = field.text(line), field.digit(line)
    if field is _PERSONAL and not text.strip(FILLER):
        return digit in "<0"
    return digit == check_digit(text)


def composite_right(line: str) -> bool:
    """Whether the last digit fits positions 1-10, 14-20 and 22-43 (Doc 9303-4, 4.2.2)."""
    return line[43] == check_digit(line[0:10] + line[13:20] + line[21:43])


def repairs(field: Checked, line: str) -> list[str]:
    """Second lines in which one look-alike in this field is swapped and its digit is right.

    When one of them also mends the composite digit, only such lines are returned.
    """
    stretch = line[field.start : field.end + 1]
    lines = [line[: field.start] + new + line[field.end + 1 :] for new in single_swaps(stretch)]
    fitting = [new for new in lines if digit_right(field, new)]
    return [new for new in fitting if composite_right(new)] or fitting


def _advice(field: Checked, line: str, repaired: list[str]) -> str:
    if not 1 <= len(repaired) <= _MOST_SUGGESTIONS:
        return _("Compare each character with the passport.")
    hints = []
    for new in repaired:
        at = next(i for i in range(len(line)) if line[i] != new[i])
        hints.append(
            _("character %(position)d of line 2 may be %(new)s, not %(old)s")
            % {"position": at + 1, "new": new[at], "old": line[at]}
        )
    return _("Look again: %(hint)s.") % {"hint": _(" or ").join(hints)}


def field_problem(field: Checked, line: str) -> Problem:
    """The sentence for a field whose check digit is wrong, with a suggestion where there is one."""
    message = _("The %(field)s and its check digit do not fit: %(text)s, digit %(digit)s.") % {
        "field": field.name,
        "text": field.text(line),
        "digit": field.digit(line),
    }
    advice = _advice(field, line, repairs(field, line))
    return Problem(f"digit_{field.code}", f"{message} {advice}", "lines")


def digit_problems(line: str) -> list[Problem]:
    """Every wrong check digit of the second line; the composite only when it alone is wrong."""
    problems = [field_problem(field, line) for field in CHECKED if not digit_right(field, line)]
    if not problems and not composite_right(line):
        message = _(
            "The last digit of line 2 does not fit the rest of the line. Compare the last digit "
            "and the personal number with the passport."
        )
        problems.append(Problem("digit_composite", message, "lines"))
    return problems
