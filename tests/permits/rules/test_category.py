"""Grounds and categories: what is claimed, what holds, what decides."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.enums import GROUNDS_A, GROUNDS_B, Education, Ground, PayMultiple
from permits.rules import Answers, Claims, Parameters, category_decide, category_direct
from permits.rules.grounds import category_of, pay_doubt, pay_reaches
from tests.permits.rules.tables import CURRENT, answers
from tests.permits.rules.test_points import EVERYTHING, EXAMPLE

NUMBERS = Parameters()
PLAIN = answers(age=30)


def decide(
    value: Answers = PLAIN, *named: Ground, average: int | None = None, **claims: Any
) -> Any:
    said = Claims(grounds=frozenset(named), **claims)
    return category_decide(value, said, table=CURRENT, numbers=NUMBERS, average=average)


def test_every_ground_leads_to_one_category() -> None:
    assert set(GROUNDS_A) | set(GROUNDS_B) == set(Ground)
    assert {category_of(ground) for ground in GROUNDS_A} == {"A"}
    assert {category_of(ground) for ground in GROUNDS_B} == {"B"}


@pytest.mark.parametrize(
    ("ground", "values", "holds"),
    [
        (Ground.TALENT_PLAN, {}, True),
        (Ground.ACHIEVEMENT, {"age": 80}, True),
        (Ground.MARKET_POST, {}, True),
        (Ground.ENTREPRENEUR, {}, True),
        (Ground.YOUNG_TALENT, {"age": 39}, True),
        (Ground.YOUNG_TALENT, {"age": 40}, False),
        (Ground.LISTED_ROLE, {"education": "bachelor", "experience": 2}, True),
        (Ground.LISTED_ROLE, {"education": "bachelor", "experience": 1}, False),
        (Ground.LISTED_ROLE, {"education": "technician", "experience": 9}, False),
        (Ground.GRADUATE, {"education": "master"}, True),
        (Ground.GRADUATE, {"education": "doctor"}, True),
        (Ground.GRADUATE, {"education": "bachelor"}, False),
        (Ground.SKILL, {}, True),
        (Ground.TEACHER, {"education": "bachelor", "experience": 2}, True),
        (Ground.TEACHER, {"education": "bachelor", "experience": 1}, False),
        (Ground.TEACHER, {"education": "other", "experience": 9}, False),
        (Ground.APPROVED, {}, True),
    ],
)
def test_grounds_are_checked_as_far_as_the_answers_tell(
    ground: Ground, values: dict[str, Any], holds: bool
) -> None:
    decision = decide(answers(**{"age": 30, **values}), ground)
    finding = decision.findings[0]
    assert (finding.ground, finding.holds) == (ground, holds)
    assert finding.reason
    assert decision.category == (category_of(ground) if holds else "C")
    assert (decision.ground is not None) == holds
    assert decision.by_points == (not holds)


def test_a_teaching_qualification_replaces_the_two_years() -> None:
    value = answers(age=30, education=Education.BACHELOR)
    assert decide(value, Ground.TEACHER).category == "C"
    assert decide(value, Ground.TEACHER, teaching_qualification=True).category == "B"


@pytest.mark.parametrize(
    ("said", "category"),
    [("six", "A"), ("four", "B"), ("less", "C"), ("unknown", "C")],
)
def test_without_a_published_average_the_person_says_it(said: str, category: str) -> None:
    value = answers(age=70, pay=60_000)
    decision = decide(value, multiple=PayMultiple(said))
    assert decision.category == category
    note = " ".join(decision.notes)
    assert ("is a statement so far" in note) == (category != "C")
    assert ("60,000 yuan a year (6 × 10,000), 5,000 yuan a month" in note) == (category != "C")


@pytest.mark.parametrize("pay", [0, 1, 30, 49_999])
@pytest.mark.parametrize("said", ["six", "four"])
def test_so_small_a_pay_is_many_times_no_average(pay: int, said: str) -> None:
    decision = decide(answers(age=70, pay=pay), multiple=PayMultiple(said))
    assert (decision.category, decision.ground) == ("C", None)
    assert not any(finding.holds for finding in decision.findings)
    assert "is it a whole year’s, in yuan?" in decision.findings[0].reason
    assert not any("statement" in note for note in decision.notes)


def test_the_doubt_names_what_would_have_to_be_true() -> None:
    assert "at most 0.42 yuan a month" in pay_doubt(30, 6, NUMBERS)
    assert pay_doubt(50_000, 6, NUMBERS) == ""
    assert pay_doubt(50_000, 6, Parameters(pay_ask_again_below=60_000))


def test_a_published_average_leaves_no_doubt_and_needs_no_statement() -> None:
    decision = decide(answers(age=70, pay=720_000), average=10_000)
    assert decision.category == "A"
    assert decision.notes == ()


@pytest.mark.parametrize(
    ("pay", "category"),
    [(719_999, "B"), (720_000, "A"), (480_000, "B"), (479_999, "C")],
)
def test_with_a_published_average_the_pay_counts_and_nothing_said(pay: int, category: str) -> None:
    # 10,000 yuan a month: 6 times is 720,000 a year, 4 times 480,000
    value = answers(age=70, pay=pay)
    for said in PayMultiple:
        assert decide(value, average=10_000, multiple=said).category == category


def test_multiples_are_parameters() -> None:
    numbers = Parameters(wage_multiple_a=8)
    value = answers(age=30, pay=720_000)
    found = category_decide(value, Claims(), table=CURRENT, numbers=numbers, average=10_000)
    assert found.category == "B"
    said = Claims(multiple=PayMultiple.SIX)
    assert pay_reaches(8, value, said, average=None, top=8)


def test_points_for_a_go_before_a_ground_for_b() -> None:
    best = Answers(30, Education.DOCTOR, 17, 450_000)
    decision = decide(best, Ground.APPROVED)
    assert (decision.category, decision.by_points) == ("A", True)


def test_a_ground_for_b_lifts_category_c() -> None:
    decision = decide(PLAIN, Ground.APPROVED)
    assert (decision.category, decision.points.category) == ("B", "C")
    assert decision.is_served


def test_the_ground_for_a_goes_before_everything() -> None:
    decision = decide(EXAMPLE, Ground.APPROVED, Ground.ACHIEVEMENT)
    assert decision.ground.ground == Ground.ACHIEVEMENT
    assert decision.category == "A"


def test_notes_for_the_old_and_the_young() -> None:
    assert "exceptions" in decide(answers(age=61), Ground.APPROVED).notes[0]
    assert decide(answers(age=60), Ground.APPROVED).notes == ()
    assert decide(answers(age=61), Ground.ACHIEVEMENT).notes == ()
    assert "18 or older" in decide(answers(age=17)).notes[0]


def test_direct_needs_a_ground_for_a() -> None:
    def direct(age: int, *named: Ground, **more: Any) -> Any:
        claims = Claims(grounds=frozenset(named), **more)
        return category_direct(age=age, pay=60_000, claims=claims, numbers=NUMBERS)

    assert direct(30) is None
    assert direct(30, Ground.APPROVED) is None
    assert direct(40, Ground.YOUNG_TALENT) is None
    assert direct(39, Ground.YOUNG_TALENT).ground.ground == Ground.YOUNG_TALENT
    assert direct(30, multiple=PayMultiple.SIX).ground.ground == Ground.PAY_SIX_TIMES
    found = direct(30, Ground.APPROVED, Ground.TALENT_PLAN)
    assert (found.category, found.points) == ("A", None)
    assert [finding.category for finding in found.findings] == ["A"]


SUBSETS = st.frozensets(st.sampled_from(Ground))


@given(EVERYTHING, SUBSETS, SUBSETS, st.sampled_from(PayMultiple))
def test_more_grounds_never_make_the_category_worse(
    value: Answers, some: frozenset[Ground], more: frozenset[Ground], said: PayMultiple
) -> None:
    before = decide(value, *some, multiple=said).category
    after = decide(value, *some, *more, multiple=said).category
    assert after <= before
    assert before <= decide(value, *some, multiple=said).points.category


def test_every_pair_of_grounds_is_decided_by_the_better() -> None:
    value = answers(age=30, education=Education.MASTER, experience=3)
    for one, other in itertools.combinations(Ground, 2):
        if {one, other} & {Ground.PAY_SIX_TIMES, Ground.PAY_FOUR_TIMES}:
            continue
        expected = min(category_of(one), category_of(other))
        assert decide(value, one, other).category == expected
