"""Somebody invites in their own name: the proof, the invitation, the Notification."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import residence
from accounts.enums import Authority, PostRole
from accounts.models import User
from accounts.residence import Stay
from applications.enums import Status
from documents.models import IssuedDocument
from documents.reading import pdf_text, texts_missing
from notifications.enums import MessageEvent
from notifications.models import Message
from port_visa import services
from port_visa.enums import InviterKind, ProfessionalStatus
from port_visa.errors import (
    InvitationError,
    InvitationIncomplete,
    NothingOnRecord,
    OwnProfile,
    ProfileChanged,
    ProfileNotAllowed,
    ProofMissing,
    ProofOver,
    ProofUnsuitable,
    ReasonNeeded,
)
from port_visa.models import (
    Invitation,
    PortVisaParameter,
    Professional,
    ProfessionalProof,
    ProfessionalPurpose,
)
from port_visa.professionals import professional_hindrance
from port_visa.progress import findings, inviter_warnings
from port_visa.queries import invitations_for, snapshot_load
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.applications import case_steps
from tests.factories.port_visa import ANNA, NOW, SAM, TODAY, Desk, person_outside
from tests.factories.professionals import (
    CARD,
    PURPOSE,
    WORK,
    PersonalDesk,
    accepted,
    begun,
    copy_of,
    data,
    handed_in,
)
from tests.support.tasks import TaskBox

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
BASIS = {"legal_basis_en": "Notice", "legal_basis_zh_hans": "公告"}


@pytest.fixture
def desk() -> PersonalDesk:
    return PersonalDesk()


def officer(role: PostRole = PostRole.REVIEWER, **post: Any) -> User:
    found: User = PostFactory.create(role=role, **post).officer
    return found


def accept(row: Professional, actor: User, **changes: Any) -> Professional:
    shown: dict[str, Any] = {
        "proof": WORK,
        "category": "A",
        "valid_until": TODAY + timedelta(days=90),
        "now": NOW,
    }
    return services.professional_accept(professional=row, actor=actor, **{**shown, **changes})


class TestTheProof:
    def test_a_copy_is_accepted_until_its_last_day(self) -> None:
        row = handed_in()
        assert row.status == ProfessionalStatus.PENDING
        assert "checking your proof" in professional_hindrance(row, NOW)
        row = accept(row, officer(), number="R7")
        assert (row.status, row.proof_number) == (ProfessionalStatus.ACCEPTED, "R7")
        assert professional_hindrance(row, NOW) == ""
        kinds = list(row.changes.order_by("pk").values_list("kind", flat=True))
        assert kinds == ["begun", "proof_added", "handed_in", "accepted"]
        letter = Message.objects.filter(event=MessageEvent.PROFESSIONAL_ACCEPTED).first()
        assert letter is not None
        assert letter.recipient == row.user

    def test_a_proof_that_has_ended_is_said_in_words(self) -> None:
        row = accepted(until=TODAY)
        assert professional_hindrance(row, NOW) == ""
        tomorrow = NOW + timedelta(days=1)
        assert "ended on 2 March 2026" in professional_hindrance(row, tomorrow)

    def test_it_is_returned_with_a_reason_and_handed_in_again(self) -> None:
        row = handed_in()
        returned = services.professional_return(
            professional=row, items=["copy"], text="It is cut off.", actor=officer(), now=NOW
        )
        assert returned.status == ProfessionalStatus.RETURNED
        assert returned.returned_items == [{"item": "copy"}, {"text": "It is cut off."}]
        assert "sent your proof back" in professional_hindrance(returned, NOW)
        again = services.professional_hand_in(
            professional=row, proof=CARD, category="", actor=row.user, now=NOW
        )
        assert again.status == ProfessionalStatus.PENDING
        assert Message.objects.filter(event=MessageEvent.PROFESSIONAL_RETURNED).exists()

    def test_a_supervisor_suspends_and_lifts(self) -> None:
        row, supervisor = accepted(), officer(PostRole.SUPERVISOR)
        with pytest.raises(ProfileNotAllowed):
            services.professional_suspend(
                professional=row, reason="Misuse.", actor=officer(), now=NOW
            )
        with pytest.raises(ReasonNeeded):
            services.professional_suspend(professional=row, reason=" ", actor=supervisor, now=NOW)
        row = services.professional_suspend(
            professional=row, reason="Misuse.", actor=supervisor, now=NOW
        )
        assert "cannot invite" in professional_hindrance(row, NOW)
        with pytest.raises(ProfileNotAllowed):
            services.professional_use_permit(professional=row, actor=row.user, now=NOW)
        with pytest.raises(ProfileNotAllowed):
            accept(row, officer())
        assert accept(row, supervisor).status == ProfessionalStatus.ACCEPTED

    def test_who_may_not_check(self) -> None:
        row = handed_in()
        elsewhere = officer(authority=Authority.WORK_PERMIT)
        for stranger in (person_outside(), officer(PostRole.PORT_OFFICER), elsewhere):
            with pytest.raises(ProfileNotAllowed):
                accept(row, stranger)
        own = handed_in(officer())
        with pytest.raises(OwnProfile):
            accept(own, own.user)

    def test_what_an_officer_can_get_wrong(self) -> None:
        row, reviewer = handed_in(), officer()
        seen = row.changes.latest("pk").pk
        with pytest.raises(ProofOver):
            accept(row, reviewer, valid_until=TODAY - timedelta(days=1))
        with pytest.raises(ProofUnsuitable):
            accept(row, reviewer, category="C")
        with pytest.raises(ReasonNeeded):
            services.professional_return(
                professional=row, items=[], text="No.", actor=reviewer, now=NOW
            )
        services.professional_save(actor=row.user, data=data(phone="+86 1"), now=NOW)
        with pytest.raises(ProfileChanged):
            accept(row, reviewer, seen=seen)
        accept(row, reviewer)
        with pytest.raises(ProfileChanged):
            accept(row, reviewer)

    def test_handing_in_needs_a_proof_that_counts_and_a_copy(self) -> None:
        row = begun()
        hand_in: dict[str, Any] = {"professional": row, "actor": row.user, "now": NOW}
        with pytest.raises(ProofMissing):
            services.professional_hand_in(proof=WORK, category="A", **hand_in)
        upload = copy_of(row)
        services.proof_add(uploads=[upload], **hand_in)
        with pytest.raises(ProofUnsuitable):
            services.professional_hand_in(proof=WORK, category="C", **hand_in)
        services.professional_hand_in(proof=WORK, category="B", **hand_in)
        services.professional_hand_in(proof=WORK, category="B", **hand_in)
        assert row.changes.filter(kind="handed_in").count() == 1
        with pytest.raises(ProfileChanged):
            services.proof_add(uploads=[copy_of(row)], **hand_in)
        with pytest.raises(ProfileChanged):
            services.proof_remove(professional=row, actor=row.user, upload=upload, now=NOW)

    def test_a_copy_is_taken_off_only_before_it_was_handed_in(self) -> None:
        row = begun()
        upload = copy_of(row)
        services.proof_add(professional=row, actor=row.user, uploads=[upload], now=NOW)
        with pytest.raises(ProfileNotAllowed):
            services.proof_remove(professional=row, actor=person_outside(), upload=upload, now=NOW)
        services.proof_remove(professional=row, actor=row.user, upload=upload, now=NOW)
        assert not row.copies.exists()

    def test_another_name_is_checked_again(self) -> None:
        row = accepted()
        same = services.professional_save(actor=row.user, data=data(phone="+86 2"), now=NOW)
        assert same.status == ProfessionalStatus.ACCEPTED
        other = services.professional_save(actor=row.user, data=data(name="OTHER, A"), now=NOW)
        assert other.status == ProfessionalStatus.PENDING

    def test_an_officer_who_opens_a_copy_is_logged_once_an_hour(self) -> None:
        row, reviewer = handed_in(), officer()
        upload = row.copies.get()
        for minutes in (0, 5, 90):
            services.proof_opened(reviewer, upload, NOW + timedelta(minutes=minutes))
        services.proof_opened(row.user, upload, NOW)
        assert row.changes.filter(kind="proof_opened").count() == 2


class TestAPermitOnRecord:
    STAY = Stay(WORK, "B", "R-1", "ERIKSDOTTER<<FREJA", "", TODAY + timedelta(days=200))

    @pytest.fixture
    def holder(self, monkeypatch: pytest.MonkeyPatch) -> User:
        user: User = UserFactory.create()
        self.stays = {user.pk: [self.STAY]}
        source = lambda one, on: self.stays.get(one.pk, [])  # noqa: E731
        monkeypatch.setattr(residence, "_sources", [source])
        return user

    def test_nobody_has_to_look_at_a_copy(self, holder: User) -> None:
        row = services.professional_use_permit(professional=begun(holder), actor=holder, now=NOW)
        assert row.status == ProfessionalStatus.ACCEPTED
        assert (row.name, row.proof_until) == (self.STAY.name, self.STAY.valid_until)
        assert row.name_zh == "傅蕾雅"  # the permit says none
        assert professional_hindrance(row, NOW) == ""
        kept = services.professional_save(actor=holder, data=data(name="FALSE, NAME"), now=NOW)
        assert kept.name == self.STAY.name

    def test_a_permit_that_was_ended_counts_no_more(self, holder: User) -> None:
        row = services.professional_use_permit(professional=begun(holder), actor=holder, now=NOW)
        self.stays.clear()
        assert "no longer in force" in professional_hindrance(row, NOW)
        with pytest.raises(NothingOnRecord):
            services.professional_use_permit(professional=row, actor=holder, now=NOW)

    def test_others_permits_are_not_theirs(self, holder: User) -> None:
        stranger = begun()
        with pytest.raises(NothingOnRecord):
            services.professional_use_permit(professional=stranger, actor=stranger.user, now=NOW)
        with pytest.raises(ProfileNotAllowed):
            services.professional_use_permit(professional=stranger, actor=holder, now=NOW)


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


class TestDatedRules:
    """A rule of a later day leaves earlier cases as they were, and holds for later ones."""

    CHANGE = date(2026, 3, 20)
    AFTER = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)

    def test_who_qualifies(self) -> None:
        desk = PersonalDesk(professional=accepted(category="B"))
        ProfessionalProof.objects.create(
            proof=WORK, categories=["A"], valid_from=self.CHANGE, **BASIS
        )
        before = desk.submitted()
        desk.now = self.AFTER
        draft = desk.complete(SAM, arrival_on=self.CHANGE + timedelta(days=5))
        with pytest.raises(InvitationError, match="rules have changed"):
            desk.submit(draft)
        case = before.invitees.get().application
        assert case_steps(case, "accept", "approve").status == Status.APPROVED
        assert professional_hindrance(accepted(category="A"), self.AFTER) == ""

    def test_whom_they_invite(self, desk: PersonalDesk) -> None:
        ProfessionalPurpose.objects.create(
            code="research_colleague",
            name_en="A research colleague",
            name_zh_hans="科研同行",
            category="R",
            valid_from=self.CHANGE,
            **BASIS,
        )
        before = desk.submitted()
        assert before.category == "F"
        desk.now = self.AFTER
        after = desk.visit(desk.draft(), arrival_on=self.CHANGE + timedelta(days=5))
        assert after.category == "R"
        before.refresh_from_db()
        assert before.category == "F"

    def test_a_purpose_that_ended_is_chosen_again(self, desk: PersonalDesk) -> None:
        draft = desk.complete()
        ProfessionalPurpose.objects.filter(code=PURPOSE["guest_kind"]).update(
            valid_until=self.CHANGE - timedelta(days=20)
        )
        codes = [one.problem.code for one in findings(snapshot_load(draft, NOW))]
        assert codes == ["purpose_gone"]

    def test_how_many_are_under_way(self, desk: PersonalDesk) -> None:
        PortVisaParameter.objects.create(
            code="professional_open_invitees", value=1, valid_from=self.CHANGE, **BASIS
        )
        desk.submitted(ANNA)
        desk.submitted(SAM)
        desk.now = self.AFTER
        third = desk.draft()
        with pytest.raises(InvitationError, match="1 people under way"):
            services.invitee_add(invitation=third, actor=desk.actor, now=self.AFTER)


def test_two_drafts_share_one_limit(desk: PersonalDesk) -> None:
    PortVisaParameter.objects.create(
        code="professional_open_invitees", value=1, valid_from=TODAY, **BASIS
    )
    one, two = desk.complete(ANNA), desk.complete(SAM)
    desk.submit(one)
    with pytest.raises(InvitationIncomplete, match="Remove somebody"):
        desk.submit(two)
    services.invitation_withdraw(invitation=one, actor=desk.actor, now=NOW)
    assert desk.submit(two).status == "submitted"


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
