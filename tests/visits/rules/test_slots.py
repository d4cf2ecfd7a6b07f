"""The slots of a day: weekdays, holidays, make-up days, evenings, closed dates; properties."""

import itertools
import os
import time as clock
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.rules import Hours, Opening, WeeklyHours, clashes, seat_free, slot_at, slots_of
from workdays.rules import Calendar, DayName

CALENDAR = Calendar(
    off={date(2026, 2, 16): DayName("春节", "Spring Festival")},
    make_up={date(2026, 2, 14): DayName(), date(2026, 2, 28): DayName()},
    published_years=frozenset({2026}),
)
MORNING = Hours(time(9), time(11), windows=2, minutes=20, people=3)
WEEK = WeeklyHours(MORNING, frozenset(range(5)), date(2026, 1, 1))
TUESDAY = date(2026, 3, 3)

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
hours = st.builds(
    lambda start, length, windows, minutes, people: Hours(
        time(start), time(start + length), windows, minutes, people
    ),
    start=st.integers(0, 12),
    length=st.integers(1, 10),
    windows=st.integers(1, 5),
    minutes=st.integers(5, 240),
    people=st.integers(1, 4),
)
weekly = st.builds(
    WeeklyHours,
    hours=hours,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    valid_from=days,
    valid_until=st.none() | days,
    on_make_up_days=st.booleans(),
)
openings = st.builds(
    Opening,
    weekly=st.lists(weekly, max_size=3).map(tuple),
    extra=st.lists(st.tuples(days, hours), max_size=3).map(tuple),
    closed=st.frozensets(days, max_size=3),
)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (TUESDAY, 6),
        (date(2026, 3, 7), 0),  # Saturday
        (date(2026, 2, 16), 0),  # public holiday on a Monday
        (date(2026, 2, 14), 6),  # Saturday, made a working day
        (date(2025, 12, 31), 0),  # before the hours begin
    ],
)
def test_weekly_hours_follow_the_working_day_calendar(day: date, count: int) -> None:
    assert len(slots_of(day, Opening((WEEK,)), CALENDAR)) == count


def test_the_slots_of_a_morning() -> None:
    slots = slots_of(TUESDAY, Opening((WEEK,)), CALENDAR)
    assert [f"{slot.starts_at:%H:%M}" for slot in slots] == [
        "09:00",
        "09:20",
        "09:40",
        "10:00",
        "10:20",
        "10:40",
    ]
    assert {slot.capacity for slot in slots} == {6}
    assert slots[0].starts_at == datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    assert slots[-1].ends_at == datetime(2026, 3, 3, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "count"), [(20, 6), (25, 4), (120, 1), (121, 0)])
def test_a_slot_that_would_end_after_closing_is_none(minutes: int, count: int) -> None:
    opening = Opening((replace(WEEK, hours=replace(MORNING, minutes=minutes)),))
    assert len(slots_of(TUESDAY, opening, CALENDAR)) == count


def test_the_last_day_of_hours_still_counts_and_the_next_does_not() -> None:
    opening = Opening((replace(WEEK, valid_until=TUESDAY),))
    assert slots_of(TUESDAY, opening, CALENDAR)
    assert not slots_of(TUESDAY + timedelta(days=1), opening, CALENDAR)


def test_a_saturday_rule_holds_on_saturdays_but_not_on_holidays() -> None:
    saturday = replace(WEEK, weekdays=frozenset({5}), on_make_up_days=False)
    assert slots_of(date(2026, 3, 7), Opening((saturday,)), CALENDAR)
    holiday = Calendar(off={date(2026, 3, 7): DayName()})
    assert not slots_of(date(2026, 3, 7), Opening((saturday,)), holiday)


def test_rules_that_leave_make_up_days_out() -> None:
    opening = Opening((replace(WEEK, on_make_up_days=False),))
    assert not slots_of(date(2026, 2, 14), opening, CALENDAR)


def test_an_evening_on_a_designated_date_comes_on_top_even_on_a_holiday() -> None:
    evening = Hours(time(18), time(19), minutes=30)
    opening = Opening((WEEK,), ((TUESDAY, evening), (date(2026, 2, 16), evening)))
    assert [slot.starts_at.hour for slot in slots_of(TUESDAY, opening, CALENDAR)][-2:] == [18, 18]
    assert len(slots_of(date(2026, 2, 16), opening, CALENDAR)) == 2


