"""The clockwork of visits. Tasks only start services; every one may run twice, late or never."""

from celery import shared_task
from django.utils import timezone

from applications.services.heartbeats import heartbeat_record
from visits.services import reminders_give, visits_close, visits_missed, visits_strand


@shared_task
def remind() -> None:
    """Two working days before, and one day before."""
    now = timezone.now()
    heartbeat_record(name="visit_reminders", now=now, found=reminders_give(now=now))


@shared_task
def note_missed() -> None:
    """Nobody came."""
    now = timezone.now()
    heartbeat_record(name="visits_missed", now=now, found=visits_missed(now=now))


@shared_task
def close_visits() -> None:
    """Visits of cases that were withdrawn or closed are cancelled."""
    now = timezone.now()
    heartbeat_record(name="visits_closed", now=now, found=visits_close(now=now))


@shared_task
def tell_stranded() -> None:
    """The office's hours no longer have the time that was booked."""
    now = timezone.now()
    heartbeat_record(name="visits_stranded", now=now, found=visits_strand(now=now))
