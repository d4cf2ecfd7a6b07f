"""Posts decide who may do what on the desk; the framework's own permissions decide nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User
from tests.factories.accounts import PostFactory, UserFactory

pytestmark = pytest.mark.django_db
GROUPS = "/admin/auth/group/"


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.PORTAL_DEMO = True  # no second factor is asked for


def test_a_permission_of_the_framework_opens_nothing(django_assert_num_queries: Any) -> None:
    officer = PostFactory.create().officer
    permission = Permission.objects.get(content_type__app_label="auth", codename="view_group")
    group = Group.objects.create(name="Readers")
    group.permissions.add(permission)
    officer.user_permissions.add(permission)
    officer.groups.add(group)
    found = User.objects.get(pk=officer.pk)
    with django_assert_num_queries(0):
        assert not found.has_perm("auth.view_group")
        assert not found.has_module_perms("auth")
    assert browser_of(found).get(GROUPS).status_code == 403


def test_a_superuser_opens_all_while_active() -> None:
    superuser = UserFactory.create(is_staff=True, is_superuser=True)
    assert browser_of(superuser).get(GROUPS).status_code == 200
    superuser.is_active = False
    assert not superuser.has_perm("auth.view_group")
    assert not superuser.has_module_perms("auth")
