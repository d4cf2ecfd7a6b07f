"""The desk: the day's list, its buttons, and an office's hours with their preview."""

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.enums import Authority, PostRole
from accounts.models import User
from tests.factories.accounts import MembershipFactory, PostFactory
from tests.factories.visits import OpeningRuleFactory, at, booked, case_of, office_of
from visits.enums import BookingState
from visits.models import Booking, ClosedDate, ExtraHours, OpeningRule, VisitTerms
from visits.services import visit_cancel

pytestmark = pytest.mark.django_db
DAY = "/admin/visits/booking/"
HOURS = "/admin/visits/openingrule/"


@pytest.fixture(autouse=True)
def _on_tuesday_morning() -> Any:
    with time_machine.travel(at(9, 5), tick=False):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def officer(code: str = "branch-minhang", **post: Any) -> User:
    person: User = PostFactory.create(office=office_of(code), **post).officer
    return person


@pytest.fixture
def window(db: None) -> Client:
    return signed_in(officer())


@pytest.fixture
def administrator(db: None) -> Client:
    return signed_in(officer("headquarters", role=PostRole.ADMINISTRATOR))


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    main = BeautifulSoup(answer.content, "html.parser").find(id="main")
    assert main is not None
    text = " ".join(main.get_text(" ").split())
    assert "UNDEFINED" not in text
    return text


def step(visit: Booking, name: str) -> str:
    return reverse(f"admin:visits_{name}", args=[visit.pk])


def test_the_day_shows_who_comes_by_time(window: Client, rule: OpeningRule) -> None:
    second = booked(at(10), application=case_of(traveller__document_number="X2"))
    first = booked(at(9), application=case_of(traveller__document_number="X1"))
    booked(at(9, day=date(2026, 3, 4)), application=case_of(traveller__document_number="X3"))
    elsewhere = office_of("branch-qingpu")
    OpeningRuleFactory.create(office=elsewhere)
    booked(at(9), application=case_of(traveller__document_number="X4"), code="branch-qingpu")
    text = words(window.get(DAY))
    assert text.index("X1") < text.index("X2")
    assert "X3" not in text
    assert "X4" not in text
    assert "booked: 2" in text
    assert first.application.reference in text
    page = window.get(DAY).content.decode()
    assert step(first, "missed") in page, "its time has begun"
    assert step(second, "missed") not in page
    tomorrow = words(window.get(DAY, {"on": "2026-03-04"}))
    assert "X3" in tomorrow
    assert "Check in" not in tomorrow


def test_somebody_is_found_by_reference_and_by_passport(window: Client, rule: OpeningRule) -> None:
    visit = booked(
        at(9, day=date(2026, 3, 5)), application=case_of(traveller__document_number="C0G1A9K3U")
    )
    for text in (visit.application.reference, "c0g1 a9k3u"):
        assert "2026-03-05 09:00" in words(window.get(DAY, {"q": text}))
    assert "No visit at your windows fits." in words(window.get(DAY, {"q": "NOBODY99"}))
    other = signed_in(officer("branch-qingpu"))
    assert "No visit at your windows fits." in words(other.get(DAY, {"q": "C0G1A9K3U"}))


def test_from_arrival_to_outcome(window: Client, rule: OpeningRule) -> None:
    visit = booked()
    asked = words(window.get(step(visit, "check_in")))
    assert visit.application.traveller.document_number in asked
    visit.refresh_from_db()
    assert visit.state == BookingState.BOOKED
    after = words(window.post(step(visit, "check_in"), follow=True))
    assert "arrived: 1" in after
    window.post(step(visit, "check_in"))
    missing = words(
        window.post(step(visit, "record"), {"identity_checked": "yes", "fingerprints": "repeat"})
    )
    assert "Say why, so that colleagues know what to do." in missing
    done = window.post(
        step(visit, "record"),
        {"identity_checked": "yes", "fingerprints": "taken"},
        follow=True,
    )
    assert "done: 1" in words(done)
    visit.refresh_from_db()
    assert visit.is_complete


