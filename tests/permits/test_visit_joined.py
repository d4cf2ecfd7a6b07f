"""The visit as both hands see it, and what waits for it at the desk."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Authority, PostRole
from accounts.models import User
from applications.enums import Recommendation, RefusalReason
from applications.errors import TransitionNotAllowed
from applications.models import Application
from applications.registry import adapter_for
from applications.services import application_accept, application_approve, review_recommend
from permits.enums import PermitKind
from permits.models import PermitApplication
from permits.visits import visit_needed
from tests.factories.applications import ApplicationFactory, officer_at
from tests.factories.permits import TwoHands
from tests.factories.port_visa import Desk
from tests.factories.visits import OpeningRuleFactory, at
from visits.models import Booking
from visits.services import visit_book, visit_check_in, visit_record

pytestmark = pytest.mark.usefixtures("time_machine_at")
WORK, EXIT = Authority.WORK_PERMIT, Authority.EXIT_ENTRY


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def guest(hands: TwoHands, permit: PermitApplication) -> Client:
    client = Client()
    _link, token = hands.link(permit)
    client.post(f"/en/permit-link/{token}/")
    return client


def submitted(hands: TwoHands) -> PermitApplication:
    OpeningRuleFactory()
    return hands.submitted()


def booked(permit: PermitApplication, person: User) -> Booking:
    office = permit.application.office
    assert office is not None
    return visit_book(
        application=permit.application,
        office=office,
        starts_at=at(9, 20),
        actor=person,
        now=timezone.now(),
        hand="person",
    )


def came(visit: Booking) -> None:
    officer = officer_at(visit.office, PostRole.REVIEWER, EXIT)
    visit_check_in(booking=visit, actor=officer, now=visit.starts_at)
    visit_record(
        booking=visit,
        identity_checked=True,
        fingerprints="taken",
        actor=officer,
        now=visit.starts_at,
    )


def test_a_private_link_books_as_the_person(hands: TwoHands) -> None:
    OpeningRuleFactory()
    permit = hands.complete()
    client = guest(hands, permit)
    hands.declare(permit, "employer")
    hands.declare(permit, "person")
    case = permit.application
    page = client.get(f"/en/visits/{case.reference}/")
    assert page.status_code == 200
    assert page.context["back_url"] == f"/en/permit-applications/{permit.pk}/mine/receipt/"
    done = client.post(f"/en/visits/{case.reference}/at/branch-minhang/2026-03-03/0920/")
    assert done.status_code == 302
    event = case.events.filter(kind="visit_booked").get()
    assert (event.actor, event.data["hand"]) == (hands.person, "person")


def test_a_link_of_one_application_books_for_no_other(hands: TwoHands) -> None:
    permit = hands.complete()
    client = guest(hands, permit)
    other: Application = ApplicationFactory(single_window=True, accepted=True)
    assert client.get(f"/en/visits/{other.reference}/").status_code == 302
    permit.links.update(closed_at=hands.now, closed_why="closed")
    hands.declare(permit, "employer")
    hands.declare(permit, "person")
    assert client.get(f"/en/visits/{permit.application.reference}/").status_code == 302


def test_both_hands_read_where_the_visit_stands(hands: TwoHands) -> None:
    permit = submitted(hands)
    reference = permit.application.reference
    pages = {
        f"/en/permit-applications/{permit.pk}/receipt/": hands.employer,
        f"/en/permit-applications/{permit.pk}/mine/receipt/": hands.someone,
        f"/en/applications/{reference}/": hands.someone,
    }
    for path, user in pages.items():
        body = signed_in(user).get(path).content.decode()
        assert "not booked yet" in body
        assert f"/en/visits/{reference}/" in body
        assert "Only the decision waits for the visit" in body
    booked(permit, hands.someone)
    for path, user in pages.items():
        assert (
            "booked for Tuesday 3 March 2026, 09:20" in signed_in(user).get(path).content.decode()
        )


def test_a_draft_says_that_a_visit_will_come(hands: TwoHands) -> None:
    permit = hands.start()
    body = signed_in(hands.employer).get(f"/en/permit-applications/{permit.pk}/").content.decode()
    assert "The time is chosen once the application is handed in" in body


@pytest.mark.parametrize("kind", PermitKind.values)
def test_a_cancellation_alone_needs_no_visit(hands: TwoHands, kind: str) -> None:
    permit = hands.submitted(kind)
    case, needed = permit.application, kind != PermitKind.CANCELLATION
    adapter = adapter_for(case)
    assert visit_needed(case) is needed
    assert bool(adapter.errands(case, hands.now)) is needed
    assert bool(adapter.hinders(case, EXIT)) is needed
    assert adapter.hinders(case, WORK) == []
    body = signed_in(hands.employer).get(f"/en/visits/{case.reference}/").content.decode()
    assert ("A cancellation needs no visit" in body) is not needed


def accepted(hands: TwoHands) -> tuple[PermitApplication, Application]:
    permit = submitted(hands)
    case = permit.application
    assert case.office is not None
    officer = officer_at(case.office, PostRole.REVIEWER, WORK)
    return permit, application_accept(application=case, actor=officer, now=hands.now)


def recommend(case: Application, authority: str, **more: Any) -> None:
    assert case.office is not None
    given = {"recommendation": Recommendation.APPROVE, **more}
    officer = officer_at(case.office, PostRole.REVIEWER, authority)
    review_recommend(application=case, actor=officer, now=timezone.now(), **given)


def test_approval_waits_for_the_visit_and_refusal_does_not(hands: TwoHands) -> None:
    permit, case = accepted(hands)
    recommend(case, WORK)
    with pytest.raises(TransitionNotAllowed, match="None is booked now"):
        recommend(case, EXIT)
    visit = booked(permit, hands.someone)
    with pytest.raises(TransitionNotAllowed, match=r"booked for Tuesday 3 March 2026, 09:20"):
        recommend(case, EXIT)
    came(visit)
    recommend(case, EXIT)
    assert case.reviews.exclude(recommendation="").count() == 2


def test_refusal_waits_for_no_visit(hands: TwoHands) -> None:
    _permit, case = accepted(hands)
    recommend(
        case,
        EXIT,
        recommendation=Recommendation.REFUSE,
        reason=RefusalReason.FRAUD,
        text="提供虚假材料。",
        text_en="False papers.",
    )
    assert case.reviews.get(authority=EXIT).recommendation == "refuse"


def test_the_countersign_waits_too(hands: TwoHands) -> None:
    permit, case = accepted(hands)
    visit = booked(permit, hands.someone)
    came(visit)
    recommend(case, EXIT)
    Booking.objects.filter(pk=visit.pk).update(fingerprints="repeat", note="again")
    assert case.office is not None
    with pytest.raises(TransitionNotAllowed, match="not everything could be done"):
        application_approve(
            application=case,
            actor=officer_at(case.office, PostRole.SUPERVISOR, EXIT),
            now=hands.now,
        )


def test_the_desk_says_why_the_button_leads_nowhere(hands: TwoHands) -> None:
    _permit, case = accepted(hands)
    assert case.office is not None
    path = f"/admin/applications/application/{case.pk}/"
    border = signed_in_at_desk(officer_at(case.office, PostRole.REVIEWER, EXIT))
    body = border.get(f"{path}change/").content.decode()
    assert "Approval waits for the visit" in body
    assert f"/{case.pk}/recommend-approval/" not in body
    assert f"/{case.pk}/recommend-refusal/" in body
    assert border.get(f"{path}recommend-approval/").status_code == 302
    work = signed_in_at_desk(officer_at(case.office, PostRole.REVIEWER, WORK))
    assert f"/{case.pk}/recommend-approval/" in work.get(f"{path}change/").content.decode()


def signed_in_at_desk(user: User) -> Client:
    from tests.desk.conftest import signed_in as at_desk

    return at_desk(user)


@pytest.mark.django_db
def test_a_port_visa_waits_for_no_visit() -> None:
    case: Application = Desk().submitted().invitees.get().application
    adapter = adapter_for(case)
    assert not adapter.hinders(case, EXIT)
    assert not adapter.errands(case, timezone.now())
