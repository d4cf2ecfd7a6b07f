"""A draft: begun by members, filled in by the hand whose part it is, thrown away by either."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from permits import services
from permits.errors import PermitError, PermitIncomplete, PermitLocked
from permits.filing.enums import Basis, Part, Registered
from permits.models import PermitApplication
from tests.factories.accounts import UserFactory
from tests.factories.permits import TwoHands


def test_a_draft_knows_what_the_portal_knows(hands: TwoHands) -> None:
    permit = hands.start()
    assert permit.application.reference.startswith("WR")
    assert permit.work_address == hands.organisation.registered_address
    assert permit.application.person is None


def test_only_members_begin_one(hands: TwoHands) -> None:
    stranger: Any = UserFactory()
    with pytest.raises(PermitError):
        services.permit_start(
            organisation=hands.organisation,
            kind="new_in_china",
            person_name="Anna",
            person_email="a@example.net",
            person_language="en",
            actor=stranger,
            now=hands.now,
        )


def test_each_hand_saves_its_own_parts_only(hands: TwoHands) -> None:
    permit = hands.start()
    person = hands.person = UserFactory.create(email=permit.person_email)
    hands.save(permit, Part.POST)
    hands.save(permit, Part.STUDIES)
    hands.employer, hands.person = person, hands.employer
    for part in (Part.POST, Part.STUDIES):
        with pytest.raises(PermitError) as error:
            hands.save(permit, part)
        assert error.value.code == "not_allowed"


@pytest.mark.parametrize(
    ("part", "values", "field"),
    [
        (Part.CONTRACT, {"contract_until": date(2026, 4, 1)}, "contract_until"),
        (
            Part.CONTRACT,
            {"contract_from": date(2024, 1, 1), "contract_until": date(2026, 3, 2)},
            "contract_until",
        ),
        (Part.CONTRACT, {"pay_annual": 0}, "pay_annual"),
        (Part.STAY, {"stay_until": date(2026, 2, 19)}, "stay_until"),
        (Part.HOME, {"home_registered_on": date(2026, 3, 3)}, "home_registered_on"),
    ],
)
def test_values_that_cannot_be_are_told_at_their_field(
    hands: TwoHands, part: Part, values: dict[str, Any], field: str
) -> None:
    permit = hands.start()
    hands.person = UserFactory.create(email=permit.person_email)
    with pytest.raises(PermitIncomplete) as error:
        hands.save(permit, part, **values)
    assert [problem.field for problem in error.value.problems] == [field]


def test_answers_empty_what_they_make_meaningless(hands: TwoHands) -> None:
    permit = hands.start()
    hands.person = UserFactory.create(email=permit.person_email)
    hands.save(permit, Part.BASIS, basis=Basis.GROUND, ground="teacher", ground_text="English")
    saved = hands.save(permit, Part.BASIS, basis=Basis.POINTS, ground="teacher", ground_text="x")
    assert (saved.ground, saved.ground_text) == ("", "")
    saved = hands.save(permit, Part.HOME, home_registered=Registered.NO)
    assert saved.home_registered_on is None
    saved = hands.save(permit, Part.PLACE, outside_zones=True)
    assert saved.zone is None
    assert saved.application.office is not None


def test_a_part_that_the_kind_does_not_have(hands: TwoHands) -> None:
    with pytest.raises(PermitError) as error:
        hands.save(hands.start(), Part.CHANGE)
    assert error.value.code == "unknown_part"


def test_the_database_refuses_what_the_forms_refuse(hands: TwoHands) -> None:
    permit = hands.start()
    for values in (
        {"contract_from": date(2026, 4, 2), "contract_until": date(2026, 4, 1)},
        {"pay_annual": 0},
        {"months_in_china": 13},
        {"basis": "ground"},
        {"person_declared_at": timezone.now()},
        {"employer_declared_name": "Chen"},
        {"corrected_fields": ["sex"]},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PermitApplication.objects.filter(pk=permit.pk).update(**values)


@pytest.mark.parametrize("hand", ["employer", "person"])
def test_a_discarded_draft_forgets_the_person(hands: TwoHands, hand: str) -> None:
    permit = hands.start()
    person = hands.person = UserFactory.create(email=permit.person_email)
    hands.save(permit, Part.STUDIES)
    actor = hands.employer if hand == "employer" else person
    gone = services.permit_discard(permit=permit, hand=hand, actor=actor, now=hands.now)
    assert (gone.person_name, gone.person_email) == ("", "")
    assert (gone.school, gone.distinctions) == ("", [])
    assert gone.discarded_by == hand
    with pytest.raises(PermitLocked):
        hands.save(permit, Part.POST)


def test_the_address_can_be_mended_until_the_person_came(hands: TwoHands) -> None:
    permit = hands.start()
    changes: dict[str, Any] = {
        "person_name": "Anna",
        "person_language": "zh-hans",
        "actor": hands.employer,
        "now": hands.now,
    }
    services.permit_person_change(permit=permit, person_email="New@Example.net", **changes)
    permit.refresh_from_db()
    assert permit.person_email == "new@example.net"
    permit.application.person = UserFactory.create()
    permit.application.save()
    with pytest.raises(ValidationError) as error:
        services.permit_person_change(permit=permit, person_email="x@example.net", **changes)
    assert "opened the link already" in error.value.messages[0]
