"""The traveller's private link: hashed, lent, used once, dead when anything moves on."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Membership
from applications.errors import LinkGone
from applications.models import Event
from notifications.models import Message
from port_visa import services
from port_visa.enums import LinkKind
from port_visa.errors import InvitationError, InvitationIncomplete, InvitationLocked
from port_visa.links import confirmed_words, link_of, link_state
from port_visa.models import Invitee, InviteeLink, PortVisaParameter
from port_visa.services.links import link_holds
from tests.factories.port_visa import DETAILS, SAM, Desk, person_outside

ADDRESS = "anna@example.org"
A_DAY = timedelta(days=1)


def sent(desk: Desk, invitee: Invitee, now: datetime | None = None) -> tuple[InviteeLink, str]:
    """Send the link; answers it with the token as it stands in the letter."""
    link = services.invitee_link_send(
        invitee=invitee, email=ADDRESS, language="en", actor=desk.actor, now=now or desk.now
    )
    letter = Message.objects.get(event="invitee_link", key=str(link.pk))
    return link, letter.context["path"].rstrip("/").rpartition("/")[2]


def gone(token: str, now: datetime) -> str:
    with pytest.raises(LinkGone) as error:
        services.invitee_link_open(token=token, now=now)
    assert error.value.messages[0]
    return str(error.value.code)


def changed(link: InviteeLink, desk: Desk, **data: Any) -> None:
    services.guest_step(
        link=link,
        now=desk.now,
        step=lambda invitee, actor: services.invitee_details_save(
            invitee=invitee, data=DETAILS | data, actor=actor, now=desk.now
        ),
    )


def test_only_the_hash_stays_and_the_address_is_kept(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    link, token = sent(desk, invitee)
    letter = Message.objects.get(event="invitee_link")
    assert (letter.address, letter.language) == (ADDRESS, "en")
    assert token not in link.token_hash
    assert services.invitee_link_open(token=token, now=desk.now).pk == link.pk
    invitee.refresh_from_db()
    assert invitee.email == ADDRESS


def test_opening_twice_has_one_effect(desk: Desk) -> None:
    _link, token = sent(desk, desk.complete().invitees.get())
    first = services.invitee_link_open(token=token, now=desk.now)
    later = services.invitee_link_open(token=token, now=desk.now + timedelta(hours=1))
    assert (first.pk, later.opened_at) == (later.pk, desk.now)


def test_links_that_open_nothing(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    assert gone("nonsense", desk.now) == "unknown"
    old, first = sent(desk, invitee)
    assert gone(first, old.expires_at) == "expired"
    later = desk.now + timedelta(minutes=2)
    _link, second = sent(desk, invitee, later)
    assert gone(first, later) == "replaced"
    services.invitee_link_close(invitee=invitee, actor=desk.actor, now=later)
    assert gone(second, later) == "closed"


def test_pressed_twice_one_letter_goes_out(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    first, _token = sent(desk, invitee)
    second, _token = sent(desk, invitee, desk.now + timedelta(seconds=5))
    assert first == second
    assert Message.objects.filter(event="invitee_link").count() == 1


def test_it_dies_when_the_invitation_is_handed_in(desk: Desk) -> None:
    invitation = desk.complete()
    link, token = sent(desk, invitation.invitees.get())
    desk.submit(invitation)
    assert gone(token, desk.now) == "moved_on"
    with pytest.raises(LinkGone):
        changed(link, desk, occupation="Spy")


def test_it_dies_with_the_person_and_keeps_no_address(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    link, token = sent(desk, invitee)
    services.invitee_remove(invitee=invitee, actor=desk.actor, now=desk.now)
    assert gone(token, desk.now) == "closed"
    link.refresh_from_db()
    assert link.address == ""
    with pytest.raises(InvitationError) as error:
        sent(desk, invitee)
    assert error.value.code == "removed"


def test_it_dies_with_the_draft(desk: Desk) -> None:
    invitation = desk.complete()
    _link, token = sent(desk, invitation.invitees.get())
    services.invitation_discard(invitation=invitation, actor=desk.actor, now=desk.now)
    assert gone(token, desk.now) == "closed"


def test_it_ends_with_the_right_of_who_sent_it(desk: Desk) -> None:
    _link, token = sent(desk, desk.complete().invitees.get())
    Membership.objects.filter(user=desk.actor).delete()
    assert gone(token, desk.now) == "closed"


def test_another_address_closes_the_link_of_the_old_one(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    _link, token = sent(desk, invitee)
    data = DETAILS | {"email": "someone-else@example.org"}
    services.invitee_details_save(invitee=invitee, data=data, actor=desk.actor, now=desk.now)
    assert gone(token, desk.now) == "closed"


def test_strangers_send_nothing_and_members_not_without_end(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    values: dict[str, Any] = {"invitee": invitee, "language": "en", "now": desk.now}
    with pytest.raises(InvitationError) as error:
        services.invitee_link_copy(**values, actor=person_outside())
    assert error.value.code == "not_allowed"
    for _again in range(5):
        services.invitee_link_copy(**values, actor=desk.actor)
    with pytest.raises(InvitationError) as error:
        sent(desk, invitee)
    assert error.value.code == "too_many"
    assert sent(desk, invitee, desk.now + 2 * A_DAY)


def test_an_address_is_needed_and_a_draft(desk: Desk) -> None:
    invitation = desk.complete()
    invitee = invitation.invitees.get()
    with pytest.raises(InvitationIncomplete):
        services.invitee_link_send(
            invitee=invitee, email=" ", language="en", actor=desk.actor, now=desk.now
        )
    desk.submit(invitation)
    with pytest.raises(InvitationLocked):
        sent(desk, invitee)


def test_its_life_is_a_dated_row(desk: Desk) -> None:
    PortVisaParameter.objects.create(
        code="invitee_link_days", value=2, legal_basis="test", valid_from=date(2026, 3, 4)
    )
    invitee = desk.complete().invitees.get()
    before, _token = sent(desk, invitee)
    after, _token = sent(desk, invitee, desk.now + 2 * A_DAY)
    assert (before.expires_at - before.sent_at, after.expires_at - after.sent_at) == (
        7 * A_DAY,
        2 * A_DAY,
    )


def test_the_traveller_changes_and_confirms_once(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    link, token = sent(desk, invitee)
    services.invitee_link_open(token=token, now=desk.now)
    changed(link, desk, occupation="Chief engineer")
    with pytest.raises(InvitationError):
        services.traveller_confirm(link=link, right=False, now=desk.now)
    done = services.traveller_confirm(link=link, right=True, now=desk.now)
    assert (done.self_confirmed_at, done.self_changed) == (desk.now, ["occupation"])
    assert "occupation" in confirmed_words(done)
    assert gone(token, desk.now) == "used"
    with pytest.raises(LinkGone):
        services.traveller_confirm(link=link, right=True, now=desk.now)
    event = Event.objects.get(application=invitee.application, kind="self_confirmed")
    assert (event.actor, event.data["link"]) == (desk.actor, link.pk)
    told = Message.objects.get(event="invitee_confirmed", channel="inbox")
    assert told.recipient == desk.actor


def test_a_later_change_by_the_inviter_takes_the_confirmation_back(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    link, _token = sent(desk, invitee)
    confirmed = services.traveller_confirm(link=link, right=True, now=desk.now)
    assert confirmed_words(confirmed).endswith("They changed nothing.")
    saved = services.invitee_details_save(
        invitee=invitee, data=DETAILS, actor=desk.actor, now=desk.now
    )
    assert saved.self_confirmed_at
    data = DETAILS | {"occupation": "Painter"}
    saved = services.invitee_details_save(
        invitee=invitee, data=data, actor=desk.actor, now=desk.now
    )
    assert confirmed_words(saved) == ""


def test_nothing_incomplete_is_confirmed(desk: Desk) -> None:
    invitation = desk.visit(desk.draft())
    invitee = services.invitee_add(invitation=invitation, actor=desk.actor, now=desk.now)
    link, _token = sent(desk, invitee)
    with pytest.raises(InvitationIncomplete) as error:
        services.traveller_confirm(link=link, right=True, now=desk.now)
    assert len(error.value.problems) >= 3


def test_what_a_wrong_step_wrote_is_not_noted(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    link, _token = sent(desk, invitee)
    with pytest.raises(ValidationError):
        changed(link, desk, name_zh="Not Chinese")
    link.refresh_from_db()
    assert link.changed_fields == []


def test_a_phone_goes_on_but_confirms_nothing(desk: Desk) -> None:
    invitee = desk.complete().invitees.get()
    _mailed, mailed_token = sent(desk, invitee)
    phone, token = services.invitee_phone_link(
        invitee=invitee, language="en", actor=desk.actor, now=desk.now
    )
    assert phone.kind == LinkKind.PHONE
    assert phone.expires_at - phone.sent_at == timedelta(minutes=30)
    assert services.invitee_link_open(token=token, now=desk.now)
    assert services.invitee_link_open(token=mailed_token, now=desk.now)
    with pytest.raises(InvitationError):
        services.traveller_confirm(link=phone, right=True, now=desk.now)
    services.phone_done(link=phone, now=desk.now)
    assert gone(token, desk.now) == "used"


def test_how_a_link_stands_in_words(desk: Desk) -> None:
    invitee = desk.complete(SAM).invitees.get()
    assert link_state(invitee, link_of(invitee), desk.now) == ""
    link, token = sent(desk, invitee)
    assert ADDRESS in link_state(invitee, link, desk.now)
    assert "not opened yet" in link_state(invitee, link, desk.now)
    services.invitee_link_open(token=token, now=desk.now)
    opened = link_of(invitee)
    assert opened is not None
    assert link_holds(opened, desk.now)
    assert "and opened on" in link_state(invitee, opened, desk.now)
    assert "expired" in link_state(invitee, opened, opened.expires_at)
    copied, token = services.invitee_link_copy(
        invitee=invitee, language="en", actor=desk.actor, now=desk.now
    )
    assert "was made" in link_state(invitee, copied, desk.now)
    services.invitee_link_open(token=token, now=desk.now)
    assert "was opened" in link_state(invitee, link_of(invitee), desk.now)
