"""One event on each of many cases, in a few statements: for sweeps and changes of the calendar."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from applications.enums import EventKind
from applications.events import HEAD_FIELDS, actor_kind_of, event_next
from applications.models import Application, Event


@transaction.atomic
def events_record_many(
    *,
    kind: EventKind,
    data: Mapping[int, Mapping[str, Any]],
    actor: User | None,
    now: datetime,
    reason: str = "",
) -> int:
    """Write an event to each case in ``data`` (by its key), as ``event_record`` would do.

    Locks the cases in the order of their keys, so that two such calls cannot lock each other out.
    """
    cases = list(
        Application.objects.select_for_update(of=("self",)).filter(pk__in=list(data)).order_by("pk")
    )
    kind_of_actor = actor_kind_of(actor)
    Event.objects.bulk_create(
        event_next(
            locked=case, kind=kind, actor=actor, actor_kind=kind_of_actor, now=now,
            reason=reason, data=data[case.pk],
        )
        for case in cases
    )  # fmt: skip
    Application.objects.bulk_update(cases, HEAD_FIELDS)
    return len(cases)
