"""Somebody invites in their own name: the invitation, the Notification."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import PostRole
from applications.enums import Status
from documents.models import IssuedDocument
from documents.reading import pdf_text, texts_missing
from notifications.models import Message
from port_visa import services
from port_visa.enums import InviterKind
from port_visa.errors import InvitationError, InvitationIncomplete
from port_visa.models import Invitation
from port_visa.progress import findings, inviter_warnings
from port_visa.queries import invitations_for, snapshot_load
from tests.factories.applications import case_steps
from tests.factories.port_visa import NOW, TODAY, Desk, person_outside
from tests.factories.professionals import PersonalDesk, accepted, begun, handed_in, officer
from tests.support.tasks import TaskBox

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> PersonalDesk:
    return PersonalDesk()


class TestTheInvitation:
    def test_it_has_exactly_one_inviter(self, desk: PersonalDesk) -> None:
        company = Desk()
        draft = company.draft()
        draft.professional = desk.professional
        for kind in (InviterKind.SHANGHAI_ORGANISATION, InviterKind.PROFESSIONAL):
            draft.inviter_kind = kind
            with pytest.raises(IntegrityError), transaction.atomic():
                draft.save()

    def test_only_the_person_sees_and_changes_it(self, desk: PersonalDesk) -> None:
        draft = desk.complete()
        assert list(invitations_for(desk.actor)) == [draft]
        for other in (person_outside(), Desk().actor, officer()):
            assert not invitations_for(other)
            with pytest.raises(InvitationError):
                services.invitee_add(invitation=draft, actor=other, now=NOW)
            with pytest.raises(InvitationError):
                services.invitation_create(
                    professional=desk.professional, actor=other, now=NOW, language="en"
                )

    def test_no_company_paper_is_asked_for(self, desk: PersonalDesk) -> None:
        invitation = desk.visit(desk.draft())
        desk.person(invitation)
        slots = snapshot_load(invitation, NOW).slots
        assert {slot.code for slot in slots if slot.requirement.required} == {"passport_copy"}

    @pytest.mark.parametrize(
        ("kind", "category"), [("business_partner", "M"), ("research_colleague", "F")]
    )
    def test_whom_they_invite_decides_the_category(
        self, desk: PersonalDesk, kind: str, category: str
    ) -> None:
        assert desk.visit(desk.draft(), guest_kind=kind).category == category

    def test_nobody_else_can_be_invited(self, desk: PersonalDesk) -> None:
        with pytest.raises(InvitationIncomplete, match="Choose whom you invite"):
            desk.visit(desk.draft(), guest_kind="cousin")

    def test_from_the_proof_to_the_notification(
        self, desk: PersonalDesk, task_box: TaskBox, committed: Any
    ) -> None:
        with committed():
            application = desk.submitted().invitees.get().application
        assert application.organisation is None
        assert application.filed_by == desk.actor
        assert application.category == "F"
        with committed():
            case_steps(application, "accept", "approve")
        task_box.run()
        application.refresh_from_db()
        assert application.status == Status.ISSUED
        document = IssuedDocument.objects.get(subject=application.reference)
        assert document.facts["uscc"] == ""
        with document.file.open("rb") as file:
            words = pdf_text(file.read())
        held = "Residence permit for work, category A"
        assert texts_missing(words, ["ERIKSDOTTER, FREJA", "傅蕾雅", held]) == []
        assert "Company code" not in words
        told = Message.objects.filter(recipient=desk.actor).values_list("event", flat=True)
        assert {"application_received", "application_accepted", "document_ready"} <= set(told)

    def test_without_a_proof_in_force_it_stays_a_draft(self, desk: PersonalDesk) -> None:
        waiting = PersonalDesk(professional=handed_in())
        with pytest.raises(InvitationError, match="checking your proof"):
            waiting.submit(waiting.complete())
        over = PersonalDesk(professional=accepted(until=TODAY))
        over.now = NOW
        draft = over.complete()
        over.now = NOW + timedelta(days=1)
        with pytest.raises(InvitationError, match="proof ended"):
            over.submit(draft)

    def test_it_is_copied_and_withdrawn(self, desk: PersonalDesk) -> None:
        first = desk.submitted()
        copy = services.invitation_copy(
            invitation=first,
            invitees=list(first.invitees.all()),
            actor=desk.actor,
            now=NOW,
            language="en",
        )
        assert (copy.professional, copy.guest_kind) == (desk.professional, "research_colleague")
        assert services.invitation_withdraw(invitation=first, actor=desk.actor, now=NOW) == 1

    def test_the_own_stay_should_outlast_the_visit(self) -> None:
        desk = PersonalDesk(professional=accepted(until=TODAY + timedelta(days=17)))
        invitation = desk.complete()  # arrives on the 8th day, stays 10
        [warning] = inviter_warnings(snapshot_load(invitation, NOW))
        assert "19 March 2026" in warning.message
        assert "20 March 2026" in warning.message
        assert not list(findings(snapshot_load(invitation, NOW)))
        longer = PersonalDesk(professional=accepted(until=TODAY + timedelta(days=18)))
        assert not inviter_warnings(snapshot_load(longer.complete(), NOW))


def test_suspended_people_prepare_nothing(desk: PersonalDesk) -> None:
    draft = desk.complete()
    services.professional_suspend(
        professional=draft.professional or begun(),
        reason="Misuse.",
        actor=officer(PostRole.SUPERVISOR),
        now=NOW,
    )
    with pytest.raises(InvitationError):
        desk.draft()
    with pytest.raises(ValidationError):
        services.invitee_add(invitation=draft, actor=desk.actor, now=NOW)
    assert Invitation.objects.get(pk=draft.pk).status == "draft"
