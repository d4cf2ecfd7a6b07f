"""Who holds a permit that is on record proves with it, and nobody looks at a copy."""

from datetime import timedelta

import pytest

from accounts import residence
from accounts.models import User
from accounts.residence import Stay
from port_visa import services
from port_visa.enums import ProfessionalStatus
from port_visa.errors import NothingOnRecord, ProfileNotAllowed
from port_visa.professionals import professional_hindrance
from tests.factories.accounts import UserFactory
from tests.factories.port_visa import NOW, TODAY
from tests.factories.professionals import WORK, begun, data

pytestmark = pytest.mark.django_db


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
