"""The applicant's pages: choose, confirm, done, change, cancel; and every way to go wrong."""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from applications.models import Application
from permits.visits import SingleWindowVisits
from tests.factories.accounts import UserFactory
from tests.factories.applications import NOW, case_take, last_event
from tests.factories.visits import OpeningRuleFactory, StubVisits, at, booked, case_of, office_of
from visits import registry
from visits.enums import BookingState
from visits.models import Booking, ClosedDate, ExtraHours, OpeningRule
from visits.registry import Booker
from visits.services import visit_missed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_monday_morning() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(db: None) -> Application:
    return case_of()


@pytest.fixture
def browser(case: Application) -> Client:
    return signed_in(case.filed_by)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(case: Application, rest: str = "", language: str = "en") -> str:
    return f"/{language}/visits/{case.reference}/{rest}"


def words(answer: Any) -> str:
    assert answer.status_code in (200, 409), answer.status_code
    main = BeautifulSoup(answer.content, "html.parser").find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def links(answer: Any) -> list[str]:
    main = BeautifulSoup(answer.content, "html.parser").find("main")
    assert main is not None
    return [str(link["href"]) for link in main.find_all("a")]


CONFIRM = "at/branch-minhang/2026-03-03/0920/"


def test_the_whole_way(browser: Client, case: Application, rule: OpeningRule) -> None:
    start = words(browser.get(page(case)))
    assert "It serves the Hongqiao business district." in start
    assert "The clock does not stop for the visit." in start
    assert "We decide by" in start
    offices = browser.get(page(case, "office/"))
    assert "Minhang" in words(offices)
    chosen = browser.get(page(case, "office/"), {"office": "branch-minhang"})
    assert chosen.headers["Location"].endswith("/at/branch-minhang/")
    days = browser.get(chosen.headers["Location"])
    assert "Tuesday 3 March 2026 6 places free" in words(days)
    times = browser.get(page(case, "at/branch-minhang/2026-03-03/"))
    assert page(case, CONFIRM) in links(times)
    asked = browser.get(page(case, CONFIRM))
    assert "Book this time?" in words(asked)
    assert not Booking.objects.exists()
    booked_page = browser.post(page(case, CONFIRM))
    assert booked_page.headers["Location"] == page(case, "done/")
    done = words(browser.get(page(case, "done/")))
    assert "Tuesday 3 March 2026, 09:20" in done
    assert Booking.objects.get().starts_at == at(9, 20)
    file = browser.get(page(case, "visit.ics"))
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in file.content
    assert "Your visit is booked" in words(browser.get(page(case)))


def test_the_whole_way_in_chinese(browser: Client, case: Application, rule: OpeningRule) -> None:
    assert "到场办理" in words(browser.get(page(case, language="zh-hans")))
    days = words(browser.get(page(case, "at/branch-minhang/", "zh-hans")))
    assert "2026年3月3日（星期二） 可预约6人" in days
    browser.post(page(case, CONFIRM, "zh-hans"))
    assert "09:20" in words(browser.get(page(case, "done/", "zh-hans")))


def test_a_move_and_a_cancellation(browser: Client, case: Application, rule: OpeningRule) -> None:
    booked(application=case)
    asked = words(browser.get(page(case, CONFIRM)))
    assert "Move the visit to this time?" in asked
    assert "Until now it is booked for Tuesday 3 March 2026, 09:00" in asked
    browser.post(page(case, CONFIRM), {"move": "1"})
    assert Booking.objects.get().starts_at == at(9, 20)
    assert "Cancel the visit?" in words(browser.get(page(case, "cancel/")))
    after = browser.post(page(case, "cancel/"), follow=True)
    assert "The visit is cancelled. You can book another time." in words(after)
    assert b"METHOD:CANCEL" in browser.get(page(case, "visit.ics")).content
    again = browser.post(page(case, "cancel/"))
    assert again.status_code == 302


def test_who_books_in_a_second_tab_is_told_to_change(
    browser: Client, case: Application, rule: OpeningRule
) -> None:
    booked(application=case)
    answer = words(browser.post(page(case, CONFIRM)))
    assert "Change that one instead." in answer
    assert Booking.objects.get().starts_at == at(9)


