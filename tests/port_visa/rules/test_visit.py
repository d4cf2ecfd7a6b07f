"""The numbers of a visit at their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from port_visa.rules import visit
from port_visa.rules.visit import Limits

TODAY = date(2026, 3, 2)
LIMITS = Limits()


@pytest.mark.parametrize(
    ("arrival", "code"),
    [
        (TODAY - timedelta(days=1), "arrival_past"),
        (TODAY, None),
        (TODAY + timedelta(days=30), None),
        (TODAY + timedelta(days=31), "arrival_far"),
    ],
)
def test_arrival(arrival: date, code: str | None) -> None:
    problem = visit.arrival_problem(arrival, today=TODAY, limits=LIMITS)
    assert (problem and problem.code) == code


def test_a_far_arrival_is_told_the_latest_day() -> None:
    problem = visit.arrival_problem(date(2027, 1, 1), today=TODAY, limits=LIMITS)
    assert problem is not None
    assert "1 April 2026" in problem.message


@pytest.mark.parametrize(("days", "fine"), [(0, False), (1, True), (30, True), (31, False)])
def test_stay(days: int, fine: bool) -> None:
    assert (visit.stay_problem(days) is None) is fine


def test_last_day_counts_from_the_day_after_entry() -> None:
    assert visit.last_lawful_day(date(2026, 3, 10), 30) == date(2026, 4, 9)


@pytest.mark.parametrize(
    ("expires", "refused", "warned"),
    [
        (date(2026, 4, 8), True, True),
        (date(2026, 4, 9), False, True),
        (date(2026, 9, 9), False, True),
        (date(2026, 9, 10), False, False),
    ],
)
def test_passport_against_the_visit(expires: date, refused: bool, warned: bool) -> None:
    arrival = date(2026, 3, 10)
    refusal = visit.passport_problem(expires, arrival_on=arrival, stay_days=30)
    warning = visit.passport_warning(expires, arrival_on=arrival, limits=LIMITS)
    assert (refusal is not None) is refused
    assert (warning is not None) is warned


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
    ],
)
def test_months(day: date, months: int, expected: date) -> None:
    assert visit.add_months(day, months) == expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_never_overshoot(day: date, months: int) -> None:
    later = visit.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
