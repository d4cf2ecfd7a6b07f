"""The desk of the transfer platform: the home office hands over, Shanghai sends back, both read."""

import pytest
from django.urls import reverse

from accounts.enums import PostRole
from applications.enums import EventKind, Status
from applications.models import Application
from offices.models import Office
from tests.factories.accounts import PostFactory
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
HOME, PORT, ELSEWHERE = "partner-jiangsu", "pvg-port-visa", "partner-anhui"
STEPS = ("transfer", "transfer-return", "accept", "supplement", "not-accept", "take")
OFFERED = {
    ("home_check", HOME): {"transfer", "supplement", "not-accept", "take"},
    ("home_check", PORT): set(),
    ("transferred", HOME): set(),
    ("transferred", PORT): {"transfer-return", "accept", "supplement", "not-accept", "take"},
    ("ordinary", PORT): {"accept", "supplement", "not-accept", "take"},
}


def filed(path, **more):
    case = ApplicationFactory(path="submitted" if path == "ordinary" else path, **more)
    return Application.objects.get(pk=case.pk)


def signed_in(client, code, role=PostRole.REVIEWER):
    post = PostFactory.create(office=Office.objects.get(code=code), role=role)
    client.force_login(post.officer, backend="django.contrib.auth.backends.ModelBackend")
    return post.officer


def page(case, step=""):
    name = f"step_{step.replace('-', '_')}" if step else "change"
    return reverse(f"admin:applications_application_{name}", args=[case.pk])


@pytest.mark.parametrize(("path", "office"), OFFERED)
def test_each_side_is_offered_its_own_steps(client, path, office):
    case = filed(path)
    signed_in(client, office)
    shown = client.get(page(case)).content.decode()
    assert {step for step in STEPS if page(case, step) in shown} == OFFERED[path, office]
    banner = "Only the office that has the file can act on it."
    assert (banner in shown) == (not OFFERED[path, office])
    assert ("Who has the file" in shown) == (path != "ordinary")


@pytest.mark.parametrize("path", ["home_check", "transferred"])
def test_who_reads_along_can_press_nothing(client, path):
    case = filed(path)
    signed_in(client, PORT if path == "home_check" else HOME, PostRole.SUPERVISOR)
    for step in STEPS:
        answer = client.post(page(case, step), {"expected_version": case.version, "reason": "x"})
        assert answer.status_code in (403, 409), step
    ticks = reverse("admin:applications_application_checklist", args=[case.pk])
    assert client.post(ticks, {}).status_code == 403
    assert Application.objects.get(pk=case.pk).version == case.version


@pytest.mark.parametrize("path", ["home_check", "transferred"])
def test_another_partner_does_not_even_see_it(client, path):
    case = filed(path)
    signed_in(client, ELSEWHERE, PostRole.SUPERVISOR)
    for step in ("", *STEPS):
        assert client.get(page(case, step)).status_code == 404


def test_handing_over_and_sending_back(client):
    case = filed("home_check")
    signed_in(client, HOME)
    seen = {"expected_version": case.version, "reason": "Register checked."}
    for _pressed_twice in range(2):
        answer = client.post(page(case, "transfer"), seen, follow=True)
        assert "is with Port visa office, Pudong International Airport now." in (
            answer.content.decode()
        )
    case = Application.objects.get(pk=case.pk)
    assert (case.status, case.transfers.count()) == (Status.SUBMITTED, 1)
    signed_in(client, PORT)
    version = {"expected_version": case.version}
    refused = client.post(page(case, "transfer-return"), version)
    assert "This field is required" in refused.content.decode()
    client.post(page(case, "transfer-return"), {**version, "reason": "Another company's licence."})
    case = Application.objects.get(pk=case.pk)
    assert case.at_home
    assert case.events.filter(kind=EventKind.TRANSFER_RETURN).count() == 1
    shown = client.get(page(case)).content.decode()
    assert "Another company&#x27;s licence." in shown


def test_a_filing_of_several_is_handed_over_together(client):
    case = filed("home_check")
    filed("home_check", organisation=case.organisation)
    signed_in(client, HOME)
    together = reverse("admin:applications_application_together", args=[case.pk])
    cases = Application.objects.filter(organisation=case.organisation)
    chosen = {"case": [one.pk for one in cases], "action": "transfer"}
    answer = client.post(together, {**chosen, **{f"version_{c.pk}": c.version for c in cases}})
    assert "2 of 2 done" in answer.content.decode()
    assert not cases.exclude(office__code=PORT).exists()


def test_the_queue_holds_the_own_cases_and_the_other_sides_on_demand(client):
    case = filed("transferred")
    queue = reverse("admin:applications_application_changelist")
    for office, addresses in {
        HOME: {"": False, "?side=ours": False, "?side=other": True, f"?q={case.reference}": True},
        PORT: {"": True, "?side=ours": True, "?side=other": False, f"?q={case.reference}": True},
        ELSEWHERE: dict.fromkeys(("", "?side=ours", "?side=other", f"?q={case.reference}"), False),
    }.items():
        signed_in(client, office)
        for address, shown in addresses.items():
            content = client.get(queue + address).content.decode()
            assert (page(case) in content) is shown, (office, address)


def test_the_next_case_of_a_home_office_is_one_to_check(client):
    case = filed("home_check")
    signed_in(client, HOME)
    assert case.reference in client.get(reverse("admin:index")).content.decode()
