"""The private link: hashed, expiring, closed, dead when the application moved on."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from applications.errors import LinkGone
from notifications.models import Message
from permits import services
from permits.errors import PermitError, PermitLocked
from permits.models import PersonLink
from permits.services.links import grant_holds
from tests.factories.accounts import UserFactory
from tests.factories.permits import ADDRESS, TwoHands


def test_the_link_goes_to_the_person_in_their_language(hands: TwoHands) -> None:
    permit = hands.start()
    link, token = hands.link(permit)
    letter = Message.objects.get(event="permit_link")
    assert (letter.address, letter.language) == (ADDRESS, "en")
    assert token not in link.token_hash
    assert not PersonLink.objects.filter(token_hash=token).exists()


def test_opening_makes_the_person_known_once(hands: TwoHands) -> None:
    permit = hands.start()
    _link, token = hands.link(permit)
    first = services.person_link_open(token=token, now=hands.now)
    later = services.person_link_open(token=token, now=hands.now + timedelta(hours=1))
    assert first.pk == later.pk
    assert later.opened_at == hands.now
    person = User.objects.get(email=ADDRESS)
    permit.application.refresh_from_db()
    assert permit.application.person == person
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person, verified=True, primary=True).email == ADDRESS


def test_who_has_an_account_already_keeps_it(hands: TwoHands) -> None:
    known: Any = UserFactory(email=ADDRESS)
    assert hands.opened(hands.start()) == known


def gone(token: str, now: Any) -> str:
    with pytest.raises(LinkGone) as error:
        services.person_link_open(token=token, now=now)
    return str(error.value.code)


def test_links_that_open_nothing(hands: TwoHands) -> None:
    permit = hands.start()
    old, first = hands.link(permit)
    assert gone("nonsense", hands.now) == "unknown"
    assert gone(first, old.expires_at) == "expired"
    link, second = hands.link(permit)
    assert gone(first, hands.now) == "replaced"
    assert services.person_link_open(token=second, now=hands.now)
    services.person_link_close(permit=permit, actor=hands.employer, now=hands.now)
    assert gone(second, hands.now) == "closed"
    link.refresh_from_db()
    assert not grant_holds(link, hands.now)


def test_a_link_dies_when_the_application_moves_on(hands: TwoHands) -> None:
    permit = hands.complete()
    _link, token = hands.link(permit)
    hands.declare(permit, "employer")
    hands.declare(permit, "person")
    assert gone(token, hands.now) == "moved_on"


def test_only_the_employer_sends_and_not_without_end(hands: TwoHands) -> None:
    permit = hands.start()
    stranger: Any = UserFactory()
    with pytest.raises(PermitError) as error:
        services.person_link_send(permit=permit, actor=stranger, now=hands.now)
    assert error.value.code == "not_allowed"
    for _again in range(5):
        hands.link(permit)
    with pytest.raises(PermitError) as error:
        hands.link(permit)
    assert error.value.code == "too_many"


def test_a_discarded_draft_has_no_links(hands: TwoHands) -> None:
    permit = hands.start()
    _link, token = hands.link(permit)
    services.permit_discard(permit=permit, hand="employer", actor=hands.employer, now=hands.now)
    assert gone(token, hands.now) == "closed"
    with pytest.raises(PermitLocked):
        hands.link(permit)
