"""One person in place of another: revoked with the approval, once, and never behind a port."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from accounts.enums import PostRole
from applications.enums import EventKind, Status
from applications.errors import TransitionNotAllowed
from applications.passport.errors import PassportRejected
from applications.registry import adapter_for
from applications.services import application_correct
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from documents.services import document_mark_used
from notifications.models import Message
from port_visa import services
from port_visa.errors import InvitationError
from port_visa.models import Invitee
from port_visa.services.passage import Seen
from port_visa.swaps import followers_of, replaced_words, replacement_of, replacing_words
from tests.factories.applications import case_steps
from tests.factories.filings import filed_desk
from tests.factories.port_visa import ANNA, NOW, SAM, Desk, person_outside
from tests.port_visa.passing import porter
from tests.port_visa.swapping import (
    approve,
    approved,
    approved_electronic,
    begun,
    filled,
    fresh,
    handed_in,
    named,
    stands,
    told,
)

IN_FORCE = (Status.ISSUED, DocumentStatus.VALID)
REVOKED = (Status.REVOKED, DocumentStatus.REVOKED)


def of_old(invitee: Invitee) -> str:
    return replacing_words(invitee, followers_of([invitee]).get(invitee.pk))


def test_the_visit_comes_along_and_nothing_happens_yet(desk: Desk) -> None:
    invitee, document = approved(desk)
    new = begun(desk, invitee)
    assert begun(desk, invitee) == new  # pressed twice
    draft, old = new.invitation, invitee.invitation
    assert (draft.arrival_on, draft.port, draft.purpose) == (old.arrival_on, old.port, old.purpose)
    assert new.replaces == invitee
    assert stands(invitee.application, document) == IN_FORCE
    assert invitee.application.reference in replaced_words(new)
    assert "You have begun" in of_old(invitee)


def test_handing_in_notes_it_and_leaves_the_old_one_valid(desk: Desk) -> None:
    invitee, document = approved(desk)
    case = named(desk, invitee)
    assert stands(invitee.application, document) == IN_FORCE
    asked = invitee.application.events.get(kind=EventKind.SWAP_ASK)
    assert (asked.actor, asked.data["replacement"]) == (desk.actor, case.reference)
    assert case.reference in of_old(invitee)
    assert "counts until they are approved" in of_old(invitee)
    with pytest.raises(InvitationError) as error:
        begun(desk, invitee)
    assert error.value.code == "swap_under_way"


def test_the_approval_revokes_in_the_same_act_and_tells_both(desk: Desk) -> None:
    invitee, document = approved(desk)
    Invitee.objects.filter(pk=invitee.pk).update(email="anna@example.org", language="zh-hans")
    case = named(desk, invitee)
    Invitee.objects.filter(application=case).update(email="sam@example.org")
    assert approve(case).status == Status.APPROVED
    assert stands(invitee.application, document) == REVOKED
    swap = invitee.application.events.get(kind=EventKind.SWAP)
    assert (swap.actor, swap.data["replacement"]) == (None, case.reference)
    letters = Message.objects.filter(event="invitee_swapped")
    assert {letter.address: letter.context["comes"] for letter in letters} == {
        "anna@example.org": False,
        "sam@example.org": True,
    }
    languages = {letter.address: letter.language for letter in letters}
    assert languages == {"anna@example.org": "zh-hans", "sam@example.org": "en"}
    assert "SAM" not in str(letters.get(address="anna@example.org").context)
    assert Message.objects.filter(event="document_revoked", channel="inbox").count() == 1
    assert not Message.objects.filter(event="traveller_revoked").exists(), "one letter each"
    assert "is revoked" in replaced_words(fresh(case))
    assert f"{case.reference} has taken" in of_old(invitee)


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        (("withdraw",), Status.WITHDRAWN),
        (("not_accept",), Status.NOT_ACCEPTED),
        (("accept", "recommend_refusal", "refuse"), Status.REFUSED),
    ],
)
def test_a_newcomer_who_is_not_approved_changes_nothing(
    desk: Desk, steps: tuple[str, ...], status: str
) -> None:
    invitee, document = approved(desk)
    case = case_steps(handed_in(desk, invitee), *steps)
    assert case.status == status
    assert stands(invitee.application, document) == IN_FORCE
    assert replacement_of(invitee) is None
    assert "ended without approval" in of_old(invitee)
    assert "left as it was" in replaced_words(fresh(case))
    again = begun(desk, invitee)  # somebody else can be named
    assert again.application != case


def test_who_is_taken_out_of_the_draft_leaves_the_place_free(desk: Desk) -> None:
    invitee, _document = approved(desk)
    new = begun(desk, invitee)
    services.invitee_remove(invitee=new, actor=desk.actor, now=NOW)
    assert of_old(invitee) == ""
    assert begun(desk, invitee) != new


def test_a_used_notification_cannot_be_given_up(desk: Desk) -> None:
    invitee, document = approved(desk)
    draft = filled(desk, begun(desk, invitee))
    document_mark_used(document=document, now=NOW)
    with pytest.raises(InvitationError, match="used at the port"):
        desk.submit(draft)
    draft.refresh_from_db()
    assert draft.status == "draft"
    services.invitation_discard(invitation=draft, actor=desk.actor, now=NOW)
    with pytest.raises(InvitationError, match="used at the port"):
        begun(desk, invitee)


def test_used_during_the_review_it_keeps_the_newcomer_from_approval(desk: Desk) -> None:
    invitee, document = approved(desk)
    case = named(desk, invitee)
    assert not adapter_for(case).hinders(case, "exit_entry")
    document_mark_used(document=document, now=NOW)
    assert "used at the port" in " ".join(adapter_for(case).hinders(case, "exit_entry"))
    with pytest.raises(TransitionNotAllowed, match="used at the port"):
        approve(case)
    assert stands(case, document) == (Status.ACCEPTED, DocumentStatus.USED)
    assert "cannot be approved" in replaced_words(fresh(case))


def test_the_approval_waits_while_the_old_one_is_being_corrected(desk: Desk) -> None:
    invitee, document = approved(desk)
    case = named(desk, invitee)
    invitee.application.refresh_from_db()
    application_correct(
        application=invitee.application,
        actor=porter(role=PostRole.SUPERVISOR),
        now=NOW,
        reason="The name is wrong.",
    )
    with pytest.raises(TransitionNotAllowed, match="being corrected"):
        approve(case)
    assert stands(invitee.application, document)[1] == DocumentStatus.VALID


def test_revoked_by_a_supervisor_meanwhile_the_newcomer_is_approved_all_the_same(
    desk: Desk,
) -> None:
    invitee, document = approved(desk)
    case = named(desk, invitee)
    case_steps(invitee.application, "revoke")
    assert approve(case).status == Status.APPROVED
    assert not invitee.application.events.filter(kind=EventKind.SWAP).exists()
    document.refresh_from_db()
    assert document.revoked_reason == "The visit was cancelled."


def test_who_cannot_name_somebody_else(desk: Desk) -> None:
    invitee, document = approved(desk)
    with pytest.raises(InvitationError) as error:
        begun(desk, invitee, person_outside())
    assert error.value.code == "not_allowed"
    waiting = desk.submitted(SAM).invitees.get()
    with pytest.raises(InvitationError, match="while the Port Visa Notification is in force"):
        begun(desk, waiting)
    assert document.valid_until is not None
    desk.now = NOW + (document.valid_until - NOW.date()) + timedelta(days=1)
    with pytest.raises(InvitationError, match="expired"):
        begun(desk, invitee)


def test_after_the_day_of_arrival_a_new_one_is_asked_for(desk: Desk) -> None:
    invitee, document = approved(desk)
    desk.now = NOW + timedelta(days=9)
    assert document.valid_until
    assert document.valid_until >= desk.now.date()
    new = begun(desk, invitee)
    assert (new.invitation.arrival_on, new.invitation.flight) == (None, "")


def test_the_same_person_and_who_travels_already_are_turned_away(desk: Desk) -> None:
    invitee, _document = approved(desk, SAM)
    new = begun(desk, invitee)
    for specimen, sentence in ((ANNA, "whose place is to be taken"), (SAM, "travels on the same")):
        with pytest.raises(PassportRejected, match=sentence) as error:
            filled(desk, new, specimen)
        assert specimen.primary not in str(error.value)  # also read by private link
    other = Invitee.objects.get(
        invitation=invitee.invitation, application__traveller__document_number=SAM.number
    )
    case_steps(other.application, "withdraw")
    desk.submit(filled(desk, new))  # who does not travel any more can


def test_an_electronic_visa_is_given_up_likewise(desk: Desk) -> None:
    desk = filed_desk()
    invitee, document = approved_electronic(desk)
    Invitee.objects.filter(pk=invitee.pk).update(email="anna@example.org", language="zh-hans")
    case = named(desk, invitee)
    assert "electronic port visa counts" in of_old(invitee)
    approve(case)
    assert stands(invitee.application, document) == REVOKED
    letter = Message.objects.get(event="invitee_swapped")
    assert letter.context["electronic"]
    made = IssuedDocument.objects.get(subject=case.reference)
    assert made.kind == DocumentKind.ELECTRONIC_PORT_VISA


def test_the_newcomer_can_be_replaced_in_turn(desk: Desk) -> None:
    invitee, document = approved(desk)
    case = approve(named(desk, invitee))
    made = IssuedDocument.objects.get(subject=case.reference)
    with pytest.raises(InvitationError, match="in force"):
        begun(desk, invitee)
    with pytest.raises(InvitationError, match="in force"):
        begun(desk, fresh(case))  # its paper is not drawn yet
    assert (stands(invitee.application, document), made.status) == (REVOKED, DocumentStatus.DRAFT)


def race(*steps: Callable[[], object]) -> list[str]:
    """Run all at once; answers what each came to."""

    def run(step: Callable[[], object]) -> str:
        try:
            return told(step)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.mark.django_db(transaction=True)
def test_begun_by_three_at_once_there_is_one_draft(desk: Desk) -> None:
    invitee, _document = approved(desk)
    assert race(*[lambda: begun(desk, invitee)] * 3) == ["done"] * 3
    assert invitee.replacements.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_approve_at_once_and_it_is_revoked_once(desk: Desk) -> None:
    invitee, document = approved(desk)
    case = named(desk, invitee)
    officers = [porter(role=PostRole.REVIEWER) for _each in range(2)]
    ended = race(*[lambda officer=officer: approve(case, officer) for officer in officers])
    assert sorted(ended) == ["done", "told"]
    assert stands(invitee.application, document) == REVOKED
    assert invitee.application.events.filter(kind=EventKind.SWAP).count() == 1
    assert IssuedDocument.objects.filter(subject=case.reference).count() == 1


@pytest.mark.django_db(transaction=True)
def test_approved_and_used_at_once_one_of_them_wins(desk: Desk) -> None:
    invitee, document = approved(desk)
    case, officer = named(desk, invitee), porter()

    def enter() -> object:
        return services.port_grant(
            document=document,
            visa_number="PV7654321",
            stay_days=5,
            seen=Seen(by_eye=True),
            actor=officer,
            now=NOW,
        )

    ended = race(lambda: approve(case), enter)
    assert sorted(ended) == ["done", "told"]
    won = ended[0] == "done"
    assert stands(invitee.application, document) == (
        REVOKED if won else (Status.ISSUED, DocumentStatus.USED)
    )
    case.refresh_from_db()
    assert case.status == (Status.APPROVED if won else Status.ACCEPTED)
