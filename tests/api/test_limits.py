"""Numbers of the interface are dated rows: what began under a rule ends under it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from api.enums import DeliveryStatus
from api.limits import Limits, limits_on
from api.models import ApiParameter, IdempotentRequest, WebhookDelivery
from api.services import requests_sweep
from api.services.endpoints import TooManyWebhooks, webhook_create
from api.services.webhooks import webhook_deliver, webhooks_sweep
from tests.factories.api import Caller, administrator
from tests.factories.port_visa import NOW

DAY = timedelta(days=1)
CHANGE = date(2026, 3, 20)
BEFORE, AFTER = NOW, NOW + 20 * DAY
BASIS = {"legal_basis_en": "Notice", "legal_basis_zh_hans": "公告"}


def later(code: str, value: int) -> None:
    ApiParameter.objects.create(code=code, value=value, valid_from=CHANGE, **BASIS)


@pytest.mark.django_db
def test_every_number_is_a_row_with_its_basis() -> None:
    rows = list(ApiParameter.objects.values_list("code", flat=True))
    assert limits_on(CHANGE) == Limits()
    assert sorted(rows) == sorted(vars(Limits()))
    columns = ("legal_basis_en", "legal_basis_zh_hans")
    for english, chinese in ApiParameter.objects.values_list(*columns):
        assert english.startswith("Local configuration: ")
        assert chinese.startswith("本地配置：")


def delivery(caller: Caller, at: datetime) -> WebhookDelivery:
    """An event of that day to an address where nobody is."""
    known = list(WebhookDelivery.objects.values_list("pk", flat=True))
    caller.submit(caller.complete())
    row = WebhookDelivery.objects.exclude(pk__in=known).get()
    WebhookDelivery.objects.filter(pk=row.pk).update(created_at=at, next_attempt_at=at)
    row.refresh_from_db()
    return row


def failed_once(row: WebhookDelivery, now: datetime) -> timedelta:
    """How long an event waits after its first attempt."""
    webhook_deliver(delivery_id=str(row.pk), now=now)
    row.refresh_from_db()
    return row.next_attempt_at - now


def test_events_of_before_and_after_are_retried_each_by_its_own_rule(caller: Caller) -> None:
    later("webhook_wait_1", 40)
    later("webhook_attempts", 2)
    caller.post("webhooks/", {"url": "https://hooks.invalid/"})
    old, new = delivery(caller, BEFORE), delivery(caller, AFTER)
    assert failed_once(old, AFTER) == timedelta(seconds=10)
    assert failed_once(new, AFTER) == timedelta(seconds=40)
    for turn in range(1, 4):
        webhooks_sweep(now=AFTER + turn * DAY)
        for row in (old, new):
            webhook_deliver(delivery_id=str(row.pk), now=AFTER + turn * DAY)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, old.attempts) == (DeliveryStatus.PENDING, 4)
    assert (new.status, new.attempts) == (DeliveryStatus.FAILED, 2)


def test_more_webhooks_from_the_day_on(caller: Caller) -> None:
    later("webhook_endpoints", 6)
    wish: dict[str, Any] = {"client": caller.client, "url": "https://hooks.example.org/"}
    for _turn in range(5):
        webhook_create(**wish, now=BEFORE)
    with pytest.raises(TooManyWebhooks):
        webhook_create(**wish, now=BEFORE)
    webhook_create(**wish, now=AFTER)
    with pytest.raises(TooManyWebhooks, match="6 webhooks"):
        webhook_create(**wish, now=AFTER)


def test_answers_are_kept_as_long_as_was_promised_when_they_were_given(caller: Caller) -> None:
    later("answers_days", 30)
    for key, at in (("old", BEFORE + 16 * DAY), ("new", AFTER)):
        IdempotentRequest.objects.create(client=caller.client, key=key, digest="x", created_at=at)
    requests_sweep(BEFORE + 22 * DAY)
    assert IdempotentRequest.objects.count() == 2
    requests_sweep(BEFORE + 24 * DAY)
    assert IdempotentRequest.objects.get().key == "new"
    requests_sweep(AFTER + 29 * DAY)
    assert IdempotentRequest.objects.exists()
    requests_sweep(AFTER + 31 * DAY)
    assert not IdempotentRequest.objects.exists()


def test_an_administrator_sees_and_dates_them(caller: Caller) -> None:
    desk = Client()
    desk.force_login(administrator())
    form = desk.get(reverse("admin:api_apiclient_create")).content.decode()
    assert 'value="120"' in form
    ApiParameter.objects.create(code="client_requests", value=90, valid_from=NOW.date(), **BASIS)
    assert 'value="90"' in desk.get(reverse("admin:api_apiclient_create")).content.decode()
    page = desk.get(reverse("admin:api_apiparameter_changelist"))
    assert "webhook_wait_8" in page.content.decode()
    wish = {"code": "answers_days", "value": 9, "valid_from": "2026-04-01"}
    basis = {"legal_basis_en": "Notice", "legal_basis_zh_hans": "公告"}
    added = desk.post(reverse("admin:api_apiparameter_add"), {**wish, **basis})
    assert added.status_code == 302, added.content.decode()[:3000]
    assert limits_on(date(2026, 4, 1)).answers_days == 9
    early = desk.post(
        reverse("admin:api_apiparameter_add"), {**wish, **basis, "valid_from": "2026-01-02"}
    )
    assert early.status_code == 200
    assert limits_on(date(2026, 1, 2)).answers_days == 7
