"""Codes that can be read aloud and typed, and what a stranger may see of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.codes import ALPHABET, code_new, code_normalise
from documents.masking import name_mask, number_mask


def test_new_codes_have_the_form_and_differ() -> None:
    codes = {code_new() for _number in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert len(code) == 14
        assert code_normalise(code) == code


@pytest.mark.parametrize("pair", ["0O", "1I", "1L", "IL", "2Z", "5S", "8B", "UV"])
def test_no_two_signs_look_alike(pair: str) -> None:
    assert len(set(pair) & set(ALPHABET)) <= 1


@pytest.mark.parametrize(
    "typed",
    [
        "7K3M-4Q9X-C2VD",
        "7k3m4q9xc2vd",
        " 7K3M 4Q9X C2VD ",
        "７Ｋ３Ｍ－４Ｑ９Ｘ－Ｃ２ＶＤ",
        "7K3M–4Q9X—C2VD",
        "7K3M.4Q9X/CZUD",
    ],
)
def test_code_is_read_however_it_is_typed(typed: str) -> None:
    assert code_normalise(typed) == "7K3M-4Q9X-C2VD"


@pytest.mark.parametrize("typed", ["", "7K3M-4Q9X", "7K3M-4Q9X-C2VDD", "0OOO-1III-LLLL", "护照"])
def test_what_is_no_code(typed: str) -> None:
    assert code_normalise(typed) is None


@given(st.text(max_size=60))
def test_normalising_never_fails_and_is_stable(text: str) -> None:
    code = code_normalise(text)
    assert code is None or code_normalise(code) == code


@pytest.mark.parametrize(
    ("primary", "secondary", "masked"),
    [
        ("ERIKSSON", "ANNA MARIA", "ERI*****, A*****"),
        ("LI", "NA", "L**, N**"),
        ("O", "", "O**"),
        ("ARKFREITH", "", "ARK*****"),
        ("", "SATRIYA", "S*****"),
        ("WANG", "", "WA**"),
    ],
)
def test_name_mask(primary: str, secondary: str, masked: str) -> None:
    assert name_mask(primary, secondary) == masked


@pytest.mark.parametrize(
    ("number", "masked"), [("L898902C3", "***2C3"), ("123", "***"), ("", "***")]
)
def test_number_mask(number: str, masked: str) -> None:
    assert number_mask(number) == masked


@given(st.text(alphabet="ABCDEFGHIJ ", min_size=4, max_size=39))
def test_a_mask_never_tells_more_than_half(name: str) -> None:
    shown = name_mask(name, "").replace("*", "")
    assert len(shown) <= max(1, len(name) // 2)
