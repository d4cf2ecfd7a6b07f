"""The calendar file: what an independent reader finds in it, and what calendars need to replace."""

from typing import Any

import pytest
from django.utils import translation
from icalendar import Calendar

from tests.factories.applications import NOW
from tests.factories.visits import at, booked, office_of
from visits.calendar import calendar_file
from visits.models import Booking, OpeningRule
from visits.services import visit_cancel, visit_move

pytestmark = pytest.mark.django_db
URL = "https://portal.example/en/visits/WR-1/"


def read(visit: Booking) -> tuple[Any, Any]:
    calendar = Calendar.from_ical(calendar_file(visit, url=URL))
    assert calendar.errors == []
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    return calendar, event


def test_the_file_says_when_where_and_how_to_change(rule: OpeningRule) -> None:
    calendar, event = read(booked(at(9, 20)))
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert str(calendar["VERSION"]) == "2.0"
    assert calendar["PRODID"]
    assert event.decoded("DTSTART") == at(9, 20)
    assert event.decoded("DTEND") == at(9, 40)
    assert event.to_ical().count(b"DTSTART:20260303T012000Z") == 1
    assert event.decoded("DTSTAMP") == NOW
    assert str(event["STATUS"]) == "CONFIRMED"
    assert "Minhang" in str(event["LOCATION"])
    assert URL in str(event["DESCRIPTION"])
    assert str(event["ORGANIZER"]).startswith("mailto:")
    (alarm,) = event.walk("VALARM")
    assert alarm.to_ical().count(b"TRIGGER:-P1D") == 1


def test_lines_are_folded_and_end_as_the_standard_says(rule: OpeningRule) -> None:
    with translation.override("zh-hans"):
        content = calendar_file(booked(), url=URL)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert "出入境" in str(event["SUMMARY"])
    assert event["SUMMARY"].params["LANGUAGE"] == "zh-Hans"


def test_a_move_keeps_the_uid_and_grows_the_sequence(rule: OpeningRule) -> None:
    visit = booked()
    _calendar, first = read(visit)
    case = visit.application
    moved = visit_move(
        application=case, office=office_of(), starts_at=at(10), actor=case.filed_by, now=NOW
    )
    _calendar, second = read(moved)
    assert first["UID"] == second["UID"]
    assert (int(first["SEQUENCE"]), int(second["SEQUENCE"])) == (0, 1)
    assert second.decoded("DTSTART") == at(10)


def test_a_cancelled_visit_is_taken_out_of_the_calendar(rule: OpeningRule) -> None:
    visit = booked()
    _calendar, before = read(visit)
    case = visit.application
    cancelled = visit_cancel(application=case, actor=case.filed_by, now=NOW)
    assert cancelled is not None
    calendar, event = read(cancelled)
    assert str(calendar["METHOD"]) == "CANCEL"
    assert str(event["STATUS"]) == "CANCELLED"
    assert event["UID"] == before["UID"]
    assert int(event["SEQUENCE"]) == 1
    assert not event.walk("VALARM")


def test_nothing_about_the_passport_travels_in_the_file(rule: OpeningRule) -> None:
    visit = booked()
    content = calendar_file(visit, url=URL).decode()
    traveller = visit.application.traveller
    assert traveller.document_number not in content
    assert traveller.name_mrz_primary not in content