def test_nobody_came(window: Client, rule: OpeningRule) -> None:
    visit = booked()
    assert "missed: 1" in words(window.post(step(visit, "missed"), follow=True))
    visit.refresh_from_db()
    assert visit.state == BookingState.MISSED


def test_a_visit_that_was_cancelled_meanwhile_is_told(window: Client, rule: OpeningRule) -> None:
    visit = booked(at(10, 40))
    visit_cancel(application=visit.application, actor=visit.application.filed_by, now=at(9, 5))
    assert "The visit is “cancelled” now." in words(window.post(step(visit, "check_in")))
    assert "Nobody has booked this day." in words(window.get(DAY))


@pytest.mark.parametrize(
    ("code", "post", "opens"),
    [
        ("branch-minhang", {}, True),
        ("branch-minhang", {"role": PostRole.SUPERVISOR}, True),
        ("branch-minhang", {"role": PostRole.PORT_OFFICER}, False),
        ("branch-minhang", {"role": PostRole.ADMINISTRATOR}, False),
        ("branch-minhang", {"authority": Authority.WORK_PERMIT}, False),
        ("branch-qingpu", {}, False),
    ],
)
def test_whose_window_it_is(rule: OpeningRule, code: str, post: Any, opens: bool) -> None:
    visit = booked()
    client = signed_in(officer(code, **post))
    for name in ("check_in", "record", "missed"):
        assert (client.get(step(visit, name)).status_code == 200) is opens
        if not opens:
            assert client.post(step(visit, name)).status_code in (403, 404)
    visit.refresh_from_db()
    assert visit.state == BookingState.BOOKED


def test_an_officer_of_the_company_does_not_see_its_visit(rule: OpeningRule) -> None:
    visit = booked()
    person = officer()
    MembershipFactory.create(user=person, organisation=visit.application.organisation)
    client = signed_in(person)
    assert visit.application.reference not in words(client.get(DAY))
    assert client.get(step(visit, "check_in")).status_code == 404


def test_stranded_visits_are_on_top_of_the_list(window: Client, rule: OpeningRule) -> None:
    visit = booked(at(9, day=date(2026, 3, 5)))
    assert "outside the office's hours" not in words(window.get(DAY))
    ClosedDate.objects.create(
        office=visit.office, on=date(2026, 3, 5), reason_en="x", reason_zh_hans="x"
    )
    text = words(window.get(DAY))
    assert "1 visit lies outside the office's hours" in text
    assert visit.application.reference in text


def test_nonsense_in_the_address_of_the_day(window: Client) -> None:
    assert "Nobody has booked this day." in words(window.get(DAY, {"on": "yesterday"}))
    assert window.get(DAY, {"q": "\0", "office": "x"}).status_code in (200, 400)
    assert window.get(f"{DAY}1/change/").status_code == 404


# --- hours ---

GOOD = {
    "weekdays": ["0", "1", "2", "3", "4"],
    "on_make_up_days": "on",
    "opens": "09:00",
    "closes": "11:00",
    "windows": "1",
    "people": "1",
    "minutes": "20",
    "valid_from": "2026-01-01",
    "valid_until": "",
}


def url(name: str, *args: Any) -> str:
    return reverse(f"admin:visits_{name}", args=["branch-minhang", *args])


def test_hours_are_added_after_a_preview(administrator: Client) -> None:
    assert "None yet" in words(administrator.get(HOURS, {"office": "branch-minhang"}))
    assert "Local configuration" in words(administrator.get(url("rule_add")))
    preview = words(administrator.post(url("rule_add"), GOOD))
    assert "No visit would lie outside the hours" in preview
    assert not OpeningRule.objects.exists()
    done = administrator.post(url("rule_add"), {**GOOD, "confirm": "1"}, follow=True)
    assert "No visit was dropped." in done.content.decode()
    rule = OpeningRule.objects.get()
    assert (rule.weekdays, rule.windows) == ([0, 1, 2, 3, 4], 1)
    assert "09:00–11:00" in words(administrator.get(HOURS, {"office": "branch-minhang"}))


