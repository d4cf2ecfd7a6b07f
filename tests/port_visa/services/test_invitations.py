"""Drafts: begun, filled in, given files, copied, discarded; and what a supplement opens again."""

import uuid
from datetime import date, timedelta
from typing import Any, cast

import pytest

from accounts.enums import PostRole, Province
from accounts.models import User
from applications.enums import EventKind, Status
from applications.services import supplement_request
from port_visa import services
from port_visa.enums import InvitationStatus, InviterKind, VisitPart
from port_visa.errors import InvitationError, InvitationIncomplete, InvitationLocked
from port_visa.models import Invitation
from port_visa.queries import active_invitees, invitation_for, invitations_for, snapshot_load
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.port_visa import (
    ANNA,
    DETAILS,
    NOW,
    SAM,
    TODAY,
    Desk,
    airport,
    person_outside,
    verified,
)


def test_members_begin_drafts_and_others_do_not(desk: Desk) -> None:
    assert desk.draft().inviter_kind == InviterKind.SHANGHAI_ORGANISATION
    with pytest.raises(InvitationError):
        services.invitation_create(
            organisation=desk.organisation, actor=person_outside(), now=NOW, language="en"
        )


def test_an_organisation_in_the_delta_is_another_kind(db) -> None:
    desk = Desk(verified(province=Province.ZHEJIANG))
    assert desk.draft().inviter_kind == InviterKind.DELTA_ORGANISATION


def test_only_members_see_an_invitation(desk: Desk) -> None:
    invitation = desk.draft()
    assert invitation_for(desk.actor, invitation.pk) == invitation
    assert invitation_for(person_outside(), invitation.pk) is None
    assert invitation_for(desk.actor, uuid.uuid4()) is None
    assert list(invitations_for(desk.actor)) == [invitation]
    assert not invitations_for(person_outside())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"arrival_on": TODAY - timedelta(days=1)}, "in the past"),
        ({"arrival_on": TODAY + timedelta(days=31)}, "on or before 1 April 2026"),
        ({"stay_days": 0}, "between 1 and 30"),
        ({"stay_days": 31}, "between 1 and 30"),
    ],
)
def test_dates_are_judged(desk: Desk, change: dict, words: str) -> None:
    data: dict[str, Any] = {
        "arrival_on": TODAY,
        "port": airport(),
        "flight": "",
        "stay_days": 30,
    }
    invitation = desk.draft()
    with pytest.raises(InvitationIncomplete, match=words):
        services.invitation_visit_save(
            invitation=invitation,
            part=VisitPart.ARRIVAL,
            data={**data, **change},
            actor=desk.actor,
            now=NOW,
        )
    invitation.refresh_from_db()
    assert invitation.arrival_on is None


def test_who_else_pays_is_dropped_when_nobody_else_does(desk: Desk) -> None:
    invitation = desk.draft()
    saved = services.invitation_visit_save(
        invitation=invitation,
        part=VisitPart.COSTS,
        data={"payer": "inviter", "payer_text": "an aunt"},
        actor=desk.actor,
        now=NOW,
    )
    assert saved.payer_text == ""


def test_a_discarded_draft_is_gone(desk: Desk) -> None:
    invitation = desk.draft()
    services.invitation_discard(invitation=invitation, actor=desk.actor, now=NOW)
    assert invitation_for(desk.actor, invitation.pk) is None
    with pytest.raises(InvitationLocked):
        desk.visit(invitation)


def test_strangers_change_nothing(desk: Desk) -> None:
    invitation = desk.draft()
    stranger = Desk(verified())
    with pytest.raises(InvitationError):
        stranger.visit(invitation)
    with pytest.raises(InvitationError):
        stranger.person(invitation)
    with pytest.raises(InvitationError):
        services.attachment_add(
            invitation=invitation,
            code="licence",
            upload=stranger.upload(),
            actor=stranger.actor,
            now=NOW,
        )


def codes(invitation: Invitation) -> list[str]:
    return [slot.code for slot in snapshot_load(invitation, NOW).slots]


def test_the_checklist_follows_category_and_licence(desk: Desk) -> None:
    invitation = desk.visit(desk.draft())
    desk.person(invitation)
    expected = ["passport_copy", "photo", "application_letter", "licence", "other"]
    assert codes(invitation) == expected
    assert invitation.organisation is not None
    invitation.organisation.has_business_licence = False
    assert "correspondence" in codes(invitation)
    invitation.category = "F"
    assert "approval_proof" in codes(invitation)
    assert "itinerary" not in codes(invitation)


def test_files_go_into_their_slots_and_out(desk: Desk) -> None:
    invitation = desk.visit(desk.draft())
    person = desk.person(invitation)
    upload = desk.upload()
    add: dict[str, Any] = {
        "invitation": invitation,
        "upload": upload,
        "actor": desk.actor,
        "now": NOW,
    }
    row = services.attachment_add(code="licence", **add)
    services.attachment_add(code="passport_copy", invitee=person, **add)
    for wrong in ({"code": "passport_copy"}, {"code": "licence", "invitee": person}, {"code": "x"}):
        with pytest.raises(InvitationError, match="not asked for"):
            services.attachment_add(**wrong, **add)
    services.attachment_remove(invitation=invitation, attachment=row, actor=desk.actor, now=NOW)
    slot = snapshot_load(invitation, NOW).slot("licence")
    assert slot is not None
    assert not slot.attachments


