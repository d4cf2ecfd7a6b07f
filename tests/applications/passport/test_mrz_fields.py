"""What stands in the fields: kinds of document, states, sexes, dates, names."""

from datetime import date

import pytest

from applications.passport.rules.mrz import split_name
from tests.applications.passport.lines import (
    ERIKSSON,
    codes,
    line1,
    line2,
    read,
    refusal,
)


@pytest.mark.parametrize(
    ("code", "problem", "words"),
    [
        ("V<", "kind_visa", "lines of a visa"),
        ("I<", "kind_not_passport", "not an identity card"),
        ("PD", "kind_not_ordinary", "diplomatic passport"),
        ("PE", "kind_not_ordinary", "emergency passport"),
        ("PL", "kind_not_ordinary", "laissez-passer"),
        ("PM", "kind_not_ordinary", "military passport"),
        ("PO", "kind_not_ordinary", "official passport"),
        ("PR", "kind_not_ordinary", "refugee travel document"),
        ("PS", "kind_not_ordinary", "stateless person"),
        ("PT", "kind_not_ordinary", "alien"),
    ],
)
def test_kinds_that_cannot_be_used(code: str, problem: str, words: str) -> None:
    error = refusal(line1(code=code), line2())
    assert codes(error) == [problem]
    assert words in error.messages[0]
    assert not error.out_of_scope


def test_second_letters_that_states_chose_themselves_pass_but_are_unusual() -> None:
    assert not read(line1(code="PN"), line2()).kind_usual


@pytest.mark.parametrize(
    ("state", "nationality", "code", "words"),
    [
        ("CHN", "CHN", "scope_china", "Chinese citizens do not need a visa"),
        ("CHN", "HKG", "scope_hong_kong_macao", "Hong Kong and Macao"),
        ("MAC", "MAC", "scope_hong_kong_macao", "Mainland Travel Permit"),
        ("TWN", "TWN", "scope_taiwan", "Mainland Travel Permit for Taiwan Residents"),
    ],
)
def test_chinese_citizens_get_an_explanation(
    state: str, nationality: str, code: str, words: str
) -> None:
    error = refusal(line1(state=state), line2(nationality=nationality))
    assert codes(error) == [code]
    assert error.out_of_scope
    assert words in error.messages[0]


def test_specimen_state_is_for_demonstrations_only() -> None:
    assert codes(refusal(*ERIKSSON, specimen=False)) == ["state_unknown", "state_unknown"]


def test_unknown_state_with_and_without_suggestion() -> None:
    error = refusal(line1(state="P0L"), line2(nationality="QQQ"))
    assert codes(error) == ["state_unknown", "state_unknown"]
    assert "Did you mean POL?" in error.messages[0]
    assert "Did you mean" not in error.messages[1]
    assert "<<<" in refusal(line1(state=""), line2()).messages[0]


def test_empty_number_empty_name_wrong_sex() -> None:
    error = refusal(line1(names=""), line2(number="", sex="W"))
    assert codes(error) == ["name_empty", "number_empty", "sex"]


def test_sex_x_is_taken_for_the_filler() -> None:
    assert read(line1(), line2(sex="X")).sex == "X"


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        ("260302", date(2026, 3, 2)),
        ("260303", date(1926, 3, 3)),
        ("000229", date(2000, 2, 29)),
        ("04<<<<", None),
        ("0412<<", None),
        ("<<0230", "refused"),
        ("<<0229", None),
        ("<<<<31", None),
        ("<<<<<<", None),
        ("010229", "refused"),
        ("041301", "refused"),
        ("0412<1", "refused"),
        ("04AA01", "refused"),
    ],
)
def test_birth_dates(birth: str, expected: date | str | None) -> None:
    lines = line1(), line2(birth=birth)
    if expected == "refused":
        assert codes(refusal(*lines)) == ["birth_date"]
        return
    assert read(*lines).birth_date == expected
    assert read(*lines).birth_mrz == birth


@pytest.mark.parametrize(
    ("expiry", "expected"),
    [
        ("411231", date(2041, 12, 31)),
        ("060101", date(2006, 1, 1)),
        ("420101", None),
        ("280230", None),
        ("<<<<<<", None),
    ],
)
def test_expiry_dates(expiry: str, expected: date | None) -> None:
    lines = line1(), line2(expiry=expiry)
    if expected is None:
        assert codes(refusal(*lines)) == ["expires_on"]
        return
    assert read(*lines).expires_on == expected


def test_century_turns_with_the_day() -> None:
    passport = read(line1(), line2(birth="991231", expiry="050101"), today=date(2098, 1, 1))
    assert passport.birth_date == date(1999, 12, 31)
    assert passport.expires_on == date(2105, 1, 1)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("SMITH<JONES<<ANNA", ("SMITH JONES", "ANNA")),
        ("SATRIYA<SUDARPA", ("SATRIYA SUDARPA", "")),
        ("<<RAJESH", ("", "RAJESH")),
        ("O<<X", ("O", "X")),
        ("A<<B<<C", ("A", "B C")),
    ],
)
def test_names(field: str, expected: tuple[str, str]) -> None:
    assert split_name(field.ljust(39, "<")) == expected
    passport = read(line1(names=field), line2())
    assert (passport.primary, passport.secondary) == expected


def test_a_letter_in_the_last_place_marks_a_name_that_may_be_cut() -> None:
    assert read(line1(names="PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"), line2()).name_truncated
