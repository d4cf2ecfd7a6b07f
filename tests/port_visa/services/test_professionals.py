"""Somebody invites in their own name: their proof is handed in, checked, returned, suspended."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.enums import Authority, PostRole
from accounts.models import User
from notifications.enums import MessageEvent
from notifications.models import Message
from port_visa import services
from port_visa.enums import ProfessionalStatus
from port_visa.errors import (
    OwnProfile,
    ProfileChanged,
    ProfileNotAllowed,
    ProofMissing,
    ProofOver,
    ProofUnsuitable,
    ReasonNeeded,
)
from port_visa.models import Professional
from port_visa.professionals import professional_hindrance
from tests.factories.port_visa import NOW, TODAY, person_outside
from tests.factories.professionals import (
    CARD,
    WORK,
    accepted,
    begun,
    copy_of,
    data,
    handed_in,
    officer,
)

pytestmark = pytest.mark.django_db


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
