"""What happens by itself when nobody acts: silence, lapse; and the search for stranded cases.

Every sweep asks the database what is due now, so it does not matter when it last ran. Each case is
one small transaction; a row that somebody else holds is left for the next run.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.deadlines import legal_date
from applications.enums import CLOCK_STATUSES, OPEN_STATUSES, Status
from applications.errors import TransitionNotAllowed
from applications.models import Application, SupplementRequest
from applications.services.acceptance import application_accept_by_silence
from applications.services.supplement import supplement_lapse

BATCH = 500


def silence_sweep(*, now: datetime, limit: int = BATCH) -> int:
    """Accept what nobody answered within the days to say what is missing (ALL 32(1)(4)).

    Accepted as of the day on which it was complete. Returns how many were.
    """
    waiting = Application.objects.filter(status=Status.SUBMITTED, next_on__lt=legal_date(now))
    return _each(
        waiting.order_by("next_on", "pk").values_list("pk", flat=True)[:limit],
        Q(status=Status.SUBMITTED),
        lambda case: application_accept_by_silence(application=case, now=now),
    )


def supplement_sweep(*, now: datetime, limit: int = BATCH) -> int:
    """Close cases whose list was not answered by the last day. Returns how many were."""
    unanswered = SupplementRequest.objects.filter(
        answered_at=None, lapsed_at=None, answer_by__lt=legal_date(now)
    )
    waiting = Application.objects.filter(
        Exists(unanswered.filter(application=OuterRef("pk"))), status=Status.SUPPLEMENT
    )
    return _each(
        waiting.order_by("pk").values_list("pk", flat=True)[:limit],
        Q(status=Status.SUPPLEMENT),
        lambda case: supplement_lapse(application=case, now=now),
    )


def stranded_cases() -> QuerySet[Application]:
    """Open cases that nobody would find again: without a queue, a next date or a last event.

    A case whose promise runs also needs its due date. There should be none, ever.
    """
    return Application.objects.filter(status__in=OPEN_STATUSES).filter(
        Q(office=None)
        | Q(next_on=None)
        | Q(last_event_at=None)
        | Q(status__in=CLOCK_STATUSES, due_on=None)
    )


def invariants_sweep(*, limit: int = 1000) -> int:
    """Count stranded cases, at most ``limit``, for the health page."""
    return len(stranded_cases().order_by().values("pk")[:limit])


def _each(keys: Iterable[int], still: Q, step: Callable[[Application], object]) -> int:
    """Take each case one step in a transaction of its own; skip what others hold or took."""
    done = 0
    for pk in keys:
        with transaction.atomic():
            case = (
                Application.objects.select_for_update(skip_locked=True, of=("self",))
                .filter(still, pk=pk)
                .first()
            )
            if case is None:
                continue
            try:
                with transaction.atomic():
                    step(case)
            except TransitionNotAllowed:
                continue
            done += 1
    return done
