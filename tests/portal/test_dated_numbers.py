"""Every number of the rules is a dated row: what happens before a change keeps its own rule.

The tables are found by what they are, so a new one cannot be left out here.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from api.limits import Limits as ApiLimits
from api.limits import limits_on as api_limits_on
from api.models import ApiParameter
from applications.deadlines import legal_date
from applications.models import Application, ServiceStandard
from centre.models import CentreParameter
from centre.queries import Numbers, Queue, numbers_on
from documents.models import IssuedDocument
from permits.models import PermitParameter
from permits.queries.rules import parameters
from permits.rules.parameters import Parameters
from port_visa import services
from port_visa.errors import InvitationError
from port_visa.models import Invitation, PortVisaParameter
from port_visa.parameters import limits_on
from port_visa.rules.visit import Limits
from tests.factories.applications import case_steps
from tests.factories.centre import centre_office, purpose_of
from tests.factories.port_visa import ANNA, SAM, TODAY, Desk
from tests.factories.professionals import PersonalDesk
from tests.factories.transfers import at_home

pytestmark = pytest.mark.django_db

CHANGE = date(2026, 3, 20)
EVE = CHANGE - timedelta(days=1)
AFTER = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
BASIS = {"legal_basis_en": "Notice", "legal_basis_zh_hans": "公告"}


@dataclass(frozen=True)
class Numbered:
    """A table of dated numbers, how it is read, and what its rules know."""

    model: Any
    read: Callable[[date], Any]
    known: Any


TABLES = (
    Numbered(PortVisaParameter, limits_on, Limits),
    Numbered(PermitParameter, parameters, Parameters),
    Numbered(CentreParameter, numbers_on, Numbers),
    Numbered(ApiParameter, api_limits_on, ApiLimits),
)
EVERY = [
    pytest.param(table, field.name, id=f"{table.model.__name__}-{field.name}")
    for table in TABLES
    for field in fields(table.known)
]


def from_the_day(model: Any, code: str, value: int) -> None:
    model.objects.create(code=code, value=value, valid_from=CHANGE, **BASIS)


def test_no_table_of_numbers_is_left_out() -> None:
    dated = {
        model
        for model in apps.get_models()
        if {"code", "value", "valid_from", "legal_basis"} <= {f.name for f in model._meta.fields}
    }
    assert dated == {table.model for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model.__name__)
def test_every_number_has_a_row_and_its_basis_in_both_languages(table: Numbered) -> None:
    rows = table.model.objects.filter(valid_from__lte=TODAY)
    assert {field.name for field in fields(table.known)} <= set(rows.values_list("code", flat=True))
    for row in rows:
        assert row.legal_basis_en.strip(), row
        assert row.legal_basis_zh_hans.strip(), row


@pytest.mark.parametrize(("table", "code"), EVERY)
def test_a_change_holds_from_its_day_and_not_before(table: Numbered, code: str) -> None:
    before = getattr(table.read(EVE), code)
    from_the_day(table.model, code, before + 1)
    assert getattr(table.read(EVE), code) == before
    assert getattr(table.read(CHANGE), code) == before + 1


def at_the_change() -> Desk:
    """The same company, on the day of the change."""
    return Desk(now=AFTER)


def test_people_of_an_invitation() -> None:
    from_the_day(PortVisaParameter, "max_invitees", 1)
    desk = Desk()
    before = desk.draft()
    for _turn in range(2):
        services.invitee_add(invitation=before, actor=desk.actor, now=desk.now)
    later = at_the_change()
    after = later.draft()
    services.invitee_add(invitation=after, actor=later.actor, now=AFTER)
    with pytest.raises(InvitationError, match="1 people"):
        services.invitee_add(invitation=after, actor=later.actor, now=AFTER)
    assert before.invitees.filter(removed_at=None).count() == 2


def test_people_under_way_of_a_professional() -> None:
    from_the_day(PortVisaParameter, "professional_open_invitees", 1)
    desk = PersonalDesk()
    before = [desk.submitted(ANNA), desk.submitted(SAM)]
    desk.now = AFTER
    third = desk.draft()
    with pytest.raises(InvitationError, match="1 people under way"):
        services.invitee_add(invitation=third, actor=desk.actor, now=AFTER)
    for invitation in before:
        case = invitation.invitees.get().application
        assert case_steps(case, "accept", "approve", at=AFTER).decided_at, "they go on as they were"


def notification_of(case: Application, at: datetime) -> IssuedDocument:
    case_steps(case, "accept", "approve", at=at)
    return IssuedDocument.objects.get(subject=case.reference)


def test_how_long_a_notification_holds() -> None:
    from_the_day(PortVisaParameter, "notification_valid_days", 20)
    desk, later = Desk(), at_the_change()
    before: Invitation = desk.submitted()
    after = later.submitted(arrival_on=CHANGE + timedelta(days=5))
    first = notification_of(before.invitees.get().application, desk.now)
    second = notification_of(after.invitees.get().application, AFTER)
    assert first.valid_until == legal_date(desk.now) + timedelta(days=30)
    assert second.valid_until == CHANGE + timedelta(days=20)


def test_how_long_a_home_office_checks() -> None:
    before = at_home()
    old = before.standard
    assert old is not None
    old.pk, old.valid_from, old.amount = None, CHANGE, old.amount + 3
    old.save(force_insert=True)
    before = Application.objects.get(pk=before.pk)
    first = before.next_on
    assert before.standard != ServiceStandard.objects.latest("pk")
    after = at_home(now=AFTER)
    assert after.standard == ServiceStandard.objects.latest("pk")
    assert first is not None
    assert after.next_on is not None
    assert first - legal_date(before.submitted_at or AFTER) < after.next_on - CHANGE


def test_the_centres_estimates() -> None:
    from_the_day(CentreParameter, "estimate_hours", 1)
    eve, office = AFTER - timedelta(days=1), centre_office()
    assert Queue(office, eve).numbers.estimate_hours == 3
    assert Queue(office, AFTER).numbers.estimate_hours == 1
    assert purpose_of()
