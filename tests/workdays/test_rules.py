"""Working-day arithmetic: the State Council's tables, and properties that hold for any calendar."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.workdays import count_by_hand, seeded_calendar
from workdays.enums import StepKind
from workdays.errors import DateOutOfRange
from workdays.rules import Calendar, DayName

D = date.fromisoformat
SPAN = st.dates(date(2004, 1, 1), date(2028, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Calendars with listed days anywhere: also days off on weekends and make-up days on weekdays."""
    days = draw(st.sets(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=40))
    off = {day for day in days if draw(st.booleans())}
    years = draw(st.sets(st.sampled_from([2024, 2025, 2026])))
    return Calendar(
        dict.fromkeys(off, DayName("假", "off")),
        dict.fromkeys(days - off, DayName("班", "on")),
        frozenset(years),
    )


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-03-02", 3, "2026-03-05"),
        ("2026-03-02", 7, "2026-03-11"),
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-02-13", 7, "2026-03-02"),
        ("2026-02-12", 3, "2026-02-24"),
        ("2026-04-29", 3, "2026-05-07"),
        ("2026-04-30", 7, "2026-05-13"),
        ("2026-09-18", 3, "2026-09-22"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-29", 7, "2026-10-14"),
        ("2025-12-31", 3, "2026-01-06"),
        ("2026-01-02", 3, "2026-01-06"),
        ("2025-09-26", 7, "2025-10-13"),
        ("2024-02-29", 1, "2024-03-01"),
        ("2024-02-28", 1, "2024-02-29"),
    ],
)
def test_deadlines_of_the_published_years(start: str, n: int, end: str) -> None:
    deadline = seeded_calendar().add(D(start), n)
    assert (deadline.date, deadline.provisional) == (D(end), False)


OFF = {
    2025: ["01-01", "01-28..02-04", "04-04..04-06", "05-01..05-05", "05-31..06-02", "10-01..10-08"],
    2026: [
        "01-01..01-03",
        "02-15..02-23",
        "04-04..04-06",
        "05-01..05-05",
        "06-19..06-21",
        "09-25..09-27",
        "10-01..10-07",
    ],
}
MAKE_UP = {
    2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
}


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_notices_of_2025_and_2026_day_by_day(year: int) -> None:
    calendar = seeded_calendar()
    off: set[date] = set()
    for line in OFF[year]:
        first, _, last = line.partition("..")
        day, end = D(f"{year}-{first}"), D(f"{year}-{last or first}")
        while day <= end:
            off.add(day)
            day += timedelta(days=1)
    make_up = {D(f"{year}-{day}") for day in MAKE_UP[year]}
    assert {day for day in calendar.off if day.year == year} == off
    assert {day for day in calendar.make_up if day.year == year} == make_up
    everyday = [date(year, 1, 1) + timedelta(days=i) for i in range(365)]
    assert sum(map(calendar.is_workday, everyday)) == 248


def test_unpublished_years_are_provisional_when_touched() -> None:
    calendar = seeded_calendar()
    assert not calendar.add(D("2026-12-28"), 3).provisional  # ends on the last day of the year
    assert calendar.add(D("2026-12-28"), 4).provisional
    assert calendar.add(D("2027-03-01"), 1).provisional
    assert not calendar.add(D("2003-12-31"), 1).provisional  # the start itself does not count
    assert calendar.add(D("2003-12-30"), 1).provisional
    assert calendar.is_published(D("2026-12-31"))
    assert not calendar.is_published(D("2027-01-01"))


def test_statutory_holidays_are_known_before_the_notice() -> None:
    deadline = seeded_calendar().add(D("2026-12-31"), 1)
    assert (deadline.date, deadline.provisional) == (D("2027-01-04"), True)


def test_zero_days_end_on_a_working_day() -> None:
    calendar = seeded_calendar()
    assert calendar.add(D("2026-03-02"), 0).date == D("2026-03-02")
    assert calendar.add(D("2026-02-15"), 0).date == D("2026-02-24")
    assert calendar.roll(D("2026-02-14")) == D("2026-02-14")  # a make-up Saturday


