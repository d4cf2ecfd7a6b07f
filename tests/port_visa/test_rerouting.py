"""An arrival that changes because the office asked: the case goes to the office that decides it."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils.translation import override

from accounts.enums import PostRole, Province
from accounts.models import User
from applications.admin.history import history_of
from applications.enums import EventKind, Recommendation, Status
from applications.errors import TransitionNotAllowed
from applications.models import Application
from applications.presenting import history
from applications.queries import queue_for
from applications.services import (
    application_accept,
    application_approve,
    application_assign,
    application_withdraw,
    office_change,
    review_recommend,
    standard_in_force,
    supplement_answer,
    supplement_request,
    transfer_send,
)
from applications.services.home import office_words
from centre.models import Expedite
from centre.services import expedite_ask, expedite_grant
from notifications.models import Message
from offices.models import Office, Port
from port_visa import services
from port_visa.enums import VisitPart
from port_visa.errors import InvitationLocked
from port_visa.models import Invitation, PortRoute
from port_visa.queries import active_invitees
from tests.factories.accounts import PostFactory
from tests.factories.port_visa import ANNA, NOW, SAM, TODAY, Desk, airport, verified

pytestmark = pytest.mark.django_db
PVG, SHA, CENTRE = "pvg-port-visa", "sha-port-visa", "eastern-hub"
LATER = NOW + timedelta(days=2)


def officer(code: str, role: str = PostRole.REVIEWER) -> User:
    made: User = PostFactory.create(office=Office.objects.get(code=code), role=role).officer
    return made


def case_of(invitation: Invitation, number: int = 0) -> Application:
    return active_invitees().filter(invitation=invitation).order_by("pk")[number].application


def owner(case: Application) -> str:
    return Application.objects.values_list("office__code", flat=True).get(pk=case.pk)


def ask(case: Application, actor: User) -> None:
    items = [("visit", "Where does the flight land?")]
    supplement_request(application=case, items=items, actor=actor, now=NOW)


def arrive(desk: Desk, invitation: Invitation, **changes: Any) -> None:
    """Save the page of the arrival as the inviter does: at Hongqiao, unless told otherwise."""
    data = {
        "arrival_on": invitation.arrival_on,
        "port": Port.objects.get(code="SHA"),
        "flight": "ZZ 9",
        "stay_days": 10,
        "electronic": False,
        "wants_centre": False,
    }
    services.invitation_visit_save(
        invitation=invitation,
        part=VisitPart.ARRIVAL,
        data={**data, **changes},
        actor=desk.actor,
        now=LATER,
    )


def told(case: Application, event: str) -> set[str]:
    rows = Message.objects.filter(event=event, channel="email", context__reference=case.reference)
    return set(rows.values_list("address", flat=True))


@pytest.fixture
def asked(desk: Desk) -> tuple[Invitation, Application, User]:
    """Handed in for Pudong, and asked by its officer where the flight lands."""
    invitation = desk.submitted()
    case, asker = case_of(invitation), officer(PVG)
    ask(case, asker)
    return invitation, case, asker


Asked = tuple[Invitation, Application, User]


class TestTheCaseGoesAlong:
    def test_the_office_of_the_new_port_has_it_and_the_old_one_has_not(
        self, desk: Desk, asked: Asked
    ) -> None:
        invitation, case, asker = asked
        there = officer(SHA)
        assert (case in queue_for(asker), case in queue_for(there)) == (True, False)
        application_assign(application=case, officer=asker, actor=asker, now=NOW)
        before = Application.objects.get(pk=case.pk)
        arrive(desk, invitation)
        assert owner(case) == SHA
        assert (case in queue_for(asker), case in queue_for(there)) == (False, True)
        case.refresh_from_db()
        assert case.assigned_to is None
        unmoved = ("status", "next_on", "due_on", "standard_id", "complete_at", "version", "rank")
        assert [getattr(case, f) for f in unmoved] == [getattr(before, f) for f in unmoved]

    def test_the_days_begin_with_the_complete_answer_as_they_would_have(
        self, desk: Desk, asked: Asked
    ) -> None:
        invitation, case, _asker = asked
        arrive(desk, invitation)
        supplement_answer(application=case, actor=desk.actor, now=LATER)
        case.refresh_from_db()
        stayed = Desk()
        other = stayed.submitted(SAM)
        ask(case_of(other), officer(PVG))
        arrive(stayed, other, port=airport())
        supplement_answer(application=case_of(other), actor=stayed.actor, now=LATER)
        assert owner(case_of(other)) == PVG
        assert (case.status, case.next_on) == (Status.SUBMITTED, case_of(other).next_on)
        accepted = application_accept(application=case, actor=officer(SHA), now=LATER)
        assert accepted.due_on == TODAY + timedelta(days=7)  # Wednesday, and 3 working days

    def test_the_history_keeps_it_for_both_sides(self, desk: Desk, asked: Asked) -> None:
        invitation, case, _asker = asked
        arrive(desk, invitation)
        kinds = list(case.events.order_by("-sequence").values_list("kind", flat=True)[:2])
        assert kinds == [EventKind.OFFICE_CHANGED, EventKind.DATA_CHANGED]
        assert list(case.events.values_list("data", flat=True))[-1] == {"from": PVG, "to": SHA}
        entry = history_of(case)[0]
        assert (entry.what, "Hongqiao" in entry.facts.split("→")[1]) == (
            "given to another office",
            True,
        )
        with override("zh-hans"):
            moment = history(case)[0]
            assert (moment.title, "虹桥" in moment.text) == ("现由其他机关决定", True)

    def test_inviter_and_officers_are_told_once(self, desk: Desk, asked: Asked) -> None:
        invitation, case, asker = asked
        second = officer(PVG)
        application_assign(application=case, officer=second, actor=second, now=NOW)
        arrive(desk, invitation)
        arrive(desk, invitation)
        assert told(case, "office_changed") == {desk.actor.email}
        assert told(case, "office_changed_desk") == {asker.email, second.email}
        assert case.events.filter(kind=EventKind.OFFICE_CHANGED).count() == 1

    def test_back_again_is_told_again(self, desk: Desk, asked: Asked) -> None:
        invitation, case, _asker = asked
        arrive(desk, invitation)
        arrive(desk, invitation, port=airport())
        assert owner(case) == PVG
        rows = Message.objects.filter(event="office_changed", channel="email")
        assert [row.context["office_zh"] for row in rows.order_by("pk")] == [
            office_words(Office.objects.get(code=code))["office_zh"] for code in (SHA, PVG)
        ]

    def test_another_flight_moves_nothing_even_when_the_rows_changed(
        self, desk: Desk, asked: Asked
    ) -> None:
        invitation, case, _asker = asked
        PortRoute.objects.create(
            port=airport(),
            office=Office.objects.get(code=CENTRE),
            valid_from=TODAY,
            legal_basis="Local configuration",
        )
        arrive(desk, invitation, port=airport())
        assert owner(case) == PVG

    def test_the_row_in_force_on_the_day_of_the_change_counts(
        self, desk: Desk, asked: Asked
    ) -> None:
        invitation, case, _asker = asked
        PortRoute.objects.create(
            port=Port.objects.get(code="SHA"),
            office=Office.objects.get(code=CENTRE),
            valid_from=TODAY + timedelta(days=2),
            legal_basis="Local configuration",
        )
        arrive(desk, invitation)
        assert owner(case) == CENTRE

    def test_asking_for_the_centre_takes_it_there_and_not_asking_takes_it_away(
        self, client: Client, desk: Desk, asked: Asked
    ) -> None:
        invitation, case, _asker = asked
        arrive(desk, invitation, port=airport(), wants_centre=True)
        assert owner(case) == CENTRE
        client.force_login(desk.actor)
        page = client.get(f"/en/invitations/{invitation.pk}/receipt/").content.decode()
        assert "because you asked for it" in page
        arrive(desk, invitation, port=airport())
        assert owner(case) == PVG
        page = client.get(f"/en/invitations/{invitation.pk}/receipt/").content.decode()
        assert "because you asked for it" not in page

    def test_everybody_of_the_invitation_goes(self, desk: Desk) -> None:
        invitation = desk.submitted(ANNA, SAM)
        asker = officer(PVG)
        for number in (0, 1):
            ask(case_of(invitation, number), asker)
        arrive(desk, invitation)
        assert {owner(case_of(invitation, number)) for number in (0, 1)} == {SHA}


class TestWhatStays:
    def test_a_case_opened_at_a_window_stays_there(self, desk: Desk, asked: Asked) -> None:
        invitation, case, _asker = asked
        Invitation.objects.filter(pk=invitation.pk).update(
            opened_office=Office.objects.get(code=PVG),
            opened_by=officer(PVG),
            opened_press=uuid4(),
        )
        arrive(desk, invitation)
        assert owner(case) == PVG

    def test_a_case_that_an_office_has_in_hand_is_not_taken_from_it(self, desk: Desk) -> None:
        invitation = desk.submitted()
        case, reviewer = case_of(invitation), officer(PVG)
        application_accept(application=case, actor=reviewer, now=NOW)
        review_recommend(
            application=case,
            recommendation=Recommendation.APPROVE,
            actor=reviewer,
            now=NOW,
            text="In order.",
        )
        with pytest.raises(InvitationLocked):
            arrive(desk, invitation)
        there = Office.objects.get(code=SHA)
        with pytest.raises(TransitionNotAllowed, match="in hand"):
            office_change(application=case, office=there, actor=desk.actor, now=LATER)
        assert owner(case) == PVG

    def test_the_visit_of_who_has_a_document_does_not_change_behind_them(
        self, client: Client, desk: Desk
    ) -> None:
        invitation = desk.submitted(ANNA, SAM)
        issued, waiting = case_of(invitation), case_of(invitation, 1)
        Application.objects.filter(pk=issued.pk).update(
            status=Status.ISSUED,
            **dict.fromkeys(("accepted_at", "decided_at", "issued_at", "closed_at"), NOW),
            due_on=TODAY,
            standard=standard_in_force(issued.service, TODAY),
        )
        ask(waiting, officer(PVG))
        with pytest.raises(InvitationLocked):
            arrive(desk, invitation)
        client.force_login(desk.actor)
        page = client.get(f"/en/applications/{waiting.reference}/supplement/").content.decode()
        assert "The form of the visit is closed" in page
        application_withdraw(application=waiting, actor=desk.actor, now=NOW)


class TestThroughAHomeOffice:
    @pytest.fixture
    def far(self, db: None) -> Desk:
        return Desk(verified(province=Province.JIANGSU))

    def test_the_home_office_keeps_it_and_transfers_to_the_new_one(self, far: Desk) -> None:
        invitation = far.submitted()
        case = case_of(invitation)
        at_home = officer("partner-jiangsu")
        application_assign(application=case, officer=at_home, actor=at_home, now=NOW)
        ask(case, at_home)
        arrive(far, invitation)
        case.refresh_from_db()
        assert case.port_office is not None
        assert (owner(case), case.port_office.code) == ("partner-jiangsu", SHA)
        assert case.assigned_to == at_home
        assert told(case, "office_changed_desk") == set()
        supplement_answer(application=case, actor=far.actor, now=LATER)
        transfer_send(application=case, actor=at_home, now=LATER)
        assert owner(case) == SHA

    def test_after_the_transfer_the_new_office_owns_it(self, far: Desk) -> None:
        invitation = far.submitted()
        case = case_of(invitation)
        transfer_send(application=case, actor=officer("partner-jiangsu"), now=NOW)
        ask(case, officer(PVG))
        arrive(far, invitation)
        case.refresh_from_db()
        assert case.port_office == case.office
        assert owner(case) == SHA


class TestExpedited:
    @pytest.fixture
    def at_centre(self, desk: Desk) -> tuple[Invitation, Application]:
        draft = desk.complete()
        draft.wants_centre = True
        draft.save()
        invitation = desk.submit(draft)
        return invitation, case_of(invitation)

    def test_an_open_request_is_answered_where_the_case_has_gone(
        self, client: Client, desk: Desk, at_centre: tuple[Invitation, Application]
    ) -> None:
        invitation, case = at_centre
        ask(case, officer(CENTRE))
        expedite_ask(
            application=case, reason="urgent_meeting", text="At ten.", actor=desk.actor, now=NOW
        )
        there = officer(SHA, PostRole.SUPERVISOR)
        arrive(desk, invitation)
        assert there.email in told(case, "expedite_asked")
        client.force_login(there)
        page = client.get(f"/admin/applications/application/{case.pk}/change/").content.decode()
        assert "Grant expedited handling" in page
        expedite_grant(application=case, actor=there, now=LATER)
        assert Expedite.objects.get(application=case).granted

    def test_what_was_granted_goes_along(
        self, desk: Desk, at_centre: tuple[Invitation, Application]
    ) -> None:
        invitation, case = at_centre
        expedite_ask(
            application=case, reason="urgent_meeting", text="At ten.", actor=desk.actor, now=NOW
        )
        expedite_grant(application=case, actor=officer(CENTRE, PostRole.SUPERVISOR), now=NOW)
        ask(case, officer(CENTRE))
        before = Application.objects.get(pk=case.pk)
        arrive(desk, invitation)
        case.refresh_from_db()
        assert owner(case) == SHA
        assert (case.rank, case.expedited_at) == (before.rank, before.expedited_at)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """The inviter saves the arrival while the answer goes in and the officer decides."""

    def test_a_decision_and_a_change_do_not_cross(self) -> None:
        for lead in ("change", "decision"):
            desk = Desk()
            invitation = desk.submitted(ANNA if lead == "change" else SAM)
            case, reviewer = case_of(invitation), officer(PVG)
            ask(case, reviewer)
            self._race(desk, invitation, case, reviewer)
            case.refresh_from_db()
            invitation.refresh_from_db()
            assert invitation.port is not None
            moved = invitation.port.code == "SHA"
            assert owner(case) == (SHA if moved else PVG)
            assert case.events.filter(kind=EventKind.OFFICE_CHANGED).count() == int(moved)
            if not moved:
                assert case.status == Status.APPROVED
            else:
                assert case.status == Status.SUBMITTED, "its old officer decided nothing"

    def _race(self, desk: Desk, invitation: Invitation, case: Application, reviewer: User) -> None:
        gate = Barrier(2)

        def decide() -> None:
            supplement_answer(application=case, actor=desk.actor, now=LATER, answers=_answers(case))
            application_accept(application=case, actor=reviewer, now=LATER)
            application_approve(application=case, actor=reviewer, now=LATER)

        def run(act: Callable[[], None]) -> None:
            try:
                gate.wait(timeout=60)
                act()
            except ValidationError as error:
                failures.append(error)
            finally:
                connection.close()

        failures: list[ValidationError] = []
        threads = [
            Thread(target=run, args=(act,)) for act in (decide, lambda: arrive(desk, invitation))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(failures) == 1, failures


def _answers(case: Application) -> dict[int, str]:
    return {item.pk: "At Pudong." for item in case.supplement_requests.get().items.all()}
