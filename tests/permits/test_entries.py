"""The ways to the pages of issued permits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from permits.enums import PermitEnd
from tests.factories.accounts import UserFactory
from tests.factories.applications import member_of
from tests.factories.permits_issued import holder_new, pair_new

pytestmark = pytest.mark.django_db


def board(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("dashboard")).content.decode()


def pair(**changes):
    today = timezone.localdate(timezone.now())
    days = timedelta(days=100)
    return pair_new(holder_new(), first=today - days, until=today + days, **changes)


def test_holders_find_their_permits_and_employers_their_people(client) -> None:
    found = pair()
    employer = found.work_permit.employer
    mine, theirs = reverse("my_permits"), reverse("employer_permits", args=[employer.pk])
    text = board(client, found.holder.user)
    assert mine in text
    assert theirs not in text
    text = board(client, member_of(employer))
    assert theirs in text
    assert mine not in text
    text = board(client, UserFactory())
    assert mine not in text
    assert theirs not in text


def test_an_employer_without_permits_in_force_has_no_such_entry(client) -> None:
    today = timezone.localdate(timezone.now())
    found = pair(ended_on=today, end=PermitEnd.CANCELLED)
    employer = found.work_permit.employer
    assert reverse("employer_permits", args=[employer.pk]) not in board(client, member_of(employer))
    assert reverse("my_permits") in board(client, found.holder.user)  # the history stays


@pytest.mark.parametrize("page", ["home", "verify"])
def test_the_check_of_a_share_code_is_found_from(client, page: str) -> None:
    assert reverse("share_check") in client.get(reverse(page)).content.decode()
