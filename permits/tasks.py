"""The single window's clockwork. Tasks only start services; each may run twice, late or never."""

from celery import shared_task
from django.utils import timezone

from applications.services.heartbeats import heartbeat_record
from permits.services.reminders import permits_remind


@shared_task
def remind_of_ends() -> None:
    """Permits that end in 90 or 30 days."""
    now = timezone.now()
    heartbeat_record(name="permit_reminders", now=now, found=permits_remind(now=now))
