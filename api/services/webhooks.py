"""Events told to organisations' own systems: written with the event, sent, retried, never twice."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from api.enums import DeliveryStatus
from api.errors import ClientError, NotAdministrator
from api.limits import limits_at
from api.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from api.permissions import can_manage_clients
from api.webhook_signing import HEADER, signature, unseal
from api.webhook_transport import Unreachable, post
from applications.enums import Service, Status
from applications.models import Application, Event

STUCK_AFTER = timedelta(minutes=5)
_AT_ONCE = 500
_GOOD = range(200, 300)


def event_announce(event: Event, application: Application) -> None:
    """Write a delivery for each endpoint that is told, in the transaction of the event."""
    if event.status_before == event.status_after or application.status == Status.DRAFT:
        return
    if application.service != Service.PORT_VISA:
        return
    rows = [
        _delivery(endpoint, event, application)
        for endpoint in endpoints_of(application).select_related("client")
    ]
    if not rows:
        return
    WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        _send_later(row)


def endpoints_of(application: Application) -> QuerySet[WebhookEndpoint]:
    """Who is told of a case: its organisation's systems, and those of its home office."""
    told = Q(client__organisation_id=application.organisation_id, client__office=None)
    if application.organisation_id is None:
        told = Q(pk__in=[])
    if application.home_office_id is not None:
        told |= Q(client__office_id=application.home_office_id)
    return WebhookEndpoint.objects.filter(told, client__revoked_at=None, ended_at=None)


def _delivery(endpoint: WebhookEndpoint, event: Event, application: Application) -> WebhookDelivery:
    payload = _payload(
        event, application, "transfers" if endpoint.client.office_id else "applications"
    )
    return WebhookDelivery(
        endpoint=endpoint,
        event=event,
        event_code=payload["id"],
        payload=payload,
        created_at=event.at,
        next_attempt_at=event.at,
    )


def _payload(event: Event, application: Application, place: str) -> dict[str, Any]:
    """No personal data: who wants to know more asks the API, and is asked who they are."""
    return {
        "id": f"evt_{event.digest[:32]}",
        "type": "application.status_changed",
        "at": event.at.isoformat(),
        "data": {
            "reference": application.reference,
            "sequence": event.sequence,
            "status_before": str(event.status_before),
            "status": str(event.status_after),
            "url": f"{settings.PORTAL_BASE_URL}/api/v1/{place}/{application.reference}/",
        },
    }


def _send_later(row: WebhookDelivery) -> None:
    from api.tasks import deliver_webhook

    deliver_webhook.delay_on_commit(str(row.pk))  # type: ignore[attr-defined]


def webhook_deliver(*, delivery_id: str, now: datetime) -> bool:
    """Send one event, if it is due and nobody else is at it. Returns whether it was delivered now.

    The claim is committed before anything leaves and the result after, so a worker that dies in
    between leaves a row for the sweep. The same event always carries the same ``id``.
    """
    row = _claim(delivery_id, now)
    if row is None:
        return False
    body = json.dumps(row.payload, separators=(",", ":"), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Portal-Webhooks/1",
        HEADER: signature(unseal(row.endpoint.secret), body, now),
        "Portal-Event-Id": row.event_code,
    }
    status, error = None, ""
    try:
        status = post(row.endpoint.url, body, headers)
    except Unreachable as trouble:
        error = str(trouble)[:300]
    _note(row, status, error, now)
    return status in _GOOD


@transaction.atomic
def _claim(delivery_id: str, now: datetime) -> WebhookDelivery | None:
    rows = WebhookDelivery.objects.select_for_update(of=("self",), skip_locked=True)
    row = (
        rows.select_related("endpoint")
        .filter(pk=delivery_id, status=DeliveryStatus.PENDING, next_attempt_at__lte=now)
        .first()
    )
    if row is None:
        return None
    if row.endpoint.ended_at is not None:
        row.status = DeliveryStatus.FAILED
        row.save(update_fields=["status"])
        return None
    row.status, row.claimed_at = DeliveryStatus.SENDING, now
    row.attempts += 1
    row.save(update_fields=["status", "claimed_at", "attempts"])
    return row


@transaction.atomic
def _note(row: WebhookDelivery, status: int | None, error: str, now: datetime) -> None:
    WebhookAttempt.objects.create(delivery=row, at=now, status=status, error=error)
    limits = limits_at(row.created_at)
    if status in _GOOD:
        row.status, row.delivered_at = DeliveryStatus.DELIVERED, now
    elif row.attempts >= limits.webhook_attempts:
        row.status = DeliveryStatus.FAILED
    else:
        row.status = DeliveryStatus.PENDING
        row.next_attempt_at = now + limits.wait_after(row.attempts)
    row.save(update_fields=["status", "delivered_at", "next_attempt_at"])


def webhooks_sweep(*, now: datetime) -> int:
    """Hand over what is due, and what a lost task or a dead worker left behind."""
    with transaction.atomic():
        stuck = WebhookDelivery.objects.select_for_update(of=("self",), skip_locked=True).filter(
            status=DeliveryStatus.SENDING, claimed_at__lt=now - STUCK_AFTER
        )
        for row in stuck[:_AT_ONCE]:
            _note(row, None, "the worker was lost while sending", now)
        due = WebhookDelivery.objects.filter(
            status=DeliveryStatus.PENDING, next_attempt_at__lte=now
        )
        found = list(due.order_by("next_attempt_at", "pk")[:_AT_ONCE])
        for row in found:
            _send_later(row)
    return len(found)


@transaction.atomic
def webhook_replay(*, delivery: WebhookDelivery, actor: User, now: datetime) -> WebhookDelivery:
    """Send an event once more, at an administrator's wish; it carries the same ``id``."""
    if not can_manage_clients(actor):
        raise NotAdministrator
    row = WebhookDelivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if row.status == DeliveryStatus.SENDING:
        raise ClientError(_("It is being sent at this moment."), code="sending")
    row.status, row.attempts, row.next_attempt_at = DeliveryStatus.PENDING, 0, now
    row.delivered_at = None
    row.save(update_fields=["status", "attempts", "next_attempt_at", "delivered_at"])
    _send_later(row)
    return row
