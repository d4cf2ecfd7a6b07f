"""Values typed by hand: what can be right, and a sentence for what cannot."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.passport.rules.correction import Correction, correction_problems

TODAY = date(2026, 3, 2)
RIGHT = Correction(
    name_mrz_primary="ERIKSSON",
    name_mrz_secondary="",
    document_number="L898902C3",
    issuing_state="SWE",
    nationality="SWE",
    sex="F",
    birth_date=date(1974, 8, 12),
    expires_on=date(2034, 4, 15),
)


def test_what_can_be_right_has_no_problem() -> None:
    assert correction_problems(RIGHT, today=TODAY) == []
    assert correction_problems(replace(RIGHT, birth_date=None), today=TODAY) == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name_mrz_primary": "Müller"}, "name_mrz_primary", "letters A to Z"),
        ({"name_mrz_secondary": "A" * 40}, "name_mrz_secondary", "39 characters"),
        ({"name_mrz_primary": ""}, "name_mrz_primary", "single name"),
        ({"document_number": "ABC 123"}, "document_number", "1 to 9 letters"),
        ({"issuing_state": "UTO"}, "issuing_state", "from the list"),
        ({"nationality": "HKG"}, "nationality", "Hong Kong"),
        ({"birth_date": TODAY + timedelta(days=1)}, "birth_date", "in the past"),
        ({"birth_date": date(1895, 12, 31)}, "birth_date", "in the past"),
        ({"expires_on": date(1974, 8, 12)}, "expires_on", "after the date of birth"),
    ],
)
def test_what_cannot_be_right_names_its_field(
    change: dict[str, Any], field: str, words: str
) -> None:
    problems = correction_problems(replace(RIGHT, **change), today=TODAY)
    assert [problem.field for problem in problems] == [field]
    assert words in problems[0].message


def test_specimens_are_for_demonstrations() -> None:
    specimen = replace(RIGHT, issuing_state="UTO", nationality="UTO")
    assert correction_problems(specimen, today=TODAY, allow_specimen=True) == []


def test_columns_hold_the_birth_date_in_both_forms() -> None:
    assert RIGHT.columns()["birth_date_mrz"] == "740812"
    assert replace(RIGHT, birth_date=None).columns()["birth_date_mrz"] == "<<<<<<"


@given(
    primary=st.text(max_size=45),
    number=st.text(max_size=12),
    state=st.text(max_size=4),
    born=st.none() | st.dates(),
    ends=st.dates(),
)
def test_any_values_are_judged(
    primary: str, number: str, state: str, born: date | None, ends: date
) -> None:
    typed = replace(
        RIGHT,
        name_mrz_primary=primary,
        document_number=number,
        nationality=state,
        birth_date=born,
        expires_on=ends,
    )
    assert all(problem.message for problem in correction_problems(typed, today=TODAY))
