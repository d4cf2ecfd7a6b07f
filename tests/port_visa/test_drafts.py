"""Old drafts: warned a week before, thrown away afterwards, never without a warning."""

from datetime import UTC, date, datetime, timedelta

import pytest

from applications.models import Attachment, Traveller
from notifications.models import Message
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation
from port_visa.services.drafts import drafts_sweep
from tests.factories.port_visa import Desk

SAVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def after(days: float) -> datetime:
    return SAVED + timedelta(days=days)


@pytest.fixture
def draft() -> Invitation:
    desk = Desk()
    invitation = desk.draft()
    desk.person(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(updated_at=SAVED)
    return Invitation.objects.get(pk=invitation.pk)


def swept(now: datetime) -> tuple[int, int]:
    done = drafts_sweep(now)
    return done.warned, done.expired


@pytest.mark.django_db
def test_warned_once_then_thrown_away(draft: Invitation) -> None:
    assert swept(after(82)) == (0, 0)
    assert swept(after(83)) == (1, 0)
    assert swept(after(83)) == (0, 0)
    message = Message.objects.get(event="draft_expiring", channel="email")
    assert message.recipient == draft.created_by
    assert message.context["expires_on"] == date(2026, 5, 31).isoformat()
    assert swept(after(89.9)) == (0, 0)
    assert swept(after(90)) == (0, 1)
    assert swept(after(91)) == (0, 0)
    draft.refresh_from_db()
    assert draft.status == InvitationStatus.DISCARDED


@pytest.mark.django_db
def test_what_it_held_is_forgotten(draft: Invitation) -> None:
    assert Traveller.objects.exclude(document_number="").exists()
    swept(after(83))
    swept(after(90))
    assert not Traveller.objects.exclude(document_number="", name_mrz_primary="").exists()
    assert not Attachment.objects.filter(removed_at=None).exists()


@pytest.mark.django_db
def test_a_sweep_that_never_ran_warns_first(draft: Invitation) -> None:
    assert swept(after(200)) == (1, 0)
    assert swept(after(206.9)) == (0, 0)
    assert swept(after(207)) == (0, 1)


@pytest.mark.django_db
def test_saving_starts_the_time_anew(draft: Invitation) -> None:
    swept(after(83))
    Invitation.objects.filter(pk=draft.pk).update(updated_at=after(85))
    assert swept(after(120)) == (0, 0)
    assert swept(after(85 + 83)) == (1, 0)
    assert swept(after(85 + 90)) == (0, 1)


@pytest.mark.django_db
def test_only_drafts(draft: Invitation) -> None:
    Invitation.objects.filter(pk=draft.pk).update(status=InvitationStatus.DISCARDED)
    assert swept(after(300)) == (0, 0)