def test_a_double_click_lands_on_the_same_page(
    browser: Client, case: Application, rule: OpeningRule
) -> None:
    answers = [browser.post(page(case, CONFIRM)) for _click in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {page(case, "done/")}
    assert Booking.objects.count() == 1


def test_a_time_that_is_gone_offers_the_next_ones(
    browser: Client, case: Application, rule: OpeningRule
) -> None:
    booked(at(9, 20))
    answer = browser.post(page(case, CONFIRM))
    assert answer.status_code == 409
    assert "Somebody else took this time a moment ago" in words(answer)
    assert page(case, "at/branch-minhang/2026-03-03/0940/") in links(answer)


def test_days_say_why_they_cannot_be_booked(browser: Client, case: Application) -> None:
    OpeningRuleFactory.create(minutes=120)
    booked(at(9))
    ClosedDate.objects.create(
        office=office_of(), on=date(2026, 3, 4), reason_en="Moving house", reason_zh_hans="搬迁"
    )
    found = words(browser.get(page(case, "at/branch-minhang/")))
    assert "Tuesday 3 March 2026 full" in found
    assert "Wednesday 4 March 2026 closed: Moving house" in found
    assert "Monday 2 March" not in found, "today is over for this office"
    assert "Saturday" not in found, "a Saturday without hours is not worth a line"
    assert "Days up to Wednesday 1 April 2026 can be booked now." in found


def test_public_holidays_are_named(case: Application, rule: OpeningRule) -> None:
    with time_machine.travel(at(10, day=date(2026, 3, 20)), tick=False):
        browser = signed_in(case.filed_by)
        assert "Monday 6 April 2026 public holiday" in words(
            browser.get(page(case, "at/branch-minhang/"))
        )


def test_everything_taken_says_when_to_look_again(browser: Client, case: Application) -> None:
    OpeningRuleFactory.create(minutes=120, valid_until=date(2026, 3, 3))
    booked()
    assert "Every time is taken now." in words(browser.get(page(case, "at/branch-minhang/")))
    times = words(browser.get(page(case, "at/branch-minhang/2026-03-03/")))
    assert "full" in times


def test_an_office_without_hours_says_so(browser: Client, case: Application) -> None:
    assert "has not entered its opening hours yet" in words(
        browser.get(page(case, "at/branch-minhang/"))
    )


def test_evenings_have_a_heading(browser: Client, case: Application, rule: OpeningRule) -> None:
    ExtraHours.objects.create(
        office=office_of(), on=date(2026, 3, 3), opens="18:00", closes="19:00"
    )
    found = words(browser.get(page(case, "at/branch-minhang/2026-03-03/")))
    assert "Morning" in found
    assert "Evening" in found
    assert "Afternoon" not in found


@pytest.mark.parametrize(
    "rest",
    [
        "at/branch-lingang/",
        "at/nowhere/",
        "at/branch-minhang/yesterday/",
        "at/branch-minhang/2026-02-30/",
        "at/branch-minhang/2026-03-03/9999/",
        "at/branch-minhang/2026-03-03/09:20/",
        "at/branch-minhang/2026-03-03/٠٩٢٠/",
        "visit.ics",
    ],
)
def test_addresses_that_are_none(
    browser: Client, case: Application, rule: OpeningRule, rest: str
) -> None:
    assert browser.get(page(case, rest)).status_code == 404


@pytest.mark.parametrize("day", ["2026-03-01", "2027-01-04"])
def test_days_out_of_reach_lead_back_to_the_list(
    browser: Client, case: Application, rule: OpeningRule, day: str
) -> None:
    answer = browser.get(page(case, f"at/branch-minhang/{day}/"))
    assert answer.headers["Location"] == page(case, "at/branch-minhang/")


@pytest.mark.parametrize("time", ["0800", "0910"])
def test_a_typed_time_outside_the_hours_is_refused_kindly(
    browser: Client, case: Application, rule: OpeningRule, time: str
) -> None:
    answer = words(browser.post(page(case, f"at/branch-minhang/2026-03-03/{time}/")))
    assert "The office receives nobody at" in answer
    assert not Booking.objects.exists()


def test_others_find_nothing_and_strangers_sign_in(case: Application, rule: OpeningRule) -> None:
    other = signed_in(UserFactory.create())
    for rest in ("", "office/", "at/branch-minhang/", CONFIRM, "done/", "cancel/", "visit.ics"):
        assert other.get(page(case, rest)).status_code == 404
        assert "/login/" in Client().get(page(case, rest)).headers["Location"]
    assert other.post(page(case, CONFIRM)).status_code == 404
    assert not Booking.objects.exists()


def test_a_private_link_opens_the_pages_without_an_account(
    case: Application, rule: OpeningRule, service: StubVisits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "booker", lambda request, case: Booker(None, "person"))
    client = Client()
    assert client.get(page(case)).status_code == 200
    assert client.post(page(case, CONFIRM)).status_code == 302
    assert Booking.objects.get().application == case


def test_one_office_needs_no_choice(
    browser: Client, case: Application, service: StubVisits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "codes", ("branch-minhang",))
    answer = browser.get(page(case, "office/"))
    assert answer.headers["Location"] == page(case, "at/branch-minhang/")


def test_no_office_chosen_is_said(browser: Client, case: Application) -> None:
    answer = browser.get(page(case, "office/"), {"office": ""})
    assert "There is a problem" in words(answer)


def test_a_draft_says_what_comes_first() -> None:
    case = case_of("draft")
    browser = signed_in(case.filed_by)
    assert "Hand in the application first." in words(browser.get(page(case)))
    assert browser.get(page(case, "office/")).status_code == 302
    assert browser.get(page(case, "at/branch-minhang/")).status_code == 404


def test_missed_repeated_and_done_visits_are_told(
    browser: Client, case: Application, rule: OpeningRule
) -> None:
    visit = booked(application=case)
    visit_missed(booking=visit, actor=None, now=at(9, 30))
    assert "That is no ground for refusal" in words(browser.get(page(case)))
    facts: dict[str, Any] = {"state": "done", "arrived_at": NOW, "recorded_at": NOW}
    facts |= {"recorded_by": case.filed_by, "identity_checked": True}
    Booking.objects.filter(pk=visit.pk).update(**facts, fingerprints="repeat")
    assert "not everything could be done" in words(browser.get(page(case)))
    Booking.objects.filter(pk=visit.pk).update(fingerprints="taken")
    assert "The visit is done." in words(browser.get(page(case)))


def test_at_the_office_nothing_can_be_changed(
    browser: Client, case: Application, rule: OpeningRule
) -> None:
    visit = booked(application=case)
    Booking.objects.filter(pk=visit.pk).update(state=BookingState.ARRIVED, arrived_at=NOW)
    assert "You are at the office" in words(browser.get(page(case)))
    assert browser.get(page(case, "cancel/")).status_code == 302


def test_a_visit_of_a_withdrawn_case(browser: Client, case: Application, rule: OpeningRule) -> None:
    booked(application=case)
    case_take(case, "withdraw")
    found = words(browser.get(page(case)))
    assert "Change the visit" not in found
    assert "Cancel the visit" in found


def test_the_page_needs_the_same_queries_however_long_the_list(
    browser: Client, case: Application, django_assert_max_num_queries: Any
) -> None:
    OpeningRuleFactory.create(windows=5, minutes=5)
    for hour in (9, 10):
        booked(at(hour))
    with django_assert_max_num_queries(24):
        browser.get(page(case, "at/branch-minhang/"))


def test_times_in_the_past_are_gone(case: Application, rule: OpeningRule) -> None:
    now: datetime = at(9, 50, day=date(2026, 3, 3))
    with time_machine.travel(now, tick=False):
        browser = signed_in(case.filed_by)
        found = links(browser.get(page(case, "at/branch-minhang/2026-03-03/")))
        assert [link for link in found if link.endswith("00/")] == []
        late = words(browser.post(page(case, CONFIRM)))
        assert "is over or too near" in late


def test_the_history_says_for_when(browser: Client, case: Application, rule: OpeningRule) -> None:
    booked(at(9, 20), application=case)
    history = words(browser.get(f"/en/applications/{case.reference}/"))
    assert "A visit to the office was booked Tuesday 3 March 2026, 09:20" in history


def test_the_single_window_knows_whose_hand_it_is(case: Application, rule: OpeningRule) -> None:
    person = UserFactory.create()
    Application.objects.filter(pk=case.pk).update(person=person)
    with registry.override(SingleWindowVisits()):
        answer = signed_in(person).post(page(case, CONFIRM))
        assert answer.headers["Location"] == page(case, "done/")
        assert last_event(case).data["hand"] == "person"
        signed_in(case.filed_by).post(page(case, "cancel/"))
        assert last_event(case).data["hand"] == "employer"
        assert "This office has your application." in words(signed_in(person).get(page(case)))
