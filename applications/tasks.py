"""The engine's clockwork. Tasks only start services; every one may run twice, late or never."""

from celery import shared_task
from django.utils import timezone

from applications.drafts import drafts_expire
from applications.services.alarms import alarms_give
from applications.services.attendance import unattended_tell
from applications.services.due import due_recompute_open
from applications.services.heartbeats import heartbeat_record
from applications.services.sweeps import invariants_sweep, silence_sweep, supplement_sweep


@shared_task
def give_alarms() -> None:
    """Due soon, overdue, escalated."""
    now = timezone.now()
    given = alarms_give(now=now)
    heartbeat_record(name="alarms", now=now, found=sum(given.values()))


@shared_task
def tell_unattended() -> None:
    """Home offices at which nobody would see a case."""
    now = timezone.now()
    heartbeat_record(name="invariants:unattended", now=now, found=unattended_tell(now=now))


@shared_task
def accept_by_silence() -> None:
    """Nobody asked for anything in time: accepted."""
    now = timezone.now()
    heartbeat_record(name="silence", now=now, found=silence_sweep(now=now))


@shared_task
def lapse_supplements() -> None:
    """Nobody answered in time: closed."""
    now = timezone.now()
    heartbeat_record(name="supplements", now=now, found=supplement_sweep(now=now))


@shared_task
def expire_drafts() -> None:
    """Warn about old drafts, then close them."""
    now = timezone.now()
    heartbeat_record(name="drafts", now=now, found=drafts_expire(now=now).expired)


@shared_task
def recheck_due_dates() -> None:
    """Compare every cached due date with its facts; whatever this finds was missed elsewhere."""
    now = timezone.now()
    heartbeat_record(name="due_dates", now=now, found=due_recompute_open(now=now).changed)


@shared_task
def check_invariants() -> None:
    """Count cases that nobody would find again."""
    now = timezone.now()
    heartbeat_record(name="invariants", now=now, found=invariants_sweep())