def test_a_slot_holds_twenty_files(desk: Desk) -> None:
    invitation = desk.visit(desk.draft())
    add: dict[str, Any] = {
        "invitation": invitation,
        "code": "licence",
        "upload": desk.upload(),
        "actor": desk.actor,
        "now": NOW,
    }
    for _number in range(20):
        services.attachment_add(**add)
    with pytest.raises(InvitationError, match="20 files at most"):
        services.attachment_add(**add)


def test_anothers_file_is_not_removed(desk: Desk) -> None:
    mine, other = desk.visit(desk.draft()), desk.visit(desk.draft())
    row = services.attachment_add(
        invitation=other, code="licence", upload=desk.upload(), actor=desk.actor, now=NOW
    )
    with pytest.raises(InvitationError):
        services.attachment_remove(invitation=mine, attachment=row, actor=desk.actor, now=NOW)


def test_a_copy_takes_the_visit_and_chosen_people(desk: Desk) -> None:
    invitation = desk.submitted(ANNA, SAM)
    anna = active_invitees().filter(invitation=invitation)[0]
    copy = services.invitation_copy(
        invitation=invitation, invitees=[anna], actor=desk.actor, now=NOW, language="en"
    )
    assert copy.status == InvitationStatus.DRAFT
    assert (copy.copied_from, copy.category, copy.arrival_on) == (invitation, "M", None)
    person = active_invitees().get(invitation=copy)
    traveller = person.application.traveller
    assert traveller.document_number == ANNA.number
    assert traveller.confirmed_at is None
    assert person.occupation == "Engineer"
    assert person.application != anna.application
    snapshot = snapshot_load(copy, NOW)
    filled = [slot.code for slot in snapshot.slots if slot.attachments]
    assert filled == ["passport_copy", "licence"]


def test_a_copy_takes_no_strangers(desk: Desk) -> None:
    one, two = desk.submitted(ANNA), desk.submitted(SAM)
    person = active_invitees().get(invitation=two)
    with pytest.raises(InvitationError, match="people of this invitation"):
        services.invitation_copy(
            invitation=one, invitees=[person], actor=desk.actor, now=NOW, language="en"
        )
    with pytest.raises(InvitationError):
        services.invitation_copy(
            invitation=one, invitees=[], actor=person_outside(), now=NOW, language="en"
        )


def ask(invitation: Invitation, *codes: str):
    """The reviewer of the office asks one person for these items."""
    person = active_invitees().filter(invitation=invitation)[0]
    office = person.application.office
    officer = cast("User", UserFactory(officer=True))
    PostFactory(officer=officer, office=office, role=PostRole.REVIEWER)
    supplement_request(
        application=person.application,
        items=[(code, f"Please mend {code}") for code in codes],
        actor=officer,
        now=NOW,
    )
    person.application.refresh_from_db()
    return person


def test_a_supplement_opens_what_it_asks_for_and_no_more(desk: Desk) -> None:
    invitation = desk.submitted(ANNA)
    person = ask(invitation, "details", "passport_copy")
    changed = services.invitee_details_save(
        invitee=person, data={**DETAILS, "occupation": "Pilot"}, actor=desk.actor, now=NOW
    )
    assert changed.occupation == "Pilot"
    event = person.application.events.get(kind=EventKind.DATA_CHANGED)
    assert event.data == {"item": "details", "fields": ["occupation"]}
    services.attachment_add(
        invitation=invitation,
        code="passport_copy",
        invitee=person,
        upload=desk.upload(),
        actor=desk.actor,
        now=NOW,
    )
    with pytest.raises(InvitationLocked):
        services.invitee_passport_save(invitee=person, lines=SAM.lines, actor=desk.actor, now=NOW)
    with pytest.raises(InvitationLocked):
        desk.visit(invitation)


def test_the_visit_opens_only_when_everybody_is_asked(desk: Desk) -> None:
    invitation = desk.submitted(ANNA, SAM)
    ask(invitation, "visit")
    with pytest.raises(InvitationLocked):
        desk.visit(invitation, stay_days=5)
    second = list(active_invitees().filter(invitation=invitation))[1]
    services.invitation_withdraw(
        invitation=invitation, invitees=[second], actor=desk.actor, now=NOW
    )
    desk.visit(invitation, stay_days=5)
    first = active_invitees().filter(invitation=invitation)[0]
    assert first.stay_days == 5
    assert first.application.events.filter(kind=EventKind.DATA_CHANGED).exists()
    assert first.application.status == Status.SUPPLEMENT


def test_reading_a_full_invitation_takes_a_fixed_number_of_queries(
    desk: Desk, django_assert_num_queries
) -> None:
    for people in ([ANNA], [ANNA, SAM]):
        invitation = desk.complete(*people)
        with django_assert_num_queries(4):
            snapshot_load(invitation, NOW)


def test_dates_of_a_visit_are_kept(desk: Desk) -> None:
    assert desk.visit(desk.draft()).arrival_on == date(2026, 3, 10)
