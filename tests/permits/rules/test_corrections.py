"""Officers' values in place of answers: read strictly, the later one counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.enums import Chinese, Distinction, Education, Item
from permits.rules.answers import Answers
from permits.rules.corrections import CORRECTABLE, corrected, value_read, value_text

ANNA = Answers(age=35, education=Education.MASTER, experience=8, pay=500_000, chinese=Chinese.HSK3)

answers = st.builds(
    Answers,
    age=st.integers(18, 70),
    education=st.sampled_from(Education),
    experience=st.integers(0, 50),
    pay=st.integers(0, 10_000_000),
    months=st.integers(0, 12),
    chinese=st.sampled_from(Chinese),
    distinctions=st.frozensets(st.sampled_from(Distinction)),
    bonus=st.integers(0, 10),
)


@given(answers, answers)
def test_writing_and_reading_a_value_is_the_same(before: Answers, after: Answers) -> None:
    values = [(item.value, value_text(item, after)) for item in CORRECTABLE]
    found = corrected(before, values)
    assert found.age == before.age
    assert found.region == before.region
    assert all(value_text(item, found) == value_text(item, after) for item in CORRECTABLE)


def test_the_later_correction_counts_and_nothing_else_changes() -> None:
    found = corrected(ANNA, [("experience", "3"), ("experience", "5"), ("chinese", "none")])
    assert (found.experience, found.chinese) == (5, Chinese.NONE)
    assert (found.pay, found.education) == (ANNA.pay, ANNA.education)
    assert corrected(ANNA, []) == ANNA


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (Item.AGE, "30"),
        (Item.REGION, "supported"),
        (Item.PAY, "-1"),
        (Item.PAY, "a lot"),
        (Item.PAY, ""),
        (Item.PAY, "1e9"),
        (Item.MONTHS, "13"),
        (Item.BONUS, "11"),
        (Item.EDUCATION, "genius"),
        (Item.CHINESE, ""),
        (Item.DISTINCTION, "patent,fame"),
        ("shoe size", "42"),
    ],
)
def test_what_an_item_cannot_be_is_refused(item: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        value_read(item, text)


def test_no_distinction_is_an_empty_text() -> None:
    assert value_read(Item.DISTINCTION, "") == frozenset()
