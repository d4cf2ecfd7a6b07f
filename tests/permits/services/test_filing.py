"""Two declarations, one submission, taken back by either hand."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from applications.enums import Service, Status
from applications.models import Event
from applications.services import application_accept
from notifications.models import Message
from permits import services
from permits.enums import PermitKind
from permits.errors import PermitError, PermitIncomplete
from permits.filing.enums import Part
from tests.factories.accounts import OrganisationFactory, PostFactory, UserFactory
from tests.factories.permits import TwoHands, place


@pytest.mark.parametrize("kind", PermitKind.values)
@pytest.mark.parametrize("first", ["employer", "person"])
def test_the_second_declaration_hands_in(hands: TwoHands, kind: str, first: str) -> None:
    permit = hands.complete(kind)
    second = "person" if first == "employer" else "employer"
    assert hands.declare(permit, first).application.status == Status.DRAFT
    done = hands.declare(permit, second)
    assert done.application.status == Status.SUBMITTED
    assert done.application.office == place()["office"]
    assert done.application.service == Service.SINGLE_WINDOW
    assert done.application.reviews.count() == 2


def test_declaring_twice_has_one_effect(hands: TwoHands) -> None:
    permit = hands.submitted()
    again = hands.declare(permit, "person")
    services.permit_submit(permit=permit, actor=hands.employer, now=hands.now)
    assert again.application.version == 1
    assert Event.objects.filter(application=again.application, kind="submit").count() == 1


@pytest.mark.django_db(transaction=True)
def test_both_declare_in_the_same_second(settings: Any) -> None:
    settings.PORTAL_DEMO = True
    hands = TwoHands()
    permit = hands.complete()

    def declare(hand: str) -> str:
        try:
            return str(hands.declare(permit, hand).application.status)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(declare, ["employer", "person", "employer", "person"]))
    permit.application.refresh_from_db()
    assert permit.application.status == Status.SUBMITTED
    assert Event.objects.filter(application=permit.application, kind="submit").count() == 1


def test_both_hear_that_it_was_received_each_in_their_language(hands: TwoHands) -> None:
    hands.employer.language = "zh-hans"
    hands.employer.save()
    hands.submitted()
    letters = Message.objects.filter(event="application_received", channel="email")
    assert dict(letters.values_list("recipient__email", "language")) == {
        hands.employer.email: "zh-hans",
        hands.someone.email: "en",
    }


def test_the_first_to_declare_calls_the_other(hands: TwoHands) -> None:
    permit = hands.complete()
    hands.declare(permit, "employer")
    hands.declare(permit, "employer")
    letter = Message.objects.get(event="permit_declared", channel="email")
    assert letter.recipient == hands.someone


def test_a_change_takes_the_own_declaration_back(hands: TwoHands) -> None:
    permit = hands.complete()
    hands.declare(permit, "employer")
    hands.save(permit, Part.POST, duties="Something else.")
    hands.save(permit, Part.HOME, phone="+86 21 12367")
    permit.refresh_from_db()
    assert permit.employer_declared_at is None
    hands.declare(permit, "person")
    hands.save(permit, Part.POST, duties="Something else again.")
    permit.refresh_from_db()
    assert permit.person_declared_at is not None


def test_what_is_missing_is_told_in_full(hands: TwoHands) -> None:
    permit = hands.start()
    with pytest.raises(PermitIncomplete) as error:
        hands.declare(permit, "employer", declared=False, declared_name=" ")
    codes = [problem.code for problem in error.value.problems]
    assert codes[-2:] == ["declared", "declared_name"]
    assert codes.count("part_missing") == 4
    with pytest.raises(PermitIncomplete):
        services.permit_submit(permit=permit, actor=hands.employer, now=hands.now)


def test_an_unverified_organisation_prepares_but_does_not_declare(db: None, settings: Any) -> None:
    settings.PORTAL_DEMO = True
    hands = TwoHands(organisation=OrganisationFactory.create())
    permit = hands.complete()
    with pytest.raises(PermitError) as error:
        hands.declare(permit, "employer")
    assert error.value.code == "not_verified"
    assert hands.declare(permit, "person").person_declared_at


def test_nobody_declares_for_the_other(hands: TwoHands) -> None:
    permit = hands.complete()
    stranger: Any = UserFactory()
    for hand, actor in (
        ("person", hands.employer),
        ("employer", hands.someone),
        ("person", stranger),
    ):
        with pytest.raises(PermitError) as error:
            services.permit_declare(
                permit=permit,
                hand=hand,
                declared_name="X",
                declared=True,
                actor=actor,
                now=hands.now,
            )
        assert error.value.code == "not_allowed"


@pytest.mark.parametrize("hand", ["employer", "person"])
def test_either_hand_takes_back(hands: TwoHands, hand: str) -> None:
    permit = hands.submitted()
    actor = hands.someone if hand == "person" else hands.employer
    who: dict[str, Any] = {"permit": permit, "hand": hand, "actor": actor, "now": hands.now}
    assert services.permit_withdraw(**who).application.status == Status.WITHDRAWN
    assert services.permit_withdraw(**who).application.version == 2


def test_what_is_closed_is_not_taken_back(hands: TwoHands) -> None:
    permit = hands.submitted()
    application = permit.application
    type(application).objects.filter(pk=application.pk).update(
        status=Status.LAPSED, closed_at=hands.now
    )
    with pytest.raises(PermitError) as error:
        services.permit_withdraw(
            permit=permit, hand="employer", actor=hands.employer, now=hands.now
        )
    assert error.value.code == "nothing_to_withdraw"


def test_officers_of_the_branch_accept_it(hands: TwoHands) -> None:
    permit = hands.submitted()
    officer = PostFactory.create(office=permit.application.office).officer
    accepted = application_accept(application=permit.application, actor=officer, now=hands.now)
    assert accepted.due_on is not None
