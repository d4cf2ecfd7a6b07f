"""When to apply: the first and last days, month ends, leap days, Beijing midnight."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.deadlines import legal_date
from permits.enums import PermitKind
from permits.rules import Parameters, window_for
from permits.rules.windows import change_window, extension_window, residence_window

NUMBERS = Parameters()


@pytest.mark.parametrize(
    ("expires", "on", "state", "opens", "closes"),
    [
        ("2026-06-30", "2026-03-31", "early", "2026-04-01", "2026-05-31"),
        ("2026-06-30", "2026-04-01", "open", "2026-04-01", "2026-05-31"),
        ("2026-06-30", "2026-05-31", "open", "2026-04-01", "2026-05-31"),
        ("2026-06-30", "2026-06-01", "late", "2026-04-01", "2026-05-31"),
        ("2026-06-30", "2026-06-30", "late", "2026-04-01", "2026-05-31"),
        # over the end of February, in a leap year and in another
        ("2028-03-30", "2028-02-29", "open", "2027-12-31", "2028-02-29"),
        ("2028-03-30", "2028-03-01", "late", "2027-12-31", "2028-02-29"),
        ("2027-03-30", "2027-02-28", "open", "2026-12-30", "2027-02-28"),
        ("2028-02-29", "2027-12-01", "open", "2027-12-01", "2028-01-30"),
        ("2028-02-29", "2027-11-30", "early", "2027-12-01", "2028-01-30"),
    ],
)
def test_extension(expires: str, on: str, state: str, opens: str, closes: str) -> None:
    found = extension_window(date.fromisoformat(expires), date.fromisoformat(on), NUMBERS)
    assert (found.state, str(found.opens_on), str(found.closes_on)) == (state, opens, closes)
    assert bool(found.way_out) == (state != "open")
    assert found.is_open == (state == "open")


def test_after_the_last_day_the_way_is_another_one() -> None:
    late = extension_window(date(2026, 6, 30), date(2026, 6, 30), NUMBERS)
    ended = extension_window(date(2026, 6, 30), date(2026, 7, 1), NUMBERS)
    assert "can still hand in" in late.way_out
    assert "has ended" in ended.way_out
    assert "Do not work" in ended.way_out


@pytest.mark.parametrize(
    ("entered", "on", "state", "closes"),
    [
        ("2026-03-10", "2026-03-09", "early", "2026-04-09"),
        ("2026-03-10", "2026-03-10", "open", "2026-04-09"),
        ("2026-03-10", "2026-04-09", "open", "2026-04-09"),
        ("2026-03-10", "2026-04-10", "late", "2026-04-09"),
        ("2028-01-30", "2028-02-29", "open", "2028-02-29"),
        ("2027-01-30", "2027-03-01", "open", "2027-03-01"),
        ("2026-12-31", "2027-01-31", "late", "2027-01-30"),
    ],
)
def test_residence_after_entry(entered: str, on: str, state: str, closes: str) -> None:
    found = residence_window(date.fromisoformat(entered), date.fromisoformat(on), NUMBERS)
    assert (found.state, str(found.closes_on)) == (state, closes)
    assert bool(found.way_out) == (state != "open")


@pytest.mark.parametrize(
    ("changed", "on", "state", "closes"),
    [
        ("2026-02-18", "2026-02-17", "early", "2026-02-28"),
        ("2026-02-18", "2026-02-28", "open", "2026-02-28"),
        ("2026-02-19", "2026-03-02", "late", "2026-03-01"),
        ("2028-02-19", "2028-02-29", "open", "2028-02-29"),
    ],
)
def test_change(changed: str, on: str, state: str, closes: str) -> None:
    found = change_window(date.fromisoformat(changed), date.fromisoformat(on), NUMBERS)
    assert (found.state, str(found.closes_on)) == (state, closes)
    assert bool(found.way_out) == (state != "open")


@pytest.mark.parametrize(
    ("days", "on", "state", "closes"),
    [
        (10, "2026-02-17", "early", "2026-02-28"),
        (10, "2026-02-28", "open", "2026-02-28"),
        (10, "2026-03-01", "late", "2026-02-28"),
        (20, "2026-03-01", "open", "2026-03-10"),
    ],
)
def test_a_cancellation_has_its_own_days(days: int, on: str, state: str, closes: str) -> None:
    numbers = Parameters(change_days=3, cancellation_days=days)
    left = date(2026, 2, 18)
    found = window_for(PermitKind.CANCELLATION, left, date.fromisoformat(on), numbers)
    assert found is not None
    assert (found.state, str(found.closes_on)) == (state, closes)
    assert ("still hand in" in found.way_out) == (state == "late")


def test_the_last_day_ends_at_midnight_in_beijing() -> None:
    expires = date(2026, 6, 30)  # closes on 31 May
    before = legal_date(datetime(2026, 5, 31, 15, 59, 59, tzinfo=UTC))
    after = legal_date(datetime(2026, 5, 31, 16, 0, tzinfo=UTC))
    assert extension_window(expires, before, NUMBERS).is_open
    assert not extension_window(expires, after, NUMBERS).is_open


@pytest.mark.parametrize("kind", PermitKind)
def test_which_window_a_kind_has(kind: str) -> None:
    day = date(2026, 6, 30)
    found = window_for(kind, day, date(2026, 3, 2), NUMBERS)
    articles = {
        "extension": "article 32",
        "new_from_abroad": "article 30",
        "change_employer": "article 33",
        "change_details": "article 33",
        "cancellation": "article 45",
    }
    assert (found is None) == (kind == "new_in_china")
    if found:
        assert found.legal_basis.endswith(articles[kind])
    assert window_for(kind, None, day, NUMBERS) is None


def test_the_numbers_are_those_of_the_day() -> None:
    numbers = Parameters(extension_opens_days=60, extension_closes_days=7, change_days=15)
    found = extension_window(date(2026, 6, 30), date(2026, 6, 23), numbers)
    assert (found.opens_on, found.is_open) == (date(2026, 5, 1), True)
    late = change_window(date(2026, 6, 1), date(2026, 6, 17), numbers)
    assert late.way_out.startswith("The 15 days have passed.")


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(-400, 400))
def test_every_day_is_early_open_or_late_in_this_order(expires: date, offset: int) -> None:
    on = expires + timedelta(days=offset)
    found = extension_window(expires, on, NUMBERS)
    assert found.opens_on <= found.closes_on < expires
    assert (found.state == "early") == (on < found.opens_on)
    assert (found.state == "late") == (on > found.closes_on)
