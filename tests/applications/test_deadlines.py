"""The due date as a pure function, its explanation, and defects of other systems as tests."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.deadlines import (
    Due,
    Extension,
    Stop,
    answer_until,
    completeness_until,
    due_date,
    legal_date,
    trace,
)
from applications.enums import PeriodUnit
from tests.factories.workdays import seeded_calendar
from workdays.enums import StepKind

D = date.fromisoformat
CALENDAR = seeded_calendar()
STARTS = st.dates(date(2024, 1, 1), date(2027, 3, 31))


@st.composite
def stops(draw: st.DrawFn) -> Stop:
    first = draw(st.dates(date(2023, 12, 1), date(2027, 6, 30)))
    return Stop(first, first + timedelta(days=draw(st.integers(0, 60))))


ADJUSTMENTS = st.lists(stops() | st.builds(Extension, st.integers(1, 10)), max_size=5)


def due(start: str, amount: int, *adjustments: Stop | Extension, today: str | None = None) -> Due:
    return due_date(
        started_on=D(start),
        amount=amount,
        unit=PeriodUnit.WORKING_DAYS,
        adjustments=adjustments,
        calendar=CALENDAR,
        today=D(today) if today else None,
    )


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-03-02", 3, "2026-03-05"),
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-29", 7, "2026-10-14"),
        ("2025-12-31", 3, "2026-01-06"),
        ("2025-09-26", 7, "2025-10-13"),
    ],
)
def test_without_adjustments(start: str, amount: int, end: str) -> None:
    assert due(start, amount) == Due(D(end), provisional=False)


@pytest.mark.parametrize(
    ("adjustments", "end"),
    [
        ([Stop(D("2026-03-03"), D("2026-03-05"))], "2026-03-09"),  # Wed and Thu do not count
        ([Stop(D("2026-03-03"), D("2026-03-03"))], "2026-03-05"),  # resumed on the same day
        ([Stop(D("2026-03-06"), D("2026-03-20"))], "2026-03-05"),  # after the due date
        ([Stop(D("2026-03-05"), D("2026-03-20"))], "2026-03-05"),  # the day of the stop counts
        ([Stop(D("2026-03-04"), D("2026-03-20"))], "2026-03-23"),  # day 3 is left
        ([Stop(D("2026-02-20"), D("2026-03-03"))], "2026-03-06"),  # began before acceptance
        ([Stop(D("2026-02-20"), D("2026-03-02"))], "2026-03-05"),  # over before day 1
        ([Stop(D("2026-03-06"), D("2026-03-08"))], "2026-03-05"),
        (
            [Stop(D("2026-03-04"), D("2026-03-08"))],
            "2026-03-09",
        ),  # the weekend inside never counted
        (
            [Stop(D("2026-03-02"), D("2026-03-04")), Stop(D("2026-03-03"), D("2026-03-05"))],
            "2026-03-10",  # overlapping stops are not counted twice
        ),
        (
            [Stop(D("2026-03-02"), D("2026-03-03")), Stop(D("2026-03-05"), D("2026-03-06"))],
            "2026-03-09",
        ),
        ([Extension(2)], "2026-03-09"),
        ([Extension(2), Stop(D("2026-03-03"), D("2026-03-04"))], "2026-03-10"),
    ],
)
def test_stops_and_extensions(adjustments: list[Stop | Extension], end: str) -> None:
    assert due("2026-03-02", 3, *adjustments).on == D(end)


def test_a_stop_over_a_long_holiday_adds_working_days_only() -> None:
    # 2026-02-13 +3 is 02-25; the stop takes 02-14 (make-up Saturday), 02-24 and 02-25
    assert due("2026-02-13", 3, Stop(D("2026-02-13"), D("2026-02-25"))).on == D("2026-02-28")


def test_an_open_stop_counts_as_resumed_today() -> None:
    stop = Stop(D("2026-03-03"))
    assert due("2026-03-02", 3, stop, today="2026-03-03").on == D("2026-03-05")
    assert due("2026-03-02", 3, stop, today="2026-03-10").on == D("2026-03-12")
    with pytest.raises(ValueError, match="today"):
        due("2026-03-02", 3, stop)


def test_provisional_when_a_stop_pushes_the_date_over_the_year() -> None:
    assert not due("2026-12-25", 3).provisional
    assert due("2026-12-25", 3, Stop(D("2026-12-28"), D("2026-12-31"))).provisional


# --- periods in hours (Civil Code, article 201(2)) ---

BEIJING = timezone(timedelta(hours=8))


def due_in_hours(at: datetime, amount: int, *adjustments: Stop | Extension) -> Due:
    return due_date(
        started_on=legal_date(at),
        started_at=at,
        amount=amount,
        unit=PeriodUnit.HOURS,
        adjustments=adjustments,
        calendar=CALENDAR,
    )


def test_hours_run_from_the_moment_through_nights_and_weekends() -> None:
    friday = datetime(2026, 3, 6, 22, 30, tzinfo=BEIJING)
    assert due_in_hours(friday, 24).at == datetime(2026, 3, 7, 22, 30, tzinfo=BEIJING)
    assert due_in_hours(friday, 2).on == D("2026-03-07")  # over midnight in Beijing
    over_a_month = datetime(2026, 1, 31, 12, 0, tzinfo=BEIJING)
    assert due_in_hours(over_a_month, 36).at == datetime(2026, 2, 2, 0, 0, tzinfo=BEIJING)


def test_hours_with_stops_and_extensions() -> None:
    monday = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
    stop = Stop(D("2026-03-02"), D("2026-03-05"))
    assert due_in_hours(monday, 24, stop).at == datetime(2026, 3, 6, 9, 0, tzinfo=BEIJING)
    outside = Stop(D("2026-03-10"), D("2026-03-12"))
    assert due_in_hours(monday, 24, outside).on == D("2026-03-03")
    assert due_in_hours(monday, 24, Extension(4)).at == datetime(2026, 3, 9, 9, 0, tzinfo=BEIJING)


def test_hours_need_the_moment() -> None:
    with pytest.raises(ValueError, match="moment"):
        due_date(started_on=D("2026-03-02"), amount=4, unit=PeriodUnit.HOURS, calendar=CALENDAR)


# --- the other periods ---


@pytest.mark.parametrize(
    ("received", "end"),
    [("2026-03-02", "2026-03-09"), ("2026-02-11", "2026-02-25"), ("2026-09-30", "2026-10-13")],
)
def test_five_working_days_to_say_what_is_missing(received: str, end: str) -> None:
    until = completeness_until(received_on=D(received), days=5, calendar=CALENDAR)
    assert until == D(end)


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        ("2026-03-02", "2026-04-01"),
        ("2026-03-05", "2026-04-07"),  # 4 April is Qingming, 5 and 6 too
        ("2026-01-15", "2026-02-14"),  # a make-up Saturday is a working day
        ("2026-01-16", "2026-02-24"),  # inside the Spring Festival
    ],
)
def test_thirty_calendar_days_to_answer_never_end_on_a_rest_day(asked: str, end: str) -> None:
    assert answer_until(asked_on=D(asked), days=30, calendar=CALENDAR) == D(end)


# --- properties ---


def on(start: date, amount: int, adjustments: list[Stop | Extension]) -> date:
    return due_date(
        started_on=start,
        amount=amount,
        unit=PeriodUnit.WORKING_DAYS,
        adjustments=adjustments,
        calendar=CALENDAR,
    ).on


@given(STARTS, st.integers(1, 30), ADJUSTMENTS)
def test_grows_with_the_amount_and_ends_on_a_working_day(
    start: date, amount: int, adjustments: list[Stop | Extension]
) -> None:
    end = on(start, amount, adjustments)
    assert end > start
    assert CALENDAR.is_workday(end)
    assert on(start, amount + 1, adjustments) > end


@given(STARTS, st.integers(1, 30), ADJUSTMENTS, stops() | st.builds(Extension, st.integers(1, 9)))
def test_an_adjustment_never_makes_it_earlier(
    start: date, amount: int, adjustments: list[Stop | Extension], more: Stop | Extension
) -> None:
    assert on(start, amount, [*adjustments, more]) >= on(start, amount, adjustments)


@given(STARTS, st.integers(1, 30), ADJUSTMENTS, st.randoms())
def test_same_facts_same_date_in_any_order(
    start: date, amount: int, adjustments: list[Stop | Extension], random: st.DataObject
) -> None:
    shuffled = list(adjustments)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert on(start, amount, shuffled) == on(start, amount, adjustments)
    assert on(start, amount, adjustments) == on(start, amount, adjustments)


@given(STARTS, st.integers(1, 30), ADJUSTMENTS)
def test_agrees_with_a_walk_day_by_day(
    start: date, amount: int, adjustments: list[Stop | Extension]
) -> None:
    left = amount + sum(adjustment.extra_days for adjustment in adjustments)
    day = start
    while left:
        day += timedelta(days=1)
        stopped = any(
            a.stopped_on and a.resumed_on and a.stopped_on < day <= a.resumed_on
            for a in adjustments
        )
        if CALENDAR.is_workday(day) and not stopped:
            left -= 1
    assert on(start, amount, adjustments) == day


@given(STARTS, st.integers(1, 20), ADJUSTMENTS)
def test_the_trace_ends_on_the_due_date_and_numbers_every_counted_day(
    start: date, amount: int, adjustments: list[Stop | Extension]
) -> None:
    steps = trace(started_on=start, amount=amount, adjustments=adjustments, calendar=CALENDAR)
    total = amount + sum(adjustment.extra_days for adjustment in adjustments)
    assert [step.number for step in steps if step.number] == list(range(1, total + 1))
    assert steps[-1].date == on(start, amount, adjustments)
    assert len(steps) == (steps[-1].date - start).days + 1


def test_the_trace_says_why_a_day_is_skipped() -> None:
    steps = trace(
        started_on=D("2026-02-13"),
        amount=3,
        adjustments=[Stop(D("2026-02-14"), D("2026-02-24"))],
        calendar=CALENDAR,
    )
    kinds = {step.date.isoformat(): step.kind for step in steps}
    assert kinds["2026-02-13"] == StepKind.START
    assert kinds["2026-02-14"] == StepKind.MAKE_UP
    assert kinds["2026-02-16"] == StepKind.HOLIDAY
    assert kinds["2026-02-24"] == StepKind.STOPPED
    assert kinds["2026-02-25"] == StepKind.WORKDAY
    assert steps[-1].date == D("2026-02-26")


# --- defects seen elsewhere ---


def test_no_counter_to_lose_a_night_all_is_recomputed_from_facts() -> None:
    """A job that adds one a night loses a missed night for ever; a function has no nights."""
    assert len({due("2026-03-02", 7) for _ in range(5)}) == 1
    assert due("2020-03-02", 7).on == D("2020-03-11")  # years later it still says the same


def test_the_day_of_the_month_plays_no_part() -> None:
    """Comparing days of the month skips a case last touched on the 15th of an earlier month."""
    assert due("2026-05-15", 3).on == D("2026-05-20")
    assert due("2026-06-15", 3).on == D("2026-06-18")
    assert due("2026-05-15", 22).on == D("2026-06-16")


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-01-30", 1, "2026-02-02"),
        ("2026-02-27", 1, "2026-02-28"),
        ("2026-03-31", 1, "2026-04-01"),
        ("2024-02-28", 2, "2024-03-01"),
        ("2025-12-31", 1, "2026-01-04"),
    ],
)
def test_months_and_years_are_no_border(start: str, amount: int, end: str) -> None:
    """``end.day - start.day`` is wrong across months."""
    assert due(start, amount).on == D(end)


def test_half_past_midnight_in_beijing_is_the_new_day() -> None:
    """The UTC date is still yesterday's then; the weekday and the holiday must be Beijing's."""
    moment = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)  # 2026-03-02 00:30 in Beijing, a Monday
    assert legal_date(moment) == D("2026-03-02")
    assert due(legal_date(moment).isoformat(), 3).on == D("2026-03-05")
    new_year = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
    assert legal_date(new_year) == D("2026-01-01")


def test_the_zone_is_whole_hours_and_naive_times_are_refused() -> None:
    """A zone taken at its first offset (local mean time) is 8:06 off."""
    assert legal_date(datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC)) == D("2026-03-01")
    assert legal_date(datetime(2026, 3, 1, 16, 0, tzinfo=UTC)) == D("2026-03-02")
    with pytest.raises(ValueError, match="aware"):
        legal_date(datetime(2026, 3, 1, 16, 0))  # noqa: DTZ001


def test_holidays_count_not_only_weekends() -> None:
    assert due("2026-04-30", 1).on == D("2026-05-06")


def test_a_new_calendar_is_used_at_once_nothing_is_remembered() -> None:
    """Holidays kept in a mutable default live as long as the process."""
    from workdays.rules import Calendar

    def ends(calendar: Calendar) -> date:
        return due_date(
            started_on=D("2027-02-01"),
            amount=5,
            unit=PeriodUnit.WORKING_DAYS,
            calendar=calendar,
        ).on

    assert ends(Calendar()) == D("2027-02-08")
    assert ends(CALENDAR) == D("2027-02-10")


def test_hold_time_is_working_time_not_elapsed_time() -> None:
    """Adding a hold's elapsed days to the end counts its weekends as if they had been worked."""
    held_over_a_weekend = Stop(D("2026-03-06"), D("2026-03-09"))
    assert due("2026-03-05", 3, held_over_a_weekend).on == D("2026-03-11")
