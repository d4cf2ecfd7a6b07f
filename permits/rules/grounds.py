"""Direct grounds: what makes somebody category A or B without counting points.

Source: classification criteria for foreigners working in China (trial), with annex 3. What a person
claims is checked as far as the answers allow; the proof is looked at by an officer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.enums import GROUNDS_A, Education, Ground, PayMultiple, TalentCategory
from permits.rules.answers import Answers, Claims
from permits.rules.parameters import Parameters
from permits.rules.words import pay_words

PAY_GROUNDS: Final = (Ground.PAY_SIX_TIMES, Ground.PAY_FOUR_TIMES)
DEGREES: Final = (Education.BACHELOR, Education.MASTER, Education.DOCTOR)
HIGHER_DEGREES: Final = (Education.MASTER, Education.DOCTOR)

# What each ground asks for, in one sentence.
MEANING: Final = {
    Ground.TALENT_PLAN: gettext_lazy("Selected in a talent plan of the state that is recognised."),
    Ground.ACHIEVEMENT: gettext_lazy(
        "For example a Nobel Prize, or another achievement of international standard."
    ),
    Ground.MARKET_POST: gettext_lazy(
        "For example a senior post at a Fortune Global 500 company, a headquarters or a"
        " high-technology company."
    ),
    Ground.PAY_SIX_TIMES: gettext_lazy(
        "At least 6 times the average pay in Shanghai of the year before."
    ),
    Ground.ENTREPRENEUR: gettext_lazy(
        "For example a founder with intellectual property of their own: at least 3 stable years,"
        " 500,000 US dollars paid in, and a share of 30 per cent."
    ),
    Ground.YOUNG_TALENT: gettext_lazy(
        "Under 40, with post-doctoral work at a good university or institute."
    ),
    Ground.LISTED_ROLE: gettext_lazy(
        "A bachelor’s degree or higher, at least 2 years of relevant work, and a role that the"
        " criteria list."
    ),
    Ground.GRADUATE: gettext_lazy(
        "A master’s degree or higher with excellent results, from a university in China or one of"
        " the best 100 abroad."
    ),
    Ground.SKILL: gettext_lazy(
        "A recognised international certificate, or a skill in short supply."
    ),
    Ground.TEACHER: gettext_lazy(
        "Teaches the mother tongue, with a bachelor’s degree and 2 years of work. A teaching"
        " qualification replaces the 2 years."
    ),
    Ground.PAY_FOUR_TIMES: gettext_lazy(
        "At least 4 times the average pay in Shanghai of the year before."
    ),
    Ground.APPROVED: gettext_lazy("Approved by an authority as an exception."),
}


@dataclass(frozen=True)
class GroundFinding:
    """One ground and whether it holds as far as the answers tell. ``reason`` is a sentence."""

    ground: Ground
    category: TalentCategory
    holds: bool
    reason: str

    @property
    def label(self) -> str:
        return str(self.ground.label)


def category_of(ground: Ground) -> TalentCategory:
    """The category that a ground leads to."""
    return TalentCategory.A if ground in GROUNDS_A else TalentCategory.B


def pay_reaches(
    multiple: int, answers: Answers, claims: Claims, *, average: int | None, top: int
) -> bool:
    """Whether the pay is at least ``multiple`` times the average.

    ``average`` is the average pay in yuan a month, as the bureau publishes it for the year before;
    None while it is not on record: then what the person says counts. ``top`` is the multiple that
    "at least 6 times" stands for.
    """
    if average is not None:
        return answers.pay >= multiple * 12 * average
    said = {PayMultiple.SIX} if multiple >= top else {PayMultiple.SIX, PayMultiple.FOUR}
    return claims.multiple in said


def pay_doubt(pay: int, times: int, numbers: Parameters) -> str:
    """Why so small a pay cannot be many times the average, whatever the average is; else nothing.

    For days on which no average is on record: it is not guessed, but what would have to be true of
    it can be said.
    """
    if pay >= numbers.pay_ask_again_below:
        return ""
    return _(
        "%(pay)s: for that to be %(times)d times the average, the average would have to be at most"
        " %(average)s yuan a month. Look at the pay once more: is it a whole year’s, in yuan?"
    ) % {
        "pay": pay_words(pay),
        "times": times,
        "average": f"{pay / 12 / times:,.2f}".removesuffix(".00"),
    }


def _young(answers: Answers, claims: Claims, numbers: Parameters) -> str:
    if answers.age < numbers.young_talent_below_age:
        return ""
    return _("This ground is for people under %(age)d.") % {"age": numbers.young_talent_below_age}


def _listed(answers: Answers, claims: Claims, numbers: Parameters) -> str:
    if answers.education not in DEGREES:
        return _("This ground needs a bachelor’s degree or higher.")
    if answers.experience < numbers.b_experience_years:
        years = {"years": numbers.b_experience_years}
        return _("This ground needs at least %(years)d years of relevant work.") % years
    return ""


def _graduate(answers: Answers, claims: Claims, numbers: Parameters) -> str:
    if answers.education in HIGHER_DEGREES:
        return ""
    return _("This ground needs a master’s degree or higher.")


def _teacher(answers: Answers, claims: Claims, numbers: Parameters) -> str:
    if answers.education not in DEGREES:
        return _("This ground needs a bachelor’s degree or higher.")
    if claims.teaching_qualification or answers.experience >= numbers.b_experience_years:
        return ""
    return _("This ground needs %(years)d years of work, or a teaching qualification.") % {
        "years": numbers.b_experience_years
    }


_CHECKS: Final[dict[Ground, Callable[[Answers, Claims, Parameters], str]]] = {
    Ground.YOUNG_TALENT: _young,
    Ground.LISTED_ROLE: _listed,
    Ground.GRADUATE: _graduate,
    Ground.TEACHER: _teacher,
}


def _claimed(
    answers: Answers, claims: Claims, numbers: Parameters, average: int | None
) -> Iterable[Ground]:
    top = numbers.wage_multiple_a
    multiples = {
        Ground.PAY_SIX_TIMES: numbers.wage_multiple_a,
        Ground.PAY_FOUR_TIMES: numbers.wage_multiple_b,
    }
    for ground in Ground:
        if ground in multiples:
            if pay_reaches(multiples[ground], answers, claims, average=average, top=top):
                yield ground
        elif ground in claims.grounds:
            yield ground


def grounds(
    answers: Answers, claims: Claims, *, numbers: Parameters, average: int | None
) -> tuple[GroundFinding, ...]:
    """Every ground that is claimed or that the pay reaches, A before B, with whether it holds."""
    found = []
    times = dict(zip(PAY_GROUNDS, (numbers.wage_multiple_a, numbers.wage_multiple_b), strict=True))
    for ground in _claimed(answers, claims, numbers, average):
        check = _CHECKS.get(ground)
        problem = check(answers, claims, numbers) if check else ""
        if ground in times and average is None:
            problem = pay_doubt(answers.pay, times[ground], numbers)
        reason = problem or str(MEANING[ground])
        found.append(GroundFinding(ground, category_of(ground), not problem, reason))
    return tuple(found)
