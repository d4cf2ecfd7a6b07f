"""Hours: who sets them, what is refused, what becomes of visits that no longer fit."""

from datetime import date, time
from typing import Any

import pytest

from accounts.enums import PostRole
from accounts.models import User
from tests.factories.accounts import PostFactory
from tests.factories.applications import NOW
from tests.factories.visits import OpeningRuleFactory, at, booked, office_of
from visits import errors, services
from visits.models import Booking, ClosedDate, ExtraHours, HoursChange, OpeningRule
from visits.queries import days_free, next_free, slots_free, terms_of, visits_outside

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 3, 3)
GOOD: dict[str, Any] = {
    "weekdays": [0, 1],
    "opens": time(9),
    "closes": time(12),
    "windows": 2,
    "minutes": 30,
    "people": 1,
    "valid_from": date(2026, 3, 1),
    "valid_until": None,
}


@pytest.fixture
def administrator(db: None) -> User:
    person: User = PostFactory.create(role=PostRole.ADMINISTRATOR).officer
    return person


def save(actor: User, rule: OpeningRule | None = None, **values: Any) -> OpeningRule:
    return services.opening_rule_save(
        office=office_of(), values={**GOOD, **values}, actor=actor, now=NOW, rule=rule
    )


def test_no_hours_are_seeded() -> None:
    """The branches' true hours are not published: nothing may look like a fact."""
    assert not OpeningRule.objects.exists()
    assert not ExtraHours.objects.exists()


def test_hours_are_saved_and_logged(administrator: User) -> None:
    rule = save(administrator)
    change = HoursChange.objects.get()
    assert (change.kind, change.actor) == ("rule_added", administrator)
    assert change.after["opens"] == "09:00:00"
    save(administrator, rule, closes=time(11))
    assert HoursChange.objects.latest("pk").before["closes"] == "12:00:00"


@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.SUPERVISOR, PostRole.PORT_OFFICER])
def test_only_administrators_set_hours(role: PostRole) -> None:
    person = PostFactory.create(role=role).officer
    with pytest.raises(errors.NotPermitted):
        save(person)
    assert not HoursChange.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"closes": time(9)}, "closes"),
        ({"closes": time(9, 29)}, "minutes"),
        ({"weekdays": []}, "weekdays"),
        ({"valid_until": date(2026, 2, 28)}, "valid_until"),
    ],
)
def test_hours_that_cannot_be(administrator: User, values: dict[str, Any], field: str) -> None:
    with pytest.raises(errors.HoursInvalid) as caught:
        save(administrator, **values)
    assert field in caught.value.error_dict


def test_overlapping_hours_are_refused_but_may_follow_each_other(administrator: User) -> None:
    first = save(administrator)
    with pytest.raises(errors.HoursInvalid) as caught:
        save(administrator, opens=time(11), closes=time(13))
    assert "double" not in str(caught.value.messages)
    assert "Both would count" in str(caught.value.messages)
    save(administrator, first, valid_until=date(2026, 3, 31))
    save(administrator, valid_from=date(2026, 4, 1))


def test_visits_outside_new_hours_are_previewed_kept_and_listed(administrator: User) -> None:
    rule: OpeningRule = OpeningRuleFactory.create(windows=2)
    early, late = booked(at(9)), booked(at(10, 40))
    second = booked(at(9))
    values: dict[str, Any] = {**GOOD, "weekdays": [0, 1, 2, 3, 4], "windows": 1, "minutes": 20}

    def change() -> OpeningRule:
        return services.opening_rule_save(
            office=office_of(),
            values={**values, "closes": time(10)},
            actor=administrator,
            now=NOW,
            rule=OpeningRule.objects.get(pk=rule.pk),
        )

    found = services.hours_preview(office=office_of(), change=change, now=NOW)
    assert [visit.pk for visit in found] == [second.pk, late.pk]
    rule.refresh_from_db()
    assert rule.closes == time(11), "the preview changes nothing"
    assert not HoursChange.objects.exists()
    change()
    assert [v.pk for v in visits_outside(office=office_of(), now=NOW)] == [second.pk, late.pk]
    assert set(Booking.objects.values_list("state", flat=True)) == {"booked"}
    assert early.pk not in {visit.pk for visit in found}


def test_a_closed_date_shows_its_reason_and_strands_nobody_silently(administrator: User) -> None:
    OpeningRuleFactory.create()
    visit = booked()
    values = {"on": TUESDAY, "reason_en": "Works in the hall", "reason_zh_hans": "大厅施工"}
    who: dict[str, Any] = {"actor": administrator, "now": NOW}
    closed = services.closed_date_add(office=office_of(), values=values, **who)
    (day,) = days_free(office=office_of(), first=TUESDAY, last=TUESDAY, now=NOW)
    assert (day.closed, day.free, day.is_open) == ("Works in the hall", 0, False)
    assert visits_outside(office=office_of(), now=NOW) == [visit]
    with pytest.raises(errors.HoursInvalid):
        services.closed_date_add(office=office_of(), values=values, **who)
    services.closed_date_remove(closed=closed, **who)
    assert visits_outside(office=office_of(), now=NOW) == []
    kinds = HoursChange.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["closed_added", "closed_removed"]
    assert not ClosedDate.objects.exists()


def test_an_evening_on_a_date(administrator: User) -> None:
    values = {
        "on": TUESDAY,
        "opens": time(18),
        "closes": time(19),
        "windows": 1,
        "minutes": 20,
        "people": 1,
    }
    who: dict[str, Any] = {"actor": administrator, "now": NOW}
    extra = services.extra_hours_add(office=office_of(), values=values, **who)
    free = slots_free(office=office_of(), day=TUESDAY, now=NOW)
    assert [slot.starts_at.hour for slot in free] == [18, 18, 18]
    with pytest.raises(errors.HoursInvalid):
        services.extra_hours_add(
            office=office_of(), values={**values, "opens": time(18, 30)}, **who
        )
    services.extra_hours_remove(extra=extra, **who)
    assert slots_free(office=office_of(), day=TUESDAY, now=NOW) == []


def test_terms_are_set_and_checked(administrator: User) -> None:
    who: dict[str, Any] = {"office": office_of(), "actor": administrator, "now": NOW}
    services.visit_terms_save(values={"release_min": 1, "release_max": 2}, **who)
    assert terms_of(office_of()).release_max == 2
    with pytest.raises(errors.HoursInvalid):
        services.visit_terms_save(values={"release_min": 3}, **who)


def test_the_next_free_times_come_after_the_wish_first() -> None:
    OpeningRuleFactory.create()
    found = next_free(office=office_of(), now=NOW, after=at(10, 20), last=TUESDAY)
    assert found == [at(10, 20), at(10, 40), at(9)]


def test_no_days_between_a_later_and_an_earlier_one() -> None:
    assert days_free(office=office_of(), first=TUESDAY, last=date(2026, 3, 1), now=NOW) == []
