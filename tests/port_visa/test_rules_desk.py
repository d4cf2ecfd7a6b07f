"""Administrators change the port visa's rules by adding rows; what was in force stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import PostRole
from applications.deadlines import legal_date
from port_visa.models import PortVisaParameter
from port_visa.parameters import limits_on
from tests.factories.accounts import PostFactory

pytestmark = pytest.mark.django_db
MODELS = ["portvisaparameter", "professionalproof", "professionalpurpose"]


def browser(role: PostRole) -> Client:
    client = Client()
    post: Any = PostFactory.create(role=role)
    client.force_login(post.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def desk() -> Client:
    return browser(PostRole.ADMINISTRATOR)


BASIS = {"legal_basis_en": "Notice", "legal_basis_zh_hans": "公告"}


@pytest.mark.parametrize("model", MODELS)
def test_only_administrators_open_the_lists(desk: Client, model: str) -> None:
    page = reverse(f"admin:port_visa_{model}_changelist")
    assert desk.get(page).status_code == 200
    assert browser(PostRole.SUPERVISOR).get(page).status_code == 403


def test_a_number_changes_from_a_later_day_on(desk: Client) -> None:
    today = legal_date(timezone.now())
    tomorrow = today + timedelta(days=1)
    page = reverse("admin:port_visa_portvisaparameter_add")
    row = {"code": "max_invitees", "value": "2", **BASIS}
    refused = desk.post(page, {**row, "valid_from": today.isoformat()})
    assert "The first day is tomorrow or later" in refused.content.decode()
    assert desk.post(page, {**row, "valid_from": tomorrow.isoformat()}).status_code == 302
    assert limits_on(today).max_invitees == 50
    assert limits_on(tomorrow).max_invitees == 2
    seeded = PortVisaParameter.objects.filter(code="max_invitees").earliest("valid_from")
    change = reverse("admin:port_visa_portvisaparameter_change", args=[seeded.pk])
    desk.post(change, {**row, "value": "3", "valid_from": tomorrow.isoformat()})
    seeded.refresh_from_db()
    assert seeded.value == 50
