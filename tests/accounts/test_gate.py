"""The gate of the officers' desk."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from accounts.enums import PostRole
from tests.accounts.test_signin import totp_code, url
from tests.factories.accounts import PASSWORD, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
DESK = "/admin/"


@pytest.fixture
def production(settings):
    settings.PORTAL_DEMO = False
    return settings


def test_visitors_go_to_the_portals_own_sign_in_and_come_back(client):
    page = client.get("/admin/accounts/organisation/?status=pending")
    assert page.status_code == 302
    assert page["Location"].startswith(url("account_login"))
    assert "next=/admin/accounts/organisation/%3Fstatus%3Dpending" in page["Location"]
    officer = PostFactory().officer
    page = client.post(
        url("account_login"),
        {"login": officer.email, "password": PASSWORD, "next": "/admin/accounts/organisation/"},
    )
    assert page["Location"] == "/admin/accounts/organisation/"


@pytest.mark.parametrize("wanted", ["", "/admin/x/", "https://evil.example/", "/admin/login/"])
def test_the_admins_own_sign_in_page_is_not_used(client, wanted):
    page = client.get("/admin/login/", {"next": wanted})
    assert page.status_code == 302
    target = "/admin/x/" if wanted == "/admin/x/" else DESK
    assert page["Location"].endswith(f"next={target}")


def test_applicants_are_refused(client):
    client.force_login(UserFactory())
    assert client.get(DESK).status_code == 403


@pytest.mark.parametrize("broken", ["no_post", "ended_post", "not_staff", "inactive"])
def test_officers_need_an_active_post(client, broken):
    post = PostFactory()
    officer = post.officer
    if broken == "no_post":
        post.delete()
    elif broken == "ended_post":
        post.active = False
        post.save()
    else:
        setattr(officer, {"not_staff": "is_staff", "inactive": "is_active"}[broken], False)
        officer.save()
    client.force_login(officer)
    assert client.get(DESK).status_code in (302, 403)


def test_in_the_demo_a_post_is_enough(client):
    client.force_login(PostFactory().officer)
    assert client.get(DESK).status_code == 200


@pytest.mark.parametrize("path", [DESK, "/admin/accounts/organisation/", "/admin/jsi18n/"])
def test_outside_the_demo_a_second_factor_is_set_up_first(client, production, path):
    client.force_login(PostFactory().officer)
    page = client.get(path)
    assert page["Location"] == reverse("mfa_index")


def test_outside_the_demo_the_second_factor_must_be_shown_in_this_session(client, production):
    officer = PostFactory().officer
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    client.force_login(officer)
    page = client.get("/admin/accounts/organisation/")
    assert (
        page["Location"]
        == f"{reverse('mfa_reauthenticate')}?next=%2Fadmin%2Faccounts%2Forganisation%2F"
    )
    page = client.post(page["Location"], {"code": totp_code("JBSWY3DPEHPK3PXP"), "next": DESK})
    assert page["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_outside_the_demo_signing_in_with_the_second_factor_opens_the_desk(client, production):
    officer = PostFactory(role=PostRole.SUPERVISOR).officer
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    client.post(url("account_login"), {"login": officer.email, "password": PASSWORD, "next": DESK})
    page = client.post(url("mfa_authenticate"), {"code": totp_code("JBSWY3DPEHPK3PXP")})
    assert page["Location"] == DESK
    assert client.get(DESK).status_code == 200
    assert client.get("/admin/login/?next=/admin/x/")["Location"] == "/admin/x/"


def test_the_second_factor_of_another_account_does_not_count(client, production):
    first, second = PostFactory().officer, PostFactory().officer
    TOTP.activate(first, "JBSWY3DPEHPK3PXP")
    client.post(url("account_login"), {"login": first.email, "password": PASSWORD})
    client.post(url("mfa_authenticate"), {"code": totp_code("JBSWY3DPEHPK3PXP")})
    client.force_login(second)
    assert client.get(DESK)["Location"] == reverse("mfa_index")
