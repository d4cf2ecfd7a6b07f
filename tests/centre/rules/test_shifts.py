"""Which windows are staffed, across midnight, and which hours nobody covers."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.rules import WeeklyShift, staffed, unstaffed

DAILY = frozenset(range(7))
MONDAY = date(2026, 3, 2)
NIGHT = WeeklyShift(time(20), time(8), DAILY, MONDAY, date.max, frozenset({1}))
DAY = WeeklyShift(time(8), time(20), DAILY, MONDAY, date.max, frozenset({1, 2}))


def at(hour: int, minute: int = 0, day: int = 3) -> datetime:
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001  times on the wall


@pytest.mark.parametrize(
    ("moment", "windows"),
    [
        (at(7, 59), {1}),
        (at(8), {1, 2}),
        (at(19, 59), {1, 2}),
        (at(20), {1}),
        (at(23, 59), {1}),
        (at(0), {1}),
        (at(7, 59, day=2), set()),  # the night before the first day
    ],
)
def test_a_shift_runs_from_its_first_instant_to_before_its_last(
    moment: datetime, windows: set[int]
) -> None:
    assert staffed([NIGHT, DAY], moment) == windows


def test_a_night_ends_on_the_day_after_its_last() -> None:
    last = WeeklyShift(time(20), time(8), DAILY, MONDAY, MONDAY, frozenset({1}))
    assert staffed([last], at(3, day=3)) == {1}
    assert staffed([last], at(21, day=3)) == frozenset()


def test_weekdays_are_those_on_which_the_night_begins() -> None:
    friday = WeeklyShift(time(22), time(6), frozenset({4}), MONDAY, date.max, frozenset({1}))
    assert staffed([friday], at(5, day=7)) == {1}  # Saturday morning
    assert staffed([friday], at(5, day=6)) == frozenset()


def test_the_same_beginning_and_end_is_a_whole_day() -> None:
    whole = WeeklyShift(time(8), time(8), DAILY, MONDAY, date.max, frozenset({3}))
    assert unstaffed([whole], at(0), at(0, day=9)) == []


def test_hours_without_a_window_are_named() -> None:
    assert unstaffed([DAY], at(0), at(0, day=4)) == [(at(0), at(8)), (at(20), at(0, day=4))]
    nobody = WeeklyShift(time(8), time(8), DAILY, MONDAY, date.max, frozenset())
    assert unstaffed([nobody], at(0), at(5)) == [(at(0), at(5))]


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
shifts = st.builds(
    WeeklyShift,
    begins=times,
    ends=times,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    valid_from=st.dates(date(2026, 2, 20), date(2026, 3, 10)),
    valid_until=st.dates(date(2026, 3, 5), date(2026, 3, 20)),
    windows=st.frozensets(st.integers(1, 4)),
)


@given(st.lists(shifts, max_size=5), st.integers(0, 24 * 12), st.integers(0, 24 * 4))
def test_an_hour_is_staffed_or_named_and_never_both(
    found: list[WeeklyShift], hours: int, length: int
) -> None:
    start = datetime(2026, 2, 28) + timedelta(hours=hours)  # noqa: DTZ001
    end = start + timedelta(hours=length)
    gaps = unstaffed(found, start, end)
    assert all(first < last for first, last in gaps)
    moment = start
    while moment < end:
        named = any(first <= moment < last for first, last in gaps)
        assert named != bool(staffed(found, moment)), moment
        moment += timedelta(minutes=15)