def test_backwards() -> None:
    calendar = seeded_calendar()
    assert calendar.add(D("2026-10-10"), -3).date == D("2026-09-30")
    assert calendar.add(D("2026-10-11"), -1).date == D("2026-10-10")
    assert calendar.count_between(D("2026-10-10"), D("2026-09-30")) == -3


@pytest.mark.parametrize("n", [99_999_999, -99_999_999, 10**30])
def test_counts_that_leave_the_calendar(n: int) -> None:
    with pytest.raises(DateOutOfRange) as error:
        seeded_calendar().add(D("2026-03-02"), n)
    assert "smaller number" in error.value.messages[0]


@given(calendars(), st.dates(date(2024, 6, 1), date(2027, 6, 30)), st.integers(1, 400))
def test_agrees_with_counting_by_hand(calendar: Calendar, start: date, n: int) -> None:
    end = calendar.add(start, n).date
    assert end == count_by_hand(calendar, start, n)
    assert calendar.count_between(start, end) == n


@given(calendars(), SPAN, st.integers(-300, 300))
def test_always_ends_on_a_working_day_and_grows(calendar: Calendar, start: date, n: int) -> None:
    end = calendar.add(start, n).date
    assert calendar.is_workday(end)
    assert calendar.add(start, n + 1).date >= end
    assert (end > start) if n > 0 else (end < start) if n < 0 else (end >= start)


@given(calendars(), SPAN, st.integers(1, 60))
def test_backwards_undoes_forwards(calendar: Calendar, start: date, n: int) -> None:
    start = calendar.roll(start)
    assert calendar.add(calendar.add(start, n).date, -n).date == start


@given(calendars(), SPAN, st.integers(0, 60), st.integers(1, 60))
def test_additions_chain(calendar: Calendar, start: date, a: int, b: int) -> None:
    start = calendar.roll(start)
    assert calendar.add(calendar.add(start, a).date, b).date == calendar.add(start, a + b).date


@given(calendars(), SPAN, st.integers(1, 60))
def test_provisional_exactly_when_an_unpublished_day_is_touched(
    calendar: Calendar, start: date, n: int
) -> None:
    deadline = calendar.add(start, n)
    days = range(1, (deadline.date - start).days + 1)
    touched = [start + timedelta(days=i) for i in days]
    assert deadline.provisional == any(not calendar.is_published(day) for day in touched)


@given(calendars(), SPAN, st.integers(1, 30))
def test_steps_tell_the_same_story(calendar: Calendar, start: date, n: int) -> None:
    steps = calendar.steps(start, n)
    assert steps[0].kind == StepKind.START
    assert [step.number for step in steps if step.number] == list(range(1, n + 1))
    assert steps[-1].date == calendar.add(start, n).date
    assert [step.date for step in steps] == sorted({step.date for step in steps})
    for step in steps[1:]:
        assert (step.number is not None) == calendar.is_workday(step.date)


def test_steps_name_what_they_skip() -> None:
    steps = {step.date: step for step in seeded_calendar().steps(D("2026-02-13"), 3)}
    assert steps[D("2026-02-14")].kind == StepKind.MAKE_UP
    assert steps[D("2026-02-14")].number == 1
    assert steps[D("2026-02-15")].kind == StepKind.HOLIDAY
    assert steps[D("2026-02-15")].name_zh == "春节"
    assert steps[D("2026-02-15")].name_en == "Spring Festival"
    assert seeded_calendar().steps(D("2026-03-06"), 1)[1].kind == StepKind.WEEKEND


def test_a_hundred_thousand_additions_take_no_time() -> None:
    calendar, start = seeded_calendar(), date(2024, 1, 1)
    begun = time.perf_counter()
    for i in range(100_000):
        calendar.add(start + timedelta(days=i % 1000), 1 + i % 30)
    assert time.perf_counter() - begun < 5  # about 0.3 s; a day-by-day walk is far beyond
