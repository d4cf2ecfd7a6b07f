"""The seed migration against the ``holidays`` package and known facts."""

from datetime import date, timedelta

import holidays
import pytest

from tests.factories.workdays import seeded_calendar
from workdays.models import CalendarDay, CalendarYear
from workdays.queries import calendar_load, days_of_year

pytestmark = pytest.mark.django_db


def test_every_day_of_2004_to_2026_agrees_with_the_holidays_package() -> None:
    known = holidays.country_holidays("CN", years=range(2004, 2027))
    calendar = calendar_load()
    day = date(2004, 1, 1)
    while day.year <= 2026:
        assert calendar.is_workday(day) == known.is_working_day(day), day
        day += timedelta(days=1)


def test_the_database_holds_the_data_file() -> None:
    assert calendar_load() == seeded_calendar()


def test_every_row_has_both_names_and_its_notice() -> None:
    assert not CalendarDay.objects.filter(name_zh="").exists()
    assert not CalendarDay.objects.filter(name_en="").exists()
    published = CalendarYear.objects.filter(published=True)
    assert sorted(published.values_list("year", flat=True)) == list(range(2004, 2027))
    assert CalendarYear.objects.get(year=2026).notice_title == (
        "国务院办公厅关于2026年部分节假日安排的通知"
    )


def test_no_make_up_day_is_a_weekday() -> None:
    make_up = CalendarDay.objects.filter(kind="make_up")
    assert all(day.date.weekday() >= 5 for day in make_up)


@pytest.mark.parametrize("year", [2027, 2028, 2029, 2030])
def test_unpublished_years_know_the_statutory_holidays_only(year: int) -> None:
    assert not CalendarYear.objects.get(year=year).published
    days = days_of_year(year)
    assert {day.kind for day in days} == {"holiday"}
    assert len(days) in (12, 13)  # in 2028 the Mid-Autumn Festival falls on National Day
    fixed = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
    assert fixed <= {(day.date.month, day.date.day) for day in days}


def test_the_calendar_is_read_again_only_when_it_changes(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    calendar_load()
    with django_assert_num_queries(1):  # type: ignore[operator]
        first = calendar_load()
    CalendarYear.objects.filter(year=2027).update(published=True)
    second = calendar_load()
    assert first is not second
    assert second.is_published(date(2027, 1, 1))
