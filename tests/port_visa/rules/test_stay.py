"""The last lawful day: the day of entry does not count (Regulations, article 36)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.deadlines import legal_date
from port_visa.rules.stay import extended_at_most, extension_apply_by
from port_visa.rules.visit import last_lawful_day


@pytest.mark.parametrize(
    ("entered", "days", "last"),
    [
        ("2026-03-10", 30, "2026-04-09"),
        ("2026-03-10", 1, "2026-03-11"),
        ("2026-02-27", 1, "2026-02-28"),
        ("2026-02-28", 1, "2026-03-01"),
        ("2028-02-28", 1, "2028-02-29"),
        ("2026-12-31", 15, "2027-01-15"),
        ("2026-09-30", 10, "2026-10-10"),
    ],
)
def test_last_lawful_day(entered: str, days: int, last: str) -> None:
    assert last_lawful_day(date.fromisoformat(entered), days) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        ("2026-03-10T15:59:59+00:00", "2026-04-09"),  # a second before midnight in Beijing
        ("2026-03-10T16:00:00+00:00", "2026-04-10"),
        ("2026-03-10T23:59:59-05:00", "2026-04-10"),
    ],
)
def test_the_day_of_entry_is_beijings(moment: str, last: str) -> None:
    entered = legal_date(datetime.fromisoformat(moment))
    assert last_lawful_day(entered, 30) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("last", "apply_by"), [("2026-04-09", "2026-04-02"), ("2026-03-05", "2026-02-26")]
)
def test_an_extension_is_asked_for_seven_days_before(last: str, apply_by: str) -> None:
    assert extension_apply_by(date.fromisoformat(last)) == date.fromisoformat(apply_by)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 30))
def test_extensions_together_are_no_longer_than_the_stay(entered: date, days: int) -> None:
    last = last_lawful_day(entered, days)
    assert extended_at_most(entered, days) - last == last - entered == timedelta(days=days)
