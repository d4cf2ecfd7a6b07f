"""The rules of the electronic visa: categories, days, until when to enter, from when to renew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from port_visa.rules.electronic import Wanted, electronic_problem, enter_until, renewal_opens_on
from port_visa.rules.visit import Limits, last_lawful_day

TODAY = date(2026, 3, 2)
LIMITS = Limits()
GOOD = Wanted("M", 30, TODAY + timedelta(days=15))


@pytest.mark.parametrize("category", ["F", "M", "R", "Z", "S2"])
def test_five_categories(category: str) -> None:
    wanted = replace(GOOD, category=category)
    assert electronic_problem(wanted, today=TODAY, limits=LIMITS) is None


@pytest.mark.parametrize(
    ("wanted", "limits", "code", "field"),
    [
        (replace(GOOD, category="L"), LIMITS, "electronic_category", "electronic"),
        (GOOD, replace(LIMITS, electronic_m=0), "electronic_category", "electronic"),
        (GOOD, replace(LIMITS, electronic_stay_days=29), "electronic_stay", "stay_days"),
        (GOOD, replace(LIMITS, electronic_entry_days=14), "electronic_far", "arrival_on"),
    ],
)
def test_what_keeps_a_visit_from_it(wanted: Wanted, limits: Limits, code: str, field: str) -> None:
    found = electronic_problem(wanted, today=TODAY, limits=limits)
    assert found is not None
    assert (found.code, found.field) == (code, field)


def test_what_is_not_answered_yet_is_not_wrong() -> None:
    assert electronic_problem(Wanted("", None, None), today=TODAY, limits=LIMITS) is None


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)), st.integers(1, 30), st.integers(0, 40))
def test_who_enters_in_the_window_leaves_at_the_latest_on_the_printed_day(
    issued: date, stay: int, after: int
) -> None:
    until = enter_until(issued, LIMITS)
    entered = issued + timedelta(days=after)
    assert (until - issued).days == 15
    inside = entered <= until
    assert inside == (last_lawful_day(entered, stay) <= last_lawful_day(until, stay))


def test_renewal_opens_before_the_end() -> None:
    assert renewal_opens_on(date(2028, 3, 2), LIMITS) == date(2028, 1, 2)
