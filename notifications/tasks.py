"""Workers' side of the outbox. Every task may run twice, late, or after a crash."""

from celery import shared_task
from django.utils import timezone

from notifications import services


@shared_task
def send_messages(message_ids: list[int]) -> int:
    """Send these messages; those that are sent already, or not yet due, are left alone."""
    return sum(services.message_send(message_id=pk, now=timezone.now()) for pk in message_ids)


@shared_task
def hand_over_messages(first: int, last: int) -> int:
    """Split what was queued in bulk into small tasks."""
    return services.messages_hand_over(first=first, last=last, now=timezone.now())


@shared_task
def sweep_messages() -> int:
    """Hand over what a lost task or a dead worker left behind."""
    return services.messages_sweep(now=timezone.now())
