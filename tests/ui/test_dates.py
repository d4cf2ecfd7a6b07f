"""Dates in three boxes: everything people type, and the sentence for everything that is wrong."""

import datetime as dt
from contextlib import suppress

import pytest
from django import forms
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ui.dates import ENGLISH_MONTHS, DateParts, DatePartsError, read_date
from ui.fields import DatePartsField
from ui.templatetags.components import date_words


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("3", "2", "2026"),
        ("03", "02", "2026"),
        (" 3 ", "Feb", "2026"),
        ("3", "february", "2026"),
        ("3", "FEB.", "2026"),
        ("３", "２", "２０２６"),
        ("3日", "2月", "2026年"),
        ("3", "二月", "2026"),
    ],
)
def test_what_people_type_is_read(day: str, month: str, year: str) -> None:
    assert read_date(DateParts(day, month, year)) == dt.date(2026, 2, 3)


@pytest.mark.parametrize(
    ("parts", "code", "wrong"),
    [
        (DateParts("", "2", "2026"), "missing", ("day",)),
        (DateParts("1", "", ""), "missing", ("month", "year")),
        (DateParts("1", "13", "2026"), "month", ("month",)),
        (DateParts("1", "Ma", "2026"), "month", ("month",)),
        (DateParts("1", "0", "2026"), "month", ("month",)),
        (DateParts("1", "2", "26"), "year", ("year",)),
        (DateParts("1", "2", "0000"), "year", ("year",)),
        (DateParts("x", "2", "2026"), "day", ("day",)),
        (DateParts("30", "2", "2026"), "not_real", ("day",)),
        (DateParts("²", "2", "2026"), "not_real_or_day", ("day",)),
    ],
)
def test_what_is_wrong_is_named(parts: DateParts, code: str, wrong: tuple[str, ...]) -> None:
    if code == "not_real_or_day":
        assert read_date(parts) == dt.date(2026, 2, 2)
        return
    with pytest.raises(DatePartsError) as caught:
        read_date(parts)
    assert (caught.value.code, caught.value.parts) == (code, wrong)


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_date_survives_the_boxes(day: dt.date) -> None:
    assert read_date(DateParts.of(day)) == day
    named = DateParts(str(day.day), ENGLISH_MONTHS[day.month - 1].title(), str(day.year))
    assert read_date(named) == day


@given(st.text(max_size=6), st.text(max_size=12), st.text(max_size=6))
def test_nothing_typed_breaks_it(day: str, month: str, year: str) -> None:
    with suppress(DatePartsError):
        assert isinstance(read_date(DateParts(day, month, year)), dt.date | None)


class Born(forms.Form):
    born = DatePartsField(
        label="Date of birth", earliest=dt.date(1900, 1, 1), latest=dt.date(2026, 1, 1)
    )


def _sentence(day: str, month: str, year: str) -> str:
    form = Born({"born_day": day, "born_month": month, "born_year": year})
    assert not form.is_valid()
    return str(form.errors["born"][0])


@pytest.mark.parametrize(
    ("typed", "english"),
    [
        (("", "", ""), "Enter the date of birth"),
        (("1", "", "2000"), "Date of birth must include a month"),
        (("", "", "2000"), "Date of birth must include a day and a month"),
        (("30", "2", "2000"), "30 February does not exist"),
        (("29", "2", "2001"), "29 February 2001 does not exist"),
        (("1", "x", "2000"), "Date of birth: the month must be 1 to 12, or a name such as March"),
        (("1", "1", "20"), "Date of birth: the year must have four digits"),
        (("a", "1", "2000"), "Date of birth: the day must be a number"),
        (("31", "12", "1899"), "Date of birth must be 1 January 1900 or later"),
        (("2", "1", "2026"), "Date of birth must be 1 January 2026 or earlier"),
    ],
)
def test_sentences(typed: tuple[str, str, str], english: str) -> None:
    assert _sentence(*typed) == english


def test_sentences_in_chinese() -> None:
    with override("zh-hans"):
        assert _sentence("30", "2", "2001") == "2001年2月没有30日"


def test_typed_values_come_back_as_typed() -> None:
    html = str(Born({"born_day": "３1", "born_month": "Febuary", "born_year": "20"})["born"])
    for typed in ("３1", "Febuary", "20"):
        assert f'value="{typed}"' in html


def test_one_iso_field_is_accepted_in_place_of_the_boxes() -> None:
    form = Born({"born": "1990-05-17"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == dt.date(1990, 5, 17)
    assert not Born({"born": "17/05/1990"}).is_valid()


def test_a_percent_sign_in_the_label_does_no_harm() -> None:
    class Odd(forms.Form):
        day = DatePartsField(label="100 % day")

    assert Odd({"day_day": "1"}).errors["day"] == ["100 % day must include a month and a year"]


def test_only_a_changed_date_counts_as_changed() -> None:
    same = {"born_day": "1", "born_month": "May", "born_year": "1990"}
    initial = {"born": dt.date(1990, 5, 1)}
    assert not Born(same, initial=initial).has_changed()
    assert Born({**same, "born_day": "2"}, initial=initial).has_changed()
    assert Born({**same, "born_day": "x"}, initial=initial).has_changed()


def test_a_day_in_words() -> None:
    assert date_words(dt.date(2026, 2, 25)) == "Wednesday 25 February 2026"
    assert date_words("2026-02-25") == "Wednesday 25 February 2026"
    assert date_words(dt.datetime(2026, 2, 24, 16, 0, tzinfo=dt.UTC)).startswith("Wednesday 25")
    assert date_words("soon") == ""
    assert date_words(None) == ""
    with override("zh-hans"):
        assert date_words(dt.date(2026, 2, 25)) == "2026年2月25日（星期三）"
