"""Which category somebody is: direct grounds first, then the points table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from permits.enums import Education, Ground, TalentCategory
from permits.rules.answers import Answers, Claims
from permits.rules.grounds import PAY_GROUNDS, GroundFinding, grounds
from permits.rules.parameters import Parameters
from permits.rules.points import PointsResult, points
from permits.rules.table import Table
from permits.rules.words import pay_words


@dataclass(frozen=True)
class Decision:
    """The category with everything that led to it. An officer decides; this says what to expect.

    ``ground``: the direct ground that decided, None when the points did. ``findings``: every ground
    that was named, also those that do not hold, with the reason. ``points``: the count; None when a
    ground decided before everything was asked. ``notes``: sentences to read with the result.
    """

    category: TalentCategory
    ground: GroundFinding | None
    findings: tuple[GroundFinding, ...]
    points: PointsResult | None
    notes: tuple[str, ...]

    @property
    def by_points(self) -> bool:
        return self.ground is None

    @property
    def is_served(self) -> bool:
        """Whether the single window takes the category at all: A and B."""
        return self.category != TalentCategory.C


def category_decide(
    answers: Answers,
    claims: Claims,
    *,
    table: Table,
    numbers: Parameters,
    average: int | None = None,
) -> Decision:
    """Decide the category: a ground for A, then A by points, a ground for B, B by points, else C.

    ``table``, ``numbers`` and ``average`` (average pay in yuan a month, None while it is not on
    record) are those in force on the day of application.
    """
    findings = grounds(answers, claims, numbers=numbers, average=average)
    counted = points(answers, table)
    ground = next((one for one in findings if one.holds), None)
    if ground is not None and counted.category < ground.category:
        ground = None  # the points reach A, the ground only B
    category = counted.category if ground is None else ground.category
    notes = (*_notes(answers, category, numbers), *_statement(ground, answers, numbers, average))
    return Decision(category, ground, findings, counted, notes)


def category_direct(
    *, age: int, pay: int, claims: Claims, numbers: Parameters, average: int | None = None
) -> Decision | None:
    """Category A when a ground that needs nothing but age, pay and a proof holds; else None.

    With it nobody has to answer what only the points need.
    """
    partial = Answers(age=age, education=Education.OTHER, experience=0, pay=pay)
    findings = grounds(partial, claims, numbers=numbers, average=average)
    first = next((one for one in findings if one.holds), None)
    if first is None or first.category != TalentCategory.A:
        return None
    of_a = tuple(one for one in findings if one.category == TalentCategory.A)
    said = _statement(first, partial, numbers, average)
    notes = (*_notes(partial, TalentCategory.A, numbers), *said)
    return Decision(TalentCategory.A, first, of_a, None, notes)


def _statement(
    ground: GroundFinding | None, answers: Answers, numbers: Parameters, average: int | None
) -> list[str]:
    """Say that the pay's multiple rests on a statement, while no average is on record."""
    if ground is None or ground.ground not in PAY_GROUNDS or average is not None:
        return []
    six = ground.ground == Ground.PAY_SIX_TIMES
    return [
        _(
            "That the pay is at least %(times)d times the average is a statement so far: the"
            " average is not on record here. The work-permit authority compares the pay with the"
            " average that the bureau publishes: %(pay)s."
        )
        % {
            "times": numbers.wage_multiple_a if six else numbers.wage_multiple_b,
            "pay": pay_words(answers.pay),
        }
    ]


def _notes(answers: Answers, category: TalentCategory, numbers: Parameters) -> list[str]:
    notes = []
    if answers.age < numbers.minimum_age:
        notes.append(
            _("A work permit is for people of %(age)d or older.") % {"age": numbers.minimum_age}
        )
    if category == TalentCategory.B and answers.age > numbers.b_usual_age:
        notes.append(
            _(
                "Category B is as a rule for people up to %(age)d. Shanghai can make exceptions for"
                " talent that a foreign-invested company needs: ask 12367 before you apply."
            )
            % {"age": numbers.b_usual_age}
        )
    return notes
