"""A member of an organisation that is not verified hands in: told what to do, nothing lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now as real_now

from accounts.enums import OrganisationStatus
from accounts.models import Organisation
from applications.enums import Status
from port_visa.models import Invitation
from port_visa.queries import active_invitees
from tests.factories.port_visa import Desk

DECLARED = {"declared_name": "Li Example", "declared": "on"}
WAITING = {
    OrganisationStatus.UNVERIFIED: ("add a copy of its licence", "上传证照复印件"),
    OrganisationStatus.PENDING: ("we write to you when it is verified", "核验通过后我们将通知您"),
    OrganisationStatus.RETURNED: ("Correct them and hand them in again", "请更正后重新提交"),
    OrganisationStatus.SUSPENDED: ("call 12367", "12367"),
}


@pytest.fixture
def invitation(desk: Desk, client: Client, time_machine_at: None) -> Invitation:
    """Complete, and its organisation's member signed in."""
    client.force_login(desk.actor)
    return desk.complete()


def put(desk: Desk, status: OrganisationStatus) -> None:
    checked = {"checked_at": real_now(), "checked_by": desk.actor}
    Organisation.objects.filter(pk=desk.organisation.pk).update(status=status, **checked)


@pytest.mark.parametrize("status", WAITING)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_says_what_to_do(
    desk: Desk, client: Client, invitation: Invitation, status: OrganisationStatus, language: str
) -> None:
    put(desk, status)
    url = f"/{language}" + reverse("invitation_declare", args=[invitation.pk]).removeprefix("/en")
    page = client.post(url, DECLARED, follow=True).content.decode()
    assert ("Nothing was handed in" in page) or ("尚未提交" in page)
    assert WAITING[status][language == "zh-hans"] in page
    assert f"/organisations/{desk.organisation.pk}/" in page
    people = active_invitees().filter(invitation=invitation)
    assert [person.application.status for person in people] == [Status.DRAFT]


def test_what_was_declared_is_offered_again_once_verified(
    desk: Desk, client: Client, invitation: Invitation
) -> None:
    put(desk, OrganisationStatus.PENDING)
    url = reverse("invitation_declare", args=[invitation.pk])
    client.post(url, DECLARED | {"declared_name": "Li Kept"})
    put(desk, OrganisationStatus.VERIFIED)
    assert 'value="Li Kept"' in client.get(url).content.decode()
    assert client.post(url, DECLARED).headers["Location"].endswith("/receipt/")


def test_an_incomplete_one_is_told_too(desk: Desk, client: Client, invitation: Invitation) -> None:
    person = active_invitees().get(invitation=invitation)
    client.post(reverse("invitee_remove", args=[invitation.pk, person.pk]))
    url = reverse("invitation_declare", args=[invitation.pk])
    page = client.post(url, DECLARED, follow=True).content.decode()
    assert "Something is still missing" in page
    assert "Add at least one person" in page


def test_looking_at_the_page_is_no_failure(
    desk: Desk, client: Client, invitation: Invitation
) -> None:
    put(desk, OrganisationStatus.PENDING)
    url = reverse("invitation_declare", args=[invitation.pk])
    page = client.get(url, follow=True).content.decode()
    assert "Nothing was handed in" not in page
    assert "The bureau is still checking" in page
