"""The promise drawn day by day."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.template import engines
from django.utils.translation import override

from workdays.enums import StepKind
from workdays.queries import calendar_load
from workdays.rules import DayStep

pytestmark = pytest.mark.django_db
TEMPLATE = "{% load promise %}{% promise_calendar steps %}"


def _drawn(steps: list[DayStep], template: str = TEMPLATE) -> BeautifulSoup:
    html = engines["django"].from_string(template).render({"steps": steps})
    return BeautifulSoup(html, "lxml")


def _texts(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text(" ", strip=True).split()) for tag in soup.select(selector)]


def test_spring_festival_in_chinese() -> None:
    """Accepted on Friday 13 February 2026: the make-up Saturday counts, the holiday does not."""
    with override("zh-hans"):
        soup = _drawn(calendar_load().steps(dt.date(2026, 2, 13), 3))
    assert _texts(soup, ".portal-days__day--start .portal-days__note") == ["受理"]
    counted = _texts(soup, ".portal-days__day--counted .portal-days__note")
    assert counted == ["第1日", "调休上班", "第2日"]
    assert _texts(soup, ".portal-days__day--last .portal-days__note") == ["第3日", "作出决定"]
    assert len(soup.select(".portal-days__day--off")) == 9
    assert set(_texts(soup, ".portal-days__day--off .portal-days__note")) == {"春节"}


def test_days_before_the_start_are_not_read_out() -> None:
    soup = _drawn(calendar_load().steps(dt.date(2026, 2, 13), 3))
    before = soup.select(".portal-days__day--before")
    assert [tag.get_text(strip=True) for tag in before] == ["9", "10", "11", "12"]
    assert all(tag["aria-hidden"] == "true" for tag in before)


def test_each_date_is_read_out_in_words_and_a_new_month_is_named() -> None:
    soup = _drawn(calendar_load().steps(dt.date(2026, 4, 29), 3))
    words = _texts(soup, ".portal-days__day:not([aria-hidden]) .govuk-visually-hidden")
    assert words[0].startswith("Wednesday 29 April 2026")
    assert "1 May" in _texts(soup, ".portal-days__number")


def test_weekends_and_a_stopped_clock_have_their_word() -> None:
    day = dt.date(2026, 6, 5)
    steps = [
        DayStep(day, None, StepKind.START),
        DayStep(day + dt.timedelta(1), None, StepKind.WEEKEND),
        DayStep(day + dt.timedelta(3), None, StepKind.STOPPED),
        DayStep(day + dt.timedelta(4), 1, StepKind.WORKDAY),
    ]
    soup = _drawn(steps)
    assert _texts(soup, ".portal-days__note") == [
        "accepted",
        "weekend",
        "clock stopped",
        "Day 1",
        "decision",
    ]


def test_the_ends_can_be_named_and_no_days_draw_nothing() -> None:
    template = '{% load promise %}{% promise_calendar steps "filed" "due" %}'
    soup = _drawn(calendar_load().steps(dt.date(2026, 3, 2), 1), template)
    assert _texts(soup, ".portal-days__note") == ["filed", "Day 1", "due"]
    assert _drawn([]).select(".portal-days__day") == []
