"""Reading passport lines: vectors, everything people do to them, wrong digits; any text at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.passport.errors import PassportRejected
from applications.passport.rules.digits import (
    UNCAUGHT,
    check_digit,
    risky_characters,
    to_digits,
    value,
)
from applications.passport.rules.mrz import passport_read
from tests.applications.passport.lines import (
    ARKFREITH,
    ERIKSSON,
    ERIKSSON_ICAO,
    MUSTERMANN,
    TODAY,
    codes,
    line1,
    line2,
    read,
    refusal,
)


def test_specimen_of_the_standard() -> None:
    passport = read(*ERIKSSON)
    assert (passport.primary, passport.secondary) == ("ERIKSSON", "ANNA MARIA")
    assert (passport.issuing_state, passport.nationality) == ("UTO", "UTO")
    assert (passport.number, passport.sex) == ("L898902C3", "F")
    assert passport.birth_date == date(1974, 8, 12)
    assert passport.expires_on == date(2028, 4, 15)
    assert passport.personal_number == "ZE184226B"
    assert passport.risky == ("0",)
    assert passport.kind_usual
    assert not passport.name_truncated


def test_published_lines_have_five_right_digits_and_read_as_long_expired() -> None:
    assert read(*ERIKSSON_ICAO).expires_on == date(2012, 4, 15)


def test_single_name_new_code_leap_day_and_filler_as_personal_digit() -> None:
    passport = read(*ARKFREITH)
    assert (passport.primary, passport.secondary) == ("ARKFREITH", "")
    assert passport.document_code == "PP"
    assert passport.birth_date == date(2000, 2, 29)
    assert passport.sex == "X"


def test_state_code_of_one_letter() -> None:
    passport = read(*MUSTERMANN, specimen=False)
    assert (passport.issuing_state, passport.nationality) == ("D", "D")
    assert passport.risky == ("0",)


@pytest.mark.parametrize(
    "state", ["GBD", "GBN", "GBO", "GBP", "GBS", "XXA", "XXB", "XXC", "XXX", "UNO", "EUE", "RKS"]
)
def test_codes_beyond_iso(state: str) -> None:
    assert read(line1(state=state), line2(nationality=state), specimen=False).nationality == state


@pytest.mark.parametrize("digit", ["0", "<"])
def test_empty_personal_number_may_carry_either_digit(digit: str) -> None:
    assert read(line1(), line2(optional_digit=digit)).personal_number == ""


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join(ERIKSSON),
        "".join(ERIKSSON),
        " ".join(ERIKSSON),
        "\n".join(ERIKSSON).lower(),
        "\n\n  ".join(ERIKSSON) + "\n",
        "\n".join(" ".join(line) for line in ERIKSSON),
        "\n".join(ERIKSSON).replace("<<", "«"),
        "\n".join(ERIKSSON).replace("<", "‹"),
        "\n".join(ERIKSSON).replace("<", "＜"),
        "\n".join(ERIKSSON).replace("<", "&lt;"),
        "\n".join((ERIKSSON[0].rstrip("<") + "<", ERIKSSON[1])),
        " ".join((ERIKSSON[0].rstrip("<") + "<", ERIKSSON[1])),
        "\n".join((ERIKSSON[0] + "<<<", ERIKSSON[1])),
        "\n".join((ERIKSSON[0][:20], ERIKSSON[0][20:], ERIKSSON[1][:20], ERIKSSON[1][20:])),
        "\u200b\u00a0".join(ERIKSSON) + "\ufeff",
        "\n".join(ERIKSSON).translate({ord("A") + i: 0xFF21 + i for i in range(26)}),
    ],
)
def test_what_people_paste(text: str) -> None:
    assert passport_read(text, today=TODAY, allow_specimen=True) == read(*ERIKSSON)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "empty", "Type or paste"),
        (" \n\t", "empty", "Type or paste"),
        ("A" * 1001, "too_long", "too long"),
        ("<script>alert(1)</script>", "signs", "( )"),
        ("P<UTO🙂", "signs", "🙂"),
        ("שלום\nשלום", "signs", "letters A to Z"),
        (ERIKSSON[0], "line_count", "We found 1"),
        ("\n".join((*ERIKSSON, "X")), "line_count", "We found 3"),
        ("\n".join((ERIKSSON[0], ERIKSSON[1][:-1])), "length", "Line 2 has 43 characters"),
        ("\n".join((ERIKSSON[0][:-25], ERIKSSON[1])), "length", "Line 1 has 19 characters"),
        ("P<UTO" + "A" * 50 + "<\n" + ERIKSSON[1], "length", "Line 1 has 56 characters"),
    ],
)
def test_lines_that_cannot_be_found(text: str, code: str, words: str) -> None:
    with pytest.raises(PassportRejected) as caught:
        passport_read(text, today=TODAY)
    assert codes(caught.value) == [code]
    assert words in caught.value.messages[0]


def swapped(line: str, at: int, sign: str) -> str:
    return line[:at] + sign + line[at + 1 :]


@pytest.mark.parametrize(
    ("at", "sign", "code", "name"),
    [
        (1, "7", "digit_document_number", "passport number"),
        (9, "1", "digit_document_number", "passport number"),
        (14, "9", "digit_birth_date", "date of birth"),
        (22, "9", "digit_expires_on", "expiry date"),
        (28, "A", "digit_personal_number", "personal number"),
        (43, "1", "digit_composite", "last digit of line 2"),
    ],
)
def test_each_wrong_digit_names_its_field(at: int, sign: str, code: str, name: str) -> None:
    error = refusal(ERIKSSON[0], swapped(ERIKSSON[1], at, sign))
    assert codes(error)[0] == code
    assert name in error.messages[0]


@pytest.mark.parametrize(
    ("number", "right", "typed"),
    [
        ("L898902C3", "0", "O"),
        ("L898902C3", "8", "B"),
        ("C01X50T47", "5", "S"),
        ("C01X10T47", "1", "I"),
        ("C01X20T47", "2", "Z"),
        ("COIXSBT4Z", "O", "0"),
        ("COIXSBT4Z", "S", "5"),
    ],
)
def test_one_look_alike_is_suggested(number: str, right: str, typed: str) -> None:
    line = line2(number=number)
    at = line.index(right)
    error = refusal(line1(), swapped(line, at, typed))
    assert codes(error) == ["digit_document_number"]
    assert f"character {at + 1} of line 2 may be {right}, not {typed}" in error.messages[0]


def test_no_suggestion_when_nothing_single_explains_it() -> None:
    error = refusal(ERIKSSON[0], "XXXXXXXXX" + ERIKSSON[1][9:])
    assert "Compare each character" in error.messages[0]


def test_letters_in_dates_are_suggested_back() -> None:
    error = refusal(ERIKSSON[0], swapped(ERIKSSON[1], 13 + 1, "A"))
    assert "date of birth" in error.messages[0]


def test_all_problems_are_told_at_once() -> None:
    line = swapped(swapped(ERIKSSON[1], 0, "M"), 14, "5")
    error = refusal(ERIKSSON[0].replace("ANNA", "ANN4"), line)
    assert codes(error) == ["digit_document_number", "digit_birth_date", "name_digit"]


@pytest.mark.parametrize(("right", "wrong"), [("6", "G"), ("0", "A"), ("0", "K"), ("0", "U")])
def test_what_no_digit_can_catch_is_named_as_risky(right: str, wrong: str) -> None:
    assert read(line1(), line2(number=f"X1{right}345")).risky == (right,)
    misread = line2(number=f"X1{right}345").replace(f"X1{right}345", f"X1{wrong}345")
    assert read(line1(), misread).risky == (wrong,)


def test_look_alikes_become_digits() -> None:
    assert to_digits("OISBZ7") == "015827"


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("HA672242<658022549601086<<<<<<<<<<<<<<0", "8"),
        ("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", "2"),
        ("520727", "3"),
    ],
)
def test_check_digit_vectors(text: str, digit: str) -> None:
    assert check_digit(text) == digit


NUMBER = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9)
DAY = st.dates(date(1930, 1, 1), date(2026, 3, 2))


@given(number=NUMBER, born=DAY, sex=st.sampled_from("MF<"), ends=st.dates(TODAY, date(2041, 1, 1)))
def test_every_well_formed_passport_is_read_back(
    number: str, born: date, sex: str, ends: date
) -> None:
    passport = read(
        line1(), line2(number, birth=f"{born:%y%m%d}", sex=sex, expiry=f"{ends:%y%m%d}")
    )
    assert passport.number == number
    assert passport.birth_date is not None
    assert f"{passport.birth_date:%y%m%d}" == f"{born:%y%m%d}"
    assert passport.expires_on == ends
    assert set(passport.risky) == set(number) & set(UNCAUGHT)


@given(at=st.integers(0, 43), sign=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"))
def test_one_wrong_sign_passes_only_where_digits_are_blind(at: int, sign: str) -> None:
    changed = swapped(ERIKSSON[1], at, sign)
    blind = value(sign) % 10 == value(ERIKSSON[1][at]) % 10 or at in (10, 11, 12, 20)
    try:
        read(ERIKSSON[0], changed)
    except PassportRejected:
        return
    assert blind


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_sentences(text: str) -> None:
    with pytest.raises(PassportRejected) as caught:
        passport_read(text, today=TODAY)
    assert all(caught.value.messages)


def test_risky_characters_once_each() -> None:
    assert risky_characters("G6G60") == ("G", "6", "0")
