"""Workers' side. Every task may run twice, late, or after a crash."""

from celery import shared_task
from django.utils import timezone

from api import services


@shared_task
def sweep_requests() -> int:
    """Forget what nobody will repeat."""
    return services.requests_sweep(timezone.now())