def test_a_change_lists_the_visits_it_would_strand(
    administrator: Client, rule: OpeningRule
) -> None:
    visit = booked(at(10, 40))
    shorter = {**GOOD, "closes": "10:00"}
    preview = administrator.post(url("rule_change", rule.pk), shorter)
    assert "1 visit would lie outside the hours" in words(preview)
    assert visit.application.reference in words(preview)
    hidden = BeautifulSoup(preview.content, "html.parser").select("#main form input[type=hidden]")
    carried = {str(field["name"]) for field in hidden}
    assert {"weekdays", "opens", "closes", "valid_from"} <= carried
    rule.refresh_from_db()
    assert f"{rule.closes:%H:%M}" == "11:00"
    administrator.post(url("rule_change", rule.pk), {**shorter, "confirm": "1"})
    visit.refresh_from_db()
    assert visit.state == BookingState.BOOKED
    listed = words(administrator.get(HOURS, {"office": "branch-minhang"}))
    assert visit.application.reference in listed


@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
def test_mistakes_are_told_beside_the_field(administrator: Client, confirm: Any) -> None:
    wrong = words(administrator.post(url("rule_add"), {**GOOD, "closes": "08:00", **confirm}))
    assert "The office closes before it opens." in wrong
    empty = words(administrator.post(url("rule_add"), {**GOOD, "weekdays": [], **confirm}))
    assert "This field is required." in empty
    assert not OpeningRule.objects.exists()


def test_dates_and_terms(administrator: Client, rule: OpeningRule) -> None:
    evening = {**GOOD, "on": "2026-03-05", "opens": "18:00", "closes": "19:00", "confirm": "1"}
    administrator.post(url("extra_add"), evening)
    extra = ExtraHours.objects.get()
    assert "No visit would lie outside" in words(administrator.get(url("extra_remove", extra.pk)))
    administrator.post(url("extra_remove", extra.pk), {"confirm": "1"})
    assert not ExtraHours.objects.exists()
    closed = {"on": "2026-03-05", "reason_en": "Works", "reason_zh_hans": "施工"}
    assert "No visit would lie" in words(administrator.post(url("closed_add"), closed))
    administrator.post(url("closed_add"), {**closed, "confirm": "1"})
    row = ClosedDate.objects.get()
    assert "Works" in words(administrator.get(HOURS, {"office": "branch-minhang"}))
    administrator.post(url("closed_remove", row.pk), {"confirm": "1"})
    assert not ClosedDate.objects.exists()
    terms = {
        "days_ahead": "14",
        "notice_minutes": "30",
        "release_min": "1",
        "release_max": "2",
        "changes_per_hour": "3",
        "missed_after": "60",
    }
    assert "30" in administrator.get(url("terms")).content.decode()
    administrator.post(url("terms"), {**terms, "confirm": "1"})
    assert VisitTerms.objects.get().days_ahead == 14


def test_rows_of_another_office_are_not_there(administrator: Client) -> None:
    other = OpeningRuleFactory.create(office=office_of("branch-qingpu"))
    assert administrator.get(url("rule_change", other.pk)).status_code == 404
    assert administrator.get(url("rule_change", 99999999999999999999)).status_code == 404
    assert administrator.get("/admin/visits/openingrule/nowhere/rule/").status_code == 404


@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.SUPERVISOR])
def test_others_do_not_set_hours(role: PostRole) -> None:
    client = signed_in(officer(role=role))
    for address in (HOURS, url("rule_add"), url("terms"), url("closed_add")):
        assert client.get(address).status_code == 403
    assert client.post(url("rule_add"), {**GOOD, "confirm": "1"}).status_code == 403
    assert not OpeningRule.objects.exists()
