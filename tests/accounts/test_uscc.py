"""The company code: vectors, traps, and the property that no single mistake passes."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules import (
    UsccProblem,
    uscc_check,
    uscc_check_character,
    uscc_normalise,
    uscc_organisation_part_fits,
    uscc_region,
)
from accounts.rules.uscc import ALPHABET

VALID = [
    "91110000600037341L",
    "914403001922038216",
    "9144030071526726XG",
    "91330100799655058B",
    "12100000425006133D",
    "91310115MA1K00007Q",
    "91310000000000019Q",
    "12310000000000027Q",
    "53310000MJ00000187",
    "N1310118MF0000013E",
]
SYNTHETIC = VALID[5:]


@pytest.mark.parametrize("code", VALID)
def test_valid_codes_pass(code):
    assert [f for f in uscc_check(code) if not f.is_warning] == []


@pytest.mark.parametrize("code", SYNTHETIC)
def test_synthetic_codes_fit_both_checks(code):
    assert uscc_check(code) == []


def test_a_code_may_start_with_a_letter():
    assert uscc_check("N1310118MF0000013E") == []


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("911100006000373411", UsccProblem.CHECK),
        ("A1110000600037341L", UsccProblem.CHECK),
        ("91110000600037341", UsccProblem.LENGTH),
        ("91110000600037341LL", UsccProblem.LENGTH),
        ("9111000O600037341L", UsccProblem.CHARACTER),
        ("9111000060003734IL", UsccProblem.CHARACTER),
        ("S1110000600037341L", UsccProblem.CHARACTER),
        ("91110000600037341Z", UsccProblem.CHARACTER),
        ("9111V000600037341L", UsccProblem.CHARACTER),
        ("", UsccProblem.EMPTY),
        ("  -  ", UsccProblem.EMPTY),
        ("😀", UsccProblem.LENGTH),
    ],
)
def test_invalid_codes_are_refused(code, problem):
    found = uscc_check(code)
    assert found[0].problem == problem
    assert not found[0].is_warning


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("913101O5MA1K00007Q", "Character 7 is O, which these codes never use: use the digit 0."),
        ("9131011SMA1K00007Q", "Character 8 is S, which these codes never use: use the digit 5."),
        ("91310115MA1K0000ZQ", "Character 17 is Z, which these codes never use: use the digit 2."),
        (
            "V1310115MA1K00007Q",
            "Character 1 is V, which these codes never use: look whether it is U or Y.",
        ),
        ("9131011*MA1K00007Q", "Character 8 is “*”: use only digits and capital letters."),
        (
            "9131",
            "The code has 18 characters, but 4 were entered. Compare it with the licence.",
        ),
        ("", "Enter the code: 18 digits and capital letters."),
        (
            "91310115MA1K00008Q",
            "The code has a typing mistake. Compare every character with the licence,"
            " starting with characters 9 to 17.",
        ),
        (
            "91310116MA1K00007Q",
            "The code has a typing mistake. Characters 9 to 17 fit one another, so compare"
            " characters 1 to 8 and the last one with the licence first.",
        ),
    ],
)
def test_the_sentence_names_what_and_where(code, sentence):
    assert uscc_check(code)[0].message == sentence


def test_a_letter_in_the_region_is_pointed_at():
    found = uscc_check("9131011BMA1K00007Q")
    assert [f.problem for f in found] == [UsccProblem.CHECK, UsccProblem.REGION]
    assert found[1].position == 8
    assert "Character 8 is the letter B" in found[1].message


@pytest.mark.parametrize(
    "typed",
    [
        "91310115ma1k00007q",
        " 91310115 MA1K 00007Q ",
        "９１３１０１１５ＭＡ１Ｋ００００７Ｑ",
        "91310115-MA1K00007-Q",
        "91310115–MA1K00007—Q",
        "91310115\u3000MA1K00007Q\u200b",
        "\u202e91310115MA1K00007Q",
        "91310115MA1K00007Q\n",
    ],
)
def test_typing_habits_are_forgiven(typed):
    assert uscc_normalise(typed) == "91310115MA1K00007Q"
    assert uscc_check(typed) == []


def test_a_code_that_fails_only_the_second_check_is_a_warning():
    body = "91310115MA1K00008"
    found = uscc_check(body + uscc_check_character(body))
    assert [f.problem for f in found] == [UsccProblem.ORGANISATION]
    assert found[0].is_warning
    assert found[0].message


def test_an_unknown_department_and_a_letter_in_the_region_are_warnings_when_the_check_fits():
    body = "B131011BMA1K00007"
    found = uscc_check(body + uscc_check_character(body))
    assert [f.problem for f in found] == [UsccProblem.REGION, UsccProblem.DEPARTMENT]
    assert all(f.is_warning and f.message for f in found)


@pytest.mark.parametrize(("part", "fits"), [("MA1K00007", True), ("MA1K0000X", False)])
def test_organisation_part(part, fits):
    assert uscc_organisation_part_fits(f"91310115{part}0") is fits


def test_region():
    assert uscc_region("91310115MA1K00007Q") == "310115"


@given(st.sampled_from(VALID), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_substitution_is_caught(code, place, character):
    changed = code[:place] + character + code[place + 1 :]
    errors = [f for f in uscc_check(changed) if not f.is_warning]
    assert (errors == []) is (changed == code)


@given(st.sampled_from(VALID), st.integers(0, 16))
def test_any_swap_of_neighbours_is_caught(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    errors = [f for f in uscc_check(swapped) if not f.is_warning]
    assert (errors == []) is (swapped == code)


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17))
def test_the_computed_character_always_passes(body):
    assert not [f for f in uscc_check(body + uscc_check_character(body)) if not f.is_warning]


@given(st.text(max_size=60))
def test_no_text_breaks_the_check(text):
    with translation.override("zh-hans"):
        for finding in uscc_check(text):
            assert finding.message
