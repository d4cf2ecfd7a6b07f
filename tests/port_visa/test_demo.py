"""The demonstration shows a case in every state, the same each time."""

from datetime import UTC, datetime

import pytest

from accounts.demo import load as load_accounts
from applications.enums import Status
from applications.models import Application
from port_visa.demo import load
from port_visa.models import Invitation, OrganisationFiling, Professional, Roster

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 3, 2, 2, 0, tzinfo=UTC),  # a Monday
    ],
)
def test_every_state_once(settings, now: datetime) -> None:
    settings.PORTAL_DEMO = True
    load_accounts(now=now)
    logins = load(now=now)
    assert [login["email"] for login in logins] == [
        "professional@example.org",
        "researcher@example.org",
        "electronic@example.org",
    ]
    assert load(now=now) == logins
    assert Invitation.objects.count() == 11 + 7
    assert sorted(Professional.objects.values_list("status", flat=True)) == ["accepted", "pending"]
    personal = Invitation.objects.get(organisation=None)
    assert personal.status == "submitted"
    assert personal.inviter_names == {"inviter_zh": "傅蕾雅", "inviter_en": "ERIKSDOTTER, FREJA"}
    delta = Application.objects.filter(home_office__isnull=False)
    assert sorted(delta.values_list("status", flat=True)) == sorted(
        [
            *[Status.HOME_CHECK] * 3,
            Status.SUPPLEMENT,
            Status.SUBMITTED,
            Status.ACCEPTED,
            Status.APPROVED,
        ]
    )
    ordinary = Application.objects.filter(home_office__isnull=True)
    states = sorted(ordinary.values_list("status", flat=True))
    assert states == sorted(
        [
            Status.DRAFT,
            *[Status.SUBMITTED] * 3,
            Status.SUPPLEMENT,
            *[Status.ACCEPTED] * 2,
            Status.RECOMMENDED,
            *[Status.APPROVED] * 2,
            Status.WITHDRAWN,
        ]
    )


def test_without_the_company_there_is_nothing_to_do() -> None:
    assert load(now=datetime(2026, 3, 2, tzinfo=UTC)) == []


def test_one_company_is_filed_and_one_waits(settings) -> None:
    settings.PORTAL_DEMO = True
    now = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    load_accounts(now=now)
    load(now=now)
    states = OrganisationFiling.objects.values_list("status", flat=True)
    assert sorted(states) == ["active", "requested"]
    electronic = Invitation.objects.get(electronic=True)
    assert electronic.organisation is not None
    assert electronic.organisation.name_en.startswith("Shanghai Specimen")
    person = electronic.invitees.get()
    assert (person.application.status, person.email) == (Status.APPROVED, "leila@example.org")


def test_a_long_list_shows_every_kind_of_mistake(settings) -> None:
    settings.PORTAL_DEMO = True
    now = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    load_accounts(now=now)
    load(now=now)
    roster = Roster.objects.get()
    assert (roster.status, roster.rows_total) == ("checked", 10)
    faulty = roster.rows.filter(status="faulty").order_by("number")
    names = [row.values["name_mrz_secondary"] for row in faulty]
    assert names == ["FINN", "GRETE", "HUGO", "ALVA"]
    assert not roster.invitation.invitees.exists()  # nobody before the company says so
