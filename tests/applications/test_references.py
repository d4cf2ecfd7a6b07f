"""References can be read out, mistyped, and checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.enums import Service
from applications.errors import ApplicationError, InvalidReference
from applications.references import (
    ALPHABET,
    check_character,
    reference_new,
    reference_normalise,
)
from applications.services import application_create
from tests.factories.accounts import UserFactory
from tests.factories.applications import NOW

letters = [sign for sign in ALPHABET if sign.isalpha()]
prefixes = st.tuples(st.sampled_from(letters), st.sampled_from(letters)).map("".join)
bodies = st.text(ALPHABET, min_size=8, max_size=8)


def compact(prefix, body):
    return prefix + body + check_character(prefix + body)


def test_the_alphabet_has_no_look_alikes_and_a_prime_length():
    assert len(ALPHABET) == len(set(ALPHABET)) == 29
    assert not set(ALPHABET) & set("01ILOSU")


@given(prefixes)
def test_a_new_reference_is_already_normal(prefix):
    reference = reference_new(prefix)
    assert len(reference) == 14
    assert [len(part) for part in reference.split("-")] == [2, 4, 4, 1]
    assert reference_normalise(reference) == reference


@given(prefixes, bodies, st.integers(0, 10), st.sampled_from(ALPHABET))
def test_every_wrong_sign_is_found(prefix, body, position, sign):
    right = compact(prefix, body)
    wrong = right[:position] + sign + right[position + 1 :]
    if wrong == right:
        assert reference_normalise(wrong)
        return
    with pytest.raises(InvalidReference) as found:
        reference_normalise(wrong)
    assert found.value.code == "reference_check"


@given(prefixes, bodies, st.integers(0, 9))
def test_every_swap_of_neighbours_is_found(prefix, body, position):
    right = compact(prefix, body)
    wrong = right[:position] + right[position + 1] + right[position] + right[position + 2 :]
    if wrong == right:
        return
    with pytest.raises(InvalidReference):
        reference_normalise(wrong)


@given(prefixes, bodies, st.data())
def test_how_it_is_typed_does_not_matter(prefix, body, data):
    right = compact(prefix, body)
    gaps = st.sampled_from(["", "-", " ", "–", "—", "  ", " - ", "_", ".", "\t", "\u00a0"])
    typed = "".join(sign.lower() + data.draw(gaps) for sign in right)
    assert reference_normalise(f" {typed} ").replace("-", "") == right


def test_full_width_signs_and_s_for_five():
    right = reference_new("PV")
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in right if sign != "-")
    assert reference_normalise(wide) == right
    assert reference_normalise(right.replace("5", "S")) == right


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("PV-7K3M-4Q9O-C", "reference_signs", "never contains O"),
        ("PV-1K3M-0Q9X-C", "reference_signs", "never contains 0, 1"),
        ("PV-7K3M-4Q9é-C", "reference_signs", "never contains É"),
        ("PV-7K3M-4Q9", "reference_length", "11 signs"),
        ("", "reference_length", "11 signs"),
        ("PV-7K3M-4Q9X-CC", "reference_length", "11 signs"),
    ],
)
def test_bad_input_has_its_sentence(typed, code, words):
    with pytest.raises(InvalidReference) as found:
        reference_normalise(typed)
    assert found.value.code == code
    assert words in found.value.messages[0]


@pytest.mark.parametrize("prefix", ["P", "PVX", "SW", "P2", "pv", ""])
def test_a_prefix_is_two_letters_of_the_alphabet(prefix):
    with pytest.raises(ValueError, match="two letters"):
        reference_new(prefix)


@pytest.mark.django_db
def test_a_collision_is_drawn_again(monkeypatch):
    first = application_create(service=Service.PORT_VISA, actor=UserFactory.create(), now=NOW)
    drawn = iter([first.reference, first.reference, "PV-2222-2222-2"])
    monkeypatch.setattr("applications.services.filing.reference_new", lambda _prefix: next(drawn))
    second = application_create(service=Service.PORT_VISA, actor=first.filed_by, now=NOW)
    assert second.reference == "PV-2222-2222-2"


@pytest.mark.django_db
def test_a_broken_source_of_chance_ends_with_a_sentence(monkeypatch):
    first = application_create(service=Service.PORT_VISA, actor=UserFactory.create(), now=NOW)
    monkeypatch.setattr(
        "applications.services.filing.reference_new", lambda _prefix: first.reference
    )
    with pytest.raises(ApplicationError, match="No reference could be drawn"):
        application_create(service=Service.PORT_VISA, actor=first.filed_by, now=NOW)


def test_references_are_drawn_from_the_systems_own_chance(monkeypatch):
    monkeypatch.setattr("secrets.choice", lambda signs: signs[-1])
    assert reference_new("PV").startswith("PV-ZZZZ-ZZZZ-")
