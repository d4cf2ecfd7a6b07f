"""Dated rules and limits for those who invite in their own name."""

from datetime import UTC, date, datetime, timedelta

import pytest

from applications.enums import Status
from port_visa import services
from port_visa.errors import InvitationError, InvitationIncomplete
from port_visa.models import PortVisaParameter, ProfessionalProof, ProfessionalPurpose
from port_visa.professionals import professional_hindrance
from port_visa.progress import findings
from port_visa.queries import snapshot_load
from tests.factories.applications import case_steps
from tests.factories.port_visa import ANNA, NOW, SAM, TODAY
from tests.factories.professionals import PURPOSE, WORK, PersonalDesk, accepted

pytestmark = pytest.mark.django_db
BASIS = {"legal_basis_en": "Notice", "legal_basis_zh_hans": "公告"}


@pytest.fixture
def desk() -> PersonalDesk:
    return PersonalDesk()


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
