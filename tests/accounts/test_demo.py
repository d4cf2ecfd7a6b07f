"""The demonstration's people and companies."""

import pytest
from django.test import Client

from accounts import demo
from accounts.models import Membership, Organisation, Post, User
from accounts.permissions import can_draft, can_submit, has_post
from accounts.rules import uscc_check
from tests.accounts.test_signin import url
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing():
    first = demo.load(now=NOW)
    counts = [model.objects.count() for model in (User, Organisation, Membership, Post)]
    assert demo.load(now=NOW) == first
    assert counts == [model.objects.count() for model in (User, Organisation, Membership, Post)]
    assert counts == [17, 4, 5, 11]


def test_every_log_in_works():
    for login in demo.load(now=NOW):
        page = Client().post(
            url("account_login"), {"login": login["email"], "password": login["password"]}
        )
        assert page.status_code == 302, login


def test_each_company_is_where_it_should_be():
    demo.load(now=NOW)
    by_code = {row.uscc: row for row in Organisation.objects.all()}
    assert {row.status for row in by_code.values()} == {"verified", "unverified", "pending"}
    assert all(uscc_check(code) == [] for code in by_code)
    member = User.objects.get(email="member@example.org")
    assert can_submit(member, by_code[demo.VERIFIED_CODE])
    newcomer = User.objects.get(email="newcomer@example.org")
    company = newcomer.memberships.get().organisation
    assert can_draft(newcomer, company)
    assert not can_submit(newcomer, company)


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("reviewer@example.org", "reviewer"),
        ("reviewer2@example.org", "reviewer"),
        ("supervisor@example.org", "supervisor"),
        ("port@example.org", "port_officer"),
        ("admin@example.org", "administrator"),
        ("work-reviewer@example.org", "reviewer"),
        ("work-supervisor@example.org", "supervisor"),
        ("minhang-reviewer@example.org", "reviewer"),
        ("minhang-supervisor@example.org", "supervisor"),
        ("home@example.org", "reviewer"),
        ("home-supervisor@example.org", "supervisor"),
    ],
)
def test_each_officer_holds_one_post(email, role):
    demo.load(now=NOW)
    user = User.objects.get(email=email)
    assert has_post(user, roles=[role])
    assert user.posts.count() == 1
