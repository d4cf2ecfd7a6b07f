"""Workers' side. Every task may run twice, late, or after a crash."""

from celery import shared_task
from django.utils import timezone

from api import services
from api.services.webhooks import webhook_deliver, webhooks_sweep


@shared_task
def sweep_requests() -> int:
    """Forget what nobody will repeat."""
    return services.requests_sweep(timezone.now())


@shared_task
def deliver_webhook(delivery_id: str) -> bool:
    """Send one event, if it is still due."""
    return webhook_deliver(delivery_id=delivery_id, now=timezone.now())


@shared_task
def sweep_webhooks() -> int:
    """Hand over what is due again, and what a lost task left behind."""
    return webhooks_sweep(now=timezone.now())
