"""Old drafts: a warning, a week, then gone with their data."""

from datetime import timedelta

from notifications.models import Message
from port_visa import services
from port_visa.enums import InvitationStatus
from port_visa.queries import active_invitees
from tests.factories.port_visa import NOW, Desk

DAY = timedelta(days=1)


def test_a_draft_is_warned_about_once_and_deleted_a_week_later(desk: Desk) -> None:
    draft = desk.draft()
    person = desk.person(draft)
    assert services.drafts_sweep(NOW + 82 * DAY).warned == 0
    first = services.drafts_sweep(NOW + 83 * DAY)
    again = services.drafts_sweep(NOW + 83 * DAY)
    assert (first.warned, again.warned, again.expired) == (1, 0, 0)
    message = Message.objects.filter(event="draft_expiring", channel="inbox").get()
    assert message.context["expires_on"] == "2026-05-31"
    assert services.drafts_sweep(NOW + 89 * DAY).expired == 0
    assert services.drafts_sweep(NOW + 90 * DAY).expired == 1
    draft.refresh_from_db()
    assert draft.status == InvitationStatus.DISCARDED
    assert not active_invitees().filter(invitation=draft).exists()
    traveller = person.application.traveller
    traveller.refresh_from_db()
    assert traveller.document_number == ""


def test_a_late_sweep_warns_first_and_still_leaves_a_week(desk: Desk) -> None:
    desk.draft()
    late = NOW + 200 * DAY
    assert services.drafts_sweep(late).warned == 1
    assert services.drafts_sweep(late + 6 * DAY).expired == 0
    assert services.drafts_sweep(late + 7 * DAY).expired == 1


def test_a_change_after_the_warning_keeps_the_draft(desk: Desk) -> None:
    draft = desk.draft()
    services.drafts_sweep(NOW + 85 * DAY)
    desk.now = NOW + 86 * DAY
    services.invitee_add(invitation=draft, actor=desk.actor, now=desk.now)
    assert services.drafts_sweep(NOW + 100 * DAY).expired == 0


def test_what_was_submitted_stays(desk: Desk) -> None:
    desk.submitted()
    swept = services.drafts_sweep(NOW + 400 * DAY)
    assert (swept.warned, swept.expired) == (0, 0)