def test_a_closed_date_beats_everything() -> None:
    opening = Opening((WEEK,), ((TUESDAY, MORNING),), frozenset({TUESDAY}))
    assert slots_of(TUESDAY, opening, CALENDAR) == []


def test_hours_that_begin_together_add_their_seats() -> None:
    second = Hours(time(9), time(10), windows=1, minutes=30)
    slots = slots_of(TUESDAY, Opening((WEEK,), ((TUESDAY, second),)), CALENDAR)
    assert [slot.capacity for slot in slots] == [7, 6, 1, 6, 6, 6, 6]
    assert slots[0].ends_at - slots[0].starts_at == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("taken", "seat"), [(set(), 1), ({1}, 2), ({2}, 1), ({1, 2}, None), ({1, 2, 9}, None)]
)
def test_the_lowest_free_seat(taken: set[int], seat: int | None) -> None:
    assert seat_free(2, taken) == seat


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (WEEK, True),
        (replace(WEEK, weekdays=frozenset({5}), on_make_up_days=False), False),
        (replace(WEEK, weekdays=frozenset({5})), True),  # both hold on make-up days
        (replace(WEEK, hours=replace(MORNING, opens=time(11), closes=time(12))), False),
        (replace(WEEK, hours=replace(MORNING, opens=time(10, 59), closes=time(12))), True),
        (replace(WEEK, valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31)), False),
        (replace(WEEK, valid_from=date(2025, 1, 1), valid_until=date(2026, 1, 1)), True),
    ],
)
def test_hours_that_would_count_twice(other: WeeklyHours, expected: bool) -> None:
    assert clashes(WEEK, [other]) is expected
    assert clashes(other, [WEEK]) is expected


@given(day=days, opening=openings)
def test_slots_are_in_order_lie_on_their_day_and_have_seats(day: date, opening: Opening) -> None:
    slots = slots_of(day, opening, CALENDAR)
    starts = [slot.starts_at for slot in slots]
    assert starts == sorted(set(starts))
    for slot in slots:
        assert slot.starts_at.date() == day
        assert slot.ends_at > slot.starts_at
        assert slot.capacity >= 1
        assert slot_at(slot.starts_at, opening, CALENDAR) == slot
    if day in opening.closed:
        assert slots == []


@given(day=days, one=weekly)
def test_the_slots_of_one_rule_do_not_overlap_and_end_in_time(day: date, one: WeeklyHours) -> None:
    slots = slots_of(day, Opening((one,)), CALENDAR)
    for before, after in itertools.pairwise(slots):
        assert before.ends_at == after.starts_at
    if slots:
        assert slots[0].starts_at.time() == one.hours.opens
        assert slots[-1].ends_at.time() <= one.hours.closes
        assert slots[-1].ends_at.time() >= slots[0].starts_at.time()


@given(day=days, opening=openings)
def test_no_slot_is_found_between_slots(day: date, opening: Opening) -> None:
    for slot in slots_of(day, opening, CALENDAR):
        assert slot_at(slot.starts_at + timedelta(seconds=1), opening, CALENDAR) is None


@pytest.fixture
def machine_in_berlin() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Berlin"
    clock.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    clock.tzset()


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_summer_time_elsewhere_changes_nothing(machine_in_berlin: None, day: date) -> None:
    """On these days clocks in Europe are put forward and back; Shanghai's are not."""
    whole = Hours(time(0), time(23, 59), minutes=60)
    slots = slots_of(day, Opening(extra=((day, whole),)), CALENDAR)
    assert len(slots) == 23
    assert {slot.ends_at - slot.starts_at for slot in slots} == {timedelta(hours=1)}
    utc = [slot.starts_at.astimezone(UTC) for slot in slots]
    assert {b - a for a, b in itertools.pairwise(utc)} == {timedelta(hours=1)}
    assert utc[0] == datetime.combine(day, time(0), tzinfo=UTC) - timedelta(hours=8)
