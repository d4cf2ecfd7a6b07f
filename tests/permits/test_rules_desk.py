"""Administrators change rules by adding rows; what was in force stays as it was."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import PostRole
from applications.deadlines import legal_date
from applications.errors import EndsTooEarly, RowInForce
from applications.models import DocumentRequirement
from applications.services.rows import row_end
from permits.models import PermitParameter, PointsTable, ServingRule, WageAverage
from tests.factories.accounts import PostFactory

pytestmark = pytest.mark.django_db
MODELS = [
    "permits_pointstable",
    "permits_wageaverage",
    "permits_permitparameter",
    "permits_servingrule",
    "applications_documentrequirement",
]


def today() -> date:
    return legal_date(timezone.now())


def browser(role: PostRole) -> Client:
    client = Client()
    post: Any = PostFactory.create(role=role)
    client.force_login(post.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def desk() -> Client:
    return browser(PostRole.ADMINISTRATOR)


def tomorrow() -> str:
    return (today() + timedelta(days=1)).isoformat()


WAGE = {
    "year": "2025",
    "monthly_amount": "9999",
    "legal_basis_en": "Notice",
    "legal_basis_zh_hans": "公告",
}


@pytest.mark.parametrize("model", MODELS)
def test_only_administrators_open_the_lists(desk: Client, model: str) -> None:
    page = reverse(f"admin:{model}_changelist")
    assert desk.get(page).status_code == 200
    assert desk.get(reverse(f"admin:{model}_add")).status_code == 200
    for role in (PostRole.REVIEWER, PostRole.SUPERVISOR, PostRole.PORT_OFFICER):
        assert browser(role).get(page).status_code in (302, 403)


def test_an_average_begins_tomorrow_at_the_earliest(desk: Client) -> None:
    page = reverse("admin:permits_wageaverage_add")
    answer = desk.post(page, {**WAGE, "valid_from": today().isoformat()})
    assert answer.status_code == 200
    assert "tomorrow or later" in answer.content.decode()
    assert desk.post(page, {**WAGE, "valid_from": tomorrow()}).status_code == 302
    row = WageAverage.objects.get()
    assert (row.monthly_amount, row.legal_basis_zh_hans) == (9999, "公告")  # type: ignore[attr-defined]
    assert LogEntry.objects.filter(object_id=str(row.pk)).exists()


def test_a_row_that_is_in_force_is_only_read(desk: Client) -> None:
    row = PermitParameter.objects.get(code="change_days")
    page = reverse("admin:permits_permitparameter_change", args=[row.pk])
    assert desk.get(page).status_code == 200
    data = {"code": row.code, "value": "99", "valid_from": tomorrow()}
    assert desk.post(page, data).status_code == 403
    row.refresh_from_db()
    assert row.value == 10


def test_a_row_to_come_can_still_be_corrected(desk: Client) -> None:
    row = WageAverage.objects.create(
        year=2025, monthly_amount=1, valid_from=today() + timedelta(days=5), legal_basis="x"
    )
    page = reverse("admin:permits_wageaverage_change", args=[row.pk])
    assert desk.post(page, {**WAGE, "valid_from": tomorrow()}).status_code == 302
    row.refresh_from_db()
    assert row.monthly_amount == 9999


def test_a_table_that_cannot_be_counted_is_not_added(desk: Client) -> None:
    data = {
        "name_en": "New",
        "name_zh_hans": "新",
        "legal_basis_en": "x",
        "legal_basis_zh_hans": "x",
        "valid_from": tomorrow(),
        "data": '{"items": {}}',
    }
    answer = desk.post(reverse("admin:permits_pointstable_add"), data)
    assert "exactly these items" in answer.content.decode()
    assert PointsTable.objects.count() == 2


def _document(**changed: str) -> dict[str, str]:
    texts = {
        f"{field}_{language}": "x"
        for field in ("name", "help_text", "reason", "form", "legal_basis")
        for language in ("en", "zh_hans")
    }
    return {
        **texts,
        "code": "diploma",
        "hand": "person",
        "kinds": '["extension"]',
        "categories": "[]",
        "conditions": "[]",
        "promise_categories": '["A"]',
        "order": "3",
        "valid_from": tomorrow(),
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kinds": '["party"]'}, "Write a list of these codes: new_in_china"),
        ({"conditions": '{"a": 1}'}, "Write a list of these codes: family"),
        ({"promise_categories": '"A"'}, "Write a list of these codes: A"),
        ({"hand": "boss"}, "Write employer or person."),
    ],
)
def test_a_document_that_nobody_would_be_asked_for(
    desk: Client, changed: dict[str, str], sentence: str
) -> None:
    page = reverse("admin:applications_documentrequirement_add")
    assert sentence in desk.post(page, _document(**changed)).content.decode()


def test_a_new_document_belongs_to_the_single_window(desk: Client) -> None:
    page = reverse("admin:applications_documentrequirement_add")
    assert desk.post(page, _document()).status_code == 302
    row = DocumentRequirement.objects.get(code="diploma")
    assert (row.service, row.scope, row.promise_categories) == ("single_window", "person", ["A"])


def test_documents_of_the_port_visa_are_not_listed(desk: Client) -> None:
    other = DocumentRequirement.objects.filter(service="port_visa")[0]
    page = reverse("admin:applications_documentrequirement_change", args=[other.pk])
    assert desk.get(page).status_code == 302


def test_ending_a_rule(desk: Client) -> None:
    rule = ServingRule.objects.filter(category="B", valid_until=None)[0]
    page = reverse("admin:permits_servingrule_end", args=[rule.pk])
    assert "holds until 24:00" in desk.get(page).content.decode()
    past = (today() - timedelta(days=1)).isoformat()
    assert "today or later" in desk.post(page, {"last_day": past}).content.decode()
    assert desk.post(page, {"last_day": today().isoformat()}).status_code == 302
    rule.refresh_from_db()
    assert rule.valid_until == today()


def test_only_administrators_end_a_rule() -> None:
    rule = ServingRule.objects.filter(category="B", valid_until=None)[0]
    page = reverse("admin:permits_servingrule_end", args=[rule.pk])
    answer = browser(PostRole.SUPERVISOR).post(page, {"last_day": today().isoformat()})
    assert answer.status_code in (302, 403)
    rule.refresh_from_db()
    assert rule.valid_until is None


def test_what_has_ended_stays_ended() -> None:
    ended = PointsTable.objects.get(valid_from=date(2017, 4, 1))
    with pytest.raises(RowInForce):
        row_end(row=ended, last_day=today(), now=timezone.now())
    rule = ServingRule.objects.filter(category="B", valid_until=None)[0]
    with pytest.raises(EndsTooEarly):
        row_end(row=rule, last_day=today() - timedelta(days=1), now=timezone.now())
