"""Points: every band edge of both versions, the worked example, and what always holds."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.enums import Chinese, Distinction, Education, Item, Region, TalentCategory
from permits.rules import Answers, points
from permits.rules.points import item_points
from tests.permits.rules.tables import CURRENT, TRIAL, answers

EXAMPLE = Answers(
    age=35,
    education=Education.MASTER,
    experience=8,
    pay=500_000,
    months=12,
    chinese=Chinese.HSK3,
    distinctions=frozenset({Distinction.FORTUNE_500}),
)

PAY = [
    (0, 0),
    (49_999, 0),
    (50_000, 5),
    (69_999, 5),
    (70_000, 8),
    (149_999, 8),
    (150_000, 11),
    (249_999, 11),
    (250_000, 14),
    (349_999, 14),
    (350_000, 17),
    (449_999, 17),
    (450_000, 20),
    (10**8, 20),
]
EXPERIENCE = [(0, 0), (1, 0), (2, 5), (3, 6), (8, 11), (12, 15), (16, 19), (17, 20), (60, 20)]
MONTHS = [(0, 0), (2, 0), (3, 5), (5, 5), (6, 10), (8, 10), (9, 15), (12, 15)]
AGE = [
    (17, 0),
    (18, 10),
    (25, 10),
    (26, 15),
    (45, 15),
    (46, 10),
    (55, 10),
    (56, 5),
    (60, 5),
    (61, 0),
    (99, 0),
]
EDUCATION = {
    "doctor": 20,
    "top_skill": 20,
    "master": 15,
    "technician": 15,
    "bachelor": 10,
    "senior_worker": 10,
    "other": 0,
}
CHINESE = {
    "former_national": 5,
    "degree": 5,
    "hsk5": 5,
    "hsk4": 4,
    "hsk3": 3,
    "hsk2": 2,
    "hsk1": 1,
    "none": 0,
}


@pytest.mark.parametrize(("pay", "expected"), PAY)
def test_pay(pay: int, expected: int) -> None:
    assert item_points(Item.PAY, answers(pay=pay), CURRENT) == expected


@pytest.mark.parametrize(("years", "expected"), EXPERIENCE)
def test_experience(years: int, expected: int) -> None:
    assert item_points(Item.EXPERIENCE, answers(experience=years), CURRENT) == expected


@pytest.mark.parametrize(("months", "expected"), MONTHS)
def test_months(months: int, expected: int) -> None:
    assert item_points(Item.MONTHS, answers(months=months), CURRENT) == expected


@pytest.mark.parametrize("table", [CURRENT, TRIAL])
@pytest.mark.parametrize(("age", "expected"), AGE)
def test_age(table: Any, age: int, expected: int) -> None:
    assert item_points(Item.AGE, answers(age=age), table) == expected


@pytest.mark.parametrize("education", Education)
def test_education(education: Education) -> None:
    found = item_points(Item.EDUCATION, answers(education=education), CURRENT)
    assert found == EDUCATION[education]


@pytest.mark.parametrize("chinese", Chinese)
def test_chinese_counts_double_in_the_trial_version(chinese: Chinese) -> None:
    found = item_points(Item.CHINESE, answers(chinese=chinese), CURRENT)
    assert found == CHINESE[chinese]
    assert item_points(Item.CHINESE, answers(chinese=chinese), TRIAL) == 2 * found


def test_experience_in_the_trial_version_stops_at_15() -> None:
    found = [item_points(Item.EXPERIENCE, answers(experience=n), TRIAL) for n in (2, 11, 12, 30)]
    assert found == [5, 14, 15, 15]


def test_region_distinctions_and_bonus() -> None:
    assert item_points(Item.REGION, answers(), CURRENT) == 0
    assert item_points(Item.REGION, answers(region=Region.SUPPORTED), CURRENT) == 10
    every = frozenset(Distinction)
    one = frozenset({Distinction.PATENT})
    assert item_points(Item.DISTINCTION, answers(), CURRENT) == 0
    assert item_points(Item.DISTINCTION, answers(distinctions=one), CURRENT) == 5
    assert item_points(Item.DISTINCTION, answers(distinctions=every), CURRENT) == 5
    assert [item_points(Item.BONUS, answers(bonus=n), CURRENT) for n in (0, 7, 10, 11)] == [
        0,
        7,
        10,
        10,
    ]


def test_the_worked_example_is_one_point_short_of_a() -> None:
    result = points(EXAMPLE, CURRENT)
    assert [line.points for line in result.lines] == [20, 15, 11, 15, 3, 0, 15, 5, 0]
    assert (result.total, result.category, result.missing) == (84, TalentCategory.B, 1)
    changes = {change.item: (change.words, change.total) for change in result.what_would_change}
    assert changes == {
        Item.EDUCATION: ("with a higher degree: doctorate", 89),
        Item.EXPERIENCE: ("with 9 years of experience", 85),
        Item.CHINESE: ("with HSK level 4", 85),
        Item.BONUS: ("with 1 point that the city grants as a bonus", 85),
    }


@pytest.mark.parametrize(
    ("bonus", "category", "missing"),
    [(0, "B", 1), (1, "A", 0), (2, "A", 0)],
)
def test_threshold_of_a(bonus: int, category: str, missing: int) -> None:
    result = points(replace(EXAMPLE, bonus=bonus), CURRENT)
    assert (result.category, result.missing) == (category, missing)


@pytest.mark.parametrize(("months", "category"), [(6, "B"), (5, "C")])
def test_threshold_of_b(months: int, category: str) -> None:
    # 20 + 10 + 5 + 15 (age) = 50, and 10 more for six months
    value = answers(pay=450_000, education=Education.BACHELOR, experience=2, age=30, months=months)
    result = points(value, CURRENT)
    assert (result.total, result.category) == (60 if months == 6 else 55, category)


def test_each_line_is_explained_in_words() -> None:
    lines = {line.item: line.explanation for line in points(EXAMPLE, CURRENT).lines}
    assert lines == {
        Item.PAY: "Pay of 500,000 yuan a year: 20 points",
        Item.EDUCATION: "Master’s degree: 15 points",
        Item.EXPERIENCE: "8 years of experience: 11 points",
        Item.MONTHS: "Work in China, 12 months a year: 15 points",
        Item.CHINESE: "HSK level 3: 3 points",
        Item.REGION: "Work in Shanghai: 0 points",
        Item.AGE: "35 years old: 15 points",
        Item.DISTINCTION: "Worked for a Fortune Global 500 company: 5 points",
        Item.BONUS: "Bonus of the city: 0 points",
    }


def test_a_birthday_can_be_the_change() -> None:
    young = replace(EXAMPLE, age=25, bonus=5)
    changes = [change.words for change in points(young, CURRENT).what_would_change]
    assert "from the 26th birthday on" in changes


def test_nothing_would_change_a() -> None:
    assert points(replace(EXAMPLE, bonus=1), CURRENT).what_would_change == ()


EVERYTHING = st.builds(
    Answers,
    age=st.integers(18, 90),
    education=st.sampled_from(Education),
    experience=st.integers(0, 60),
    pay=st.integers(0, 10**7),
    months=st.integers(0, 12),
    chinese=st.sampled_from(Chinese),
    region=st.sampled_from(Region),
    distinctions=st.frozensets(st.sampled_from(Distinction)),
    bonus=st.integers(0, 10),
)
TABLES = st.sampled_from([CURRENT, TRIAL])


@given(EVERYTHING, TABLES)
def test_the_lines_explain_the_sum_and_keep_their_maxima(value: Answers, table: Any) -> None:
    result = points(value, table)
    assert result.total == sum(line.points for line in result.lines) <= 120 == table.maximum
    assert [line.item for line in result.lines] == list(Item)
    for line in result.lines:
        assert 0 <= line.points <= line.maximum
        assert line.explanation.endswith(f"{line.points} point{'' if line.points == 1 else 's'}")
    expected = "A" if result.total >= 85 else "B" if result.total >= 60 else "C"
    assert result.category == expected


@given(EVERYTHING, TABLES, st.integers(0, 10**6), st.integers(0, 20), st.integers(0, 12))
def test_more_pay_experience_or_months_never_cost_points(
    value: Answers, table: Any, pay: int, years: int, months: int
) -> None:
    before = points(value, table).total
    more = [
        replace(value, pay=value.pay + pay),
        replace(value, experience=value.experience + years),
        replace(value, months=min(12, value.months + months)),
    ]
    assert all(points(one, table).total >= before for one in more)


@given(EVERYTHING, TABLES)
def test_a_higher_degree_never_costs_points(value: Answers, table: Any) -> None:
    ladder = [Education.OTHER, Education.BACHELOR, Education.MASTER, Education.DOCTOR]
    totals = [points(replace(value, education=step), table).total for step in ladder]
    assert totals == sorted(totals)


_FIELDS = {
    Item.PAY: "pay",
    Item.EXPERIENCE: "experience",
    Item.MONTHS: "months",
    Item.AGE: "age",
}


@given(EVERYTHING, TABLES)
def test_every_change_reaches_the_next_category_alone(value: Answers, table: Any) -> None:
    result = points(value, table)
    items = [change.item for change in result.what_would_change]
    assert len(items) == len(set(items))
    for change in result.what_would_change:
        assert change.total == result.total + change.gain >= (result.next_threshold or 0)
        assert change.gain > 0
        assert change.category < result.category
