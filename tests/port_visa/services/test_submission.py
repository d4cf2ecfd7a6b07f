"""Handing in: everything checked, one effect, and taking back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from accounts.enums import OrganisationStatus
from applications.enums import EventKind, Status
from notifications.models import Message
from port_visa import services
from port_visa.enums import InvitationStatus
from port_visa.errors import InvitationError, InvitationIncomplete, InvitationLocked
from port_visa.models import Invitation
from port_visa.queries import active_invitees
from tests.factories.port_visa import ANNA, NOW, SAM, TODAY, Desk, airport, person_outside, verified


def statuses(invitation: Invitation) -> list[str]:
    return [i.application.status for i in active_invitees().filter(invitation=invitation)]


def test_every_person_is_handed_in_with_the_ports_office(desk: Desk) -> None:
    invitation = desk.submitted(ANNA, SAM)
    assert invitation.status == InvitationStatus.SUBMITTED
    assert invitation.declared_name == "Li Example"
    assert invitation.declared_by == desk.actor
    people = list(active_invitees().filter(invitation=invitation))
    assert [p.application.status for p in people] == [Status.SUBMITTED] * 2
    assert {p.application.office for p in people} == {airport().office}
    assert {p.application.category for p in people} == {"M"}
    assert {p.stay_days for p in people} == {10}
    assert len({p.application.reference for p in people}) == 2


def test_submitting_again_has_no_effect(desk: Desk) -> None:
    invitation = desk.submitted(ANNA)
    again = desk.submit(invitation)
    person = active_invitees().get(invitation=invitation)
    assert again.submitted_at == NOW
    assert person.application.events.filter(kind=EventKind.SUBMIT).count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressed_five_times_at_once_it_has_one_effect(desk: Desk) -> None:
    invitation = desk.complete(ANNA, SAM)

    def press(_number: int) -> str:
        try:
            return desk.submit(invitation).status
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(press, range(5))) == {InvitationStatus.SUBMITTED}
    for person in active_invitees().filter(invitation=invitation):
        assert person.application.events.filter(kind=EventKind.SUBMIT).count() == 1
    received = Message.objects.filter(event="application_received", channel="inbox")
    assert received.count() <= 1


def test_everything_missing_is_told_at_once(desk: Desk) -> None:
    invitation = desk.draft()
    services.invitee_add(invitation=invitation, actor=desk.actor, now=NOW)
    with pytest.raises(InvitationIncomplete) as caught:
        services.invitation_submit(
            invitation=invitation, declared_name=" ", declared=False, actor=desk.actor, now=NOW
        )
    codes = [problem.code for problem in caught.value.problems]
    assert codes.count("part_missing") == 5
    assert {"passport_missing", "details_missing", "declared", "declared_name"} <= set(codes)
    assert codes.count("document_missing") == 3
    assert all(caught.value.messages)


def test_nobody_invited(desk: Desk) -> None:
    invitation = desk.visit(desk.draft())
    with pytest.raises(InvitationIncomplete, match="Add at least one person"):
        desk.submit(invitation)


def test_an_organisation_that_is_not_verified_drafts_but_does_not_submit(desk: Desk) -> None:
    invitation = desk.complete()
    type(desk.organisation).objects.filter(pk=desk.organisation.pk).update(
        status=OrganisationStatus.PENDING
    )
    with pytest.raises(InvitationError, match="verify your organisation"):
        desk.submit(invitation)
    assert statuses(invitation) == [Status.DRAFT]


def test_an_arrival_that_has_passed_meanwhile_is_refused(desk: Desk) -> None:
    invitation = desk.complete()
    desk.now = NOW + timedelta(days=9)
    with pytest.raises(InvitationIncomplete, match="in the past"):
        desk.submit(invitation)


def test_a_passport_that_ends_before_the_stay_is_refused(desk: Desk) -> None:
    invitation = desk.complete()
    person = active_invitees().get(invitation=invitation)
    traveller = person.application.traveller
    traveller.expires_on = TODAY + timedelta(days=17)
    traveller.save()
    with pytest.raises(InvitationIncomplete, match="before the last day of the stay"):
        desk.submit(invitation)


def test_strangers_cannot_submit(desk: Desk) -> None:
    invitation = desk.complete()
    stranger = Desk(verified())
    with pytest.raises(InvitationError) as caught:
        stranger.submit(invitation)
    assert caught.value.code == "not_allowed"
    submitted = desk.submit(invitation)
    with pytest.raises(InvitationError):
        stranger.submit(submitted)


def test_after_submission_nothing_changes_in_the_form(desk: Desk) -> None:
    invitation = desk.submitted(ANNA)
    person = active_invitees().get(invitation=invitation)
    calls = [
        lambda: services.invitation_discard(invitation=invitation, actor=desk.actor, now=NOW),
        lambda: services.invitee_add(invitation=invitation, actor=desk.actor, now=NOW),
        lambda: services.invitee_remove(invitee=person, actor=desk.actor, now=NOW),
        lambda: services.invitee_passport_save(
            invitee=person, lines=SAM.lines, actor=desk.actor, now=NOW
        ),
        lambda: desk.visit(invitation),
        lambda: services.attachment_add(
            invitation=invitation, code="licence", upload=desk.upload(), actor=desk.actor, now=NOW
        ),
    ]
    for call in calls:
        with pytest.raises(InvitationLocked):
            call()


def test_one_person_is_withdrawn_and_the_others_go_on(desk: Desk) -> None:
    invitation = desk.submitted(ANNA, SAM)
    first = active_invitees().filter(invitation=invitation)[0]
    done = services.invitation_withdraw(
        invitation=invitation, invitees=[first], actor=desk.actor, now=NOW, reason="ill"
    )
    assert done == 1
    assert statuses(invitation) == [Status.WITHDRAWN, Status.SUBMITTED]


def test_all_are_withdrawn_once(desk: Desk) -> None:
    invitation = desk.submitted(ANNA, SAM)
    assert services.invitation_withdraw(invitation=invitation, actor=desk.actor, now=NOW) == 2
    assert statuses(invitation) == [Status.WITHDRAWN] * 2
    with pytest.raises(InvitationError, match="nothing left to withdraw"):
        services.invitation_withdraw(invitation=invitation, actor=desk.actor, now=NOW)


def test_strangers_cannot_withdraw(desk: Desk) -> None:
    invitation = desk.submitted(ANNA)
    with pytest.raises(InvitationError):
        services.invitation_withdraw(invitation=invitation, actor=person_outside(), now=NOW)
