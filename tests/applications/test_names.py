"""A name is found however somebody types it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.models import Traveller
from applications.names import fold_name, search_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller-Lüdenscheidt", "MULLER LUDENSCHEIDT"),
        ("O'Connor", "OCONNOR"),
        ("D’Artagnan", "DARTAGNAN"),
        ("Nguyễn Thị Ánh", "NGUYEN THI ANH"),
        ("José  María", "JOSE MARIA"),
        ("Łukasz Żółć", "LUKASZ ZOLC"),
        ("Đặng", "DANG"),
        ("Æsir Øresund", "AESIR ORESUND"),
        ("ERIKSSON<<ANNA", "ERIKSSON ANNA"),
        ("", ""),
        ("…", ""),
    ],
)
def test_folding(text, folded):
    assert fold_name(text) == folded


def test_han_characters_become_pinyin():
    assert fold_name("张伟").replace(" ", "") == "ZHANGWEI"


@given(st.text(max_size=80))
def test_folding_is_plain_and_final(text):
    folded = fold_name(text)
    assert folded.isascii()
    assert folded == folded.strip()
    assert "|" not in folded
    assert fold_name(folded) == folded


def traveller(**values):
    return Traveller(**values)


def test_four_forms():
    person = traveller(
        name_mrz_primary="MUELLER",
        name_mrz_secondary="HANS PETER",
        name_viz="Hans Peter Müller",
        name_zh="穆汉斯",
    )
    first, given_first, chinese, printed = search_name(person).split("|")
    assert first == "MUELLER HANS PETER"
    assert given_first == "HANS PETER MUELLER"
    assert chinese.replace(" ", "") == "MUHANSI"
    assert printed == "HANS PETER MULLER"


@pytest.mark.parametrize(
    ("primary", "secondary", "start"),
    [("ARKFREITH", "", "ARKFREITH||"), ("", "SATRIYA", "SATRIYA|SATRIYA|")],
)
def test_single_names(primary, secondary, start):
    person = traveller(name_mrz_primary=primary, name_mrz_secondary=secondary)
    assert search_name(person).startswith(start)


@given(
    st.text("ABCXYZ< ", max_size=39),
    st.text("ABCXYZ< ", max_size=39),
    st.text(max_size=200),
    st.text("张伟穆汉斯龘", max_size=60),
)
def test_it_always_fits_the_column(primary, secondary, printed, chinese):
    person = traveller(
        name_mrz_primary=primary, name_mrz_secondary=secondary, name_viz=printed, name_zh=chinese
    )
    value = search_name(person)
    assert len(value) <= 400
    assert value.count("|") == 3
