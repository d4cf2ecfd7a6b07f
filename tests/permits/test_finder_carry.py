"""What the tool found is carried into an application."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from permits.enums import Distinction, Education, PermitKind
from permits.models import PermitApplication
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.permits.test_finder import TOOL, day, errors, found_by, walk

pytestmark = pytest.mark.django_db


def test_answers_are_offered_to_an_application(client: Client) -> None:
    assert found_by(client) is None
    walk(client, family="yes", day=day(2026, 3, 10))
    found = found_by(client)
    assert found is not None
    assert (found.kind, found.zone, found.family) == (PermitKind.NEW_FROM_ABROAD, "hongqiao", True)
    assert found.day == date(2026, 3, 10)
    assert found.answers is not None
    assert (found.answers.pay, found.answers.education) == (500_000, Education.MASTER)
    assert found.answers.distinctions == {Distinction.FORTUNE_500}
    assert client.post(f"{TOOL}start/").status_code == 302
    assert found_by(client) == found
    client.post(f"{TOOL}again/")
    assert found_by(client) is None


def test_the_answers_fill_in_the_employers_part(client: Client) -> None:
    membership: Any = MembershipFactory.create(
        organisation=OrganisationFactory.create(verified=True)
    )
    walk(client, kind="change_employer", day=day(2026, 3, 10))
    client.force_login(membership.user, "django.contrib.auth.backends.ModelBackend")
    page = client.post(f"{TOOL}start/")["Location"]
    assert page.endswith("?kind=change_employer")
    answer = client.post(
        page,
        {
            "organisation": membership.organisation.pk,
            "kind": "change_employer",
            "person_name": "Anna Example",
            "person_email": "anna@example.org",
            "person_language": "en",
        },
    )
    assert answer.status_code == 302, errors(answer.content)
    permit = PermitApplication.objects.get()
    assert permit.zone is not None
    assert (permit.zone.code, permit.pay_annual, permit.basis) == ("hongqiao", 500_000, "points")
    assert permit.changed_on == date(2026, 3, 10)
    assert (permit.education, permit.chinese) == ("", "")
