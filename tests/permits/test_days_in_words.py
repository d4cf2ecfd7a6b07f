"""Too early, too late, ending soon: told with a date or a way out, and never a locked door."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from applications.enums import Status
from permits.enums import PermitKind
from permits.filing.enums import Part
from permits.filing.notices import notices
from permits.filing.queries import snapshot_load
from permits.models import PermitApplication
from tests.factories.permits import TwoHands

pytestmark = pytest.mark.usefixtures("time_machine_at")
# kind, part that holds the day, its values, words of the notice (NOW is 2 March 2026)
CASES: list[tuple[str, Part, dict[str, Any], str]] = [
    ("extension", Part.STAY, {"permit_until": date(2026, 12, 31)}, "hand in from the first day"),
    ("extension", Part.STAY, {"permit_until": date(2026, 3, 20)}, "The day to apply has passed"),
    ("extension", Part.STAY, {"permit_until": date(2026, 3, 1)}, "The permit has ended"),
    ("new_from_abroad", Part.STAY, {"entered_on": date(2026, 1, 2)}, "The 30 days have passed"),
    ("change_employer", Part.CHANGE, {"changed_on": date(2026, 4, 1)}, "once it has changed"),
    ("change_details", Part.CHANGE, {"changed_on": date(2026, 1, 2)}, "The 10 days have passed"),
    ("cancellation", Part.CHANGE, {"changed_on": date(2026, 1, 2)}, "hand in the cancellation"),
    ("cancellation", Part.CHANGE, {"changed_on": date(2026, 4, 2)}, "once the work has ended"),
]


def moved(hands: TwoHands, kind: str, part: Part, values: dict[str, Any]) -> PermitApplication:
    permit = hands.complete(kind)
    if kind in ("extension", "cancellation"):
        values = {"permit_number": "WP1234567", "permit_until": date(2026, 5, 20)} | values
        values = values if part == Part.STAY else {"changed_on": values["changed_on"]}
    hands.save(permit, part, **values)
    return PermitApplication.objects.get(pk=permit.pk)


@pytest.mark.parametrize(("kind", "part", "values", "words"), CASES)
def test_a_day_outside_the_window_is_told_and_nobody_is_stopped(
    client: Client, hands: TwoHands, kind: str, part: Part, values: dict[str, Any], words: str
) -> None:
    permit = moved(hands, kind, part, values)
    assert any(words in sentence for sentence in notices(snapshot_load(permit, hands.now)))
    for user, page in ((hands.employer, ""), (hands.someone, "mine/")):
        client.force_login(user)
        text = client.get(f"/en/permit-applications/{permit.pk}/{page}").content.decode()
        assert words in text
    hands.declare(permit, "employer")
    assert hands.declare(permit, "person").application.status == Status.SUBMITTED


def test_in_good_time_nothing_is_said(hands: TwoHands) -> None:
    permit = moved(hands, PermitKind.EXTENSION, Part.STAY, {"permit_until": date(2026, 5, 20)})
    assert notices(snapshot_load(permit, hands.now)) == []


def test_a_passport_that_ends_before_the_contract(hands: TwoHands) -> None:
    permit = hands.complete()
    traveller = permit.application.traveller
    traveller.expires_on = date(2027, 1, 1)
    traveller.save()
    told = " ".join(notices(snapshot_load(permit, hands.now)))
    assert "the permits will end with the passport" in told
    hands.declare(permit, "employer")
    assert hands.declare(permit, "person").application.status == Status.SUBMITTED


def test_category_c_may_still_hand_in(hands: TwoHands) -> None:
    permit = hands.complete()
    hands.save(permit, Part.CONTRACT, pay_annual=60_000)
    hands.save(permit, Part.STUDIES, education="other", chinese="none", distinctions=[])
    hands.save(permit, Part.EXPERIENCE, experience_years=0)
    permit = PermitApplication.objects.get(pk=permit.pk)
    assert "You can still hand in" in " ".join(notices(snapshot_load(permit, hands.now)))


def test_the_same_in_chinese(client: Client, hands: TwoHands) -> None:
    permit = moved(hands, "cancellation", Part.CHANGE, {"changed_on": date(2026, 1, 2)})
    client.force_login(hands.employer)
    text = client.get(f"/zh-hans/permit-applications/{permit.pk}/").content.decode()
    assert "仍可提交注销申请" in text


def test_a_pay_that_may_be_in_ten_thousands_is_asked_about(hands: TwoHands) -> None:
    permit = hands.complete()
    hands.save(permit, Part.CONTRACT, pay_annual=45)
    hands.save(permit, Part.BASIS, basis="ground", ground="pay_six_times", ground_text="Pay.")
    permit = PermitApplication.objects.get(pk=permit.pk)
    snapshot = snapshot_load(permit, hands.now)
    told = " ".join(notices(snapshot))
    assert "The pay is 45 yuan a year (0.0045 × 10,000), 3.75 yuan a month." in told
    assert snapshot.decision is not None
    assert snapshot.decision.ground is None, "no average makes 45 yuan six times of it"
