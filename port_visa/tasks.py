"""The port visa's work for the queues. Arguments are keys; every task may run twice or late."""

from celery import Task, shared_task
from django.utils import timezone

from applications.services.heartbeats import heartbeat_record
from documents.errors import ScannerUnavailable
from port_visa.services.roster_checking import roster_check
from port_visa.services.roster_taking import roster_add, rosters_sweep


@shared_task(
    bind=True,
    autoretry_for=(ScannerUnavailable,),
    retry_backoff=15,
    retry_backoff_max=240,
    max_retries=4,
)
def check_roster(self: Task, roster_id: str) -> None:
    """Read and judge one list; while the scanner is away, try again, then leave it to the sweep."""
    roster_check(roster_id=roster_id, now=timezone.now())


@shared_task
def add_roster(roster_id: str) -> None:
    """Add the people of one list to its invitation, and to further ones."""
    roster_add(roster_id=roster_id, now=timezone.now())


@shared_task
def sweep_rosters() -> None:
    """Find lists that a worker lost, and forget old ones."""
    now = timezone.now()
    heartbeat_record(name="rosters", now=now, found=rosters_sweep(now=now))
