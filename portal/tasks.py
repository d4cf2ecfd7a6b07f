"""What no room owns: the workers' sign of life."""

from celery import shared_task
from django.utils import timezone

from applications.models import Heartbeat


@shared_task
def heartbeat(queue: str) -> None:
    """Write that a worker consumes this queue: the timetable sends one to each, every minute."""
    Heartbeat.objects.update_or_create(name=f"queue:{queue}", defaults={"at": timezone.now()})
