"""The log: one row a fact, chained by SHA-256 within its case, written with the fact itself.

Each digest covers the row's own facts and the digest before it. The head of the chain (count and
last digest) is kept on the application, so that a row cut off at the end is missed as well as one
that was changed or taken out of the middle. What a chain cannot show is somebody who rewrites all
of it; for that, ``manage.py verify_events`` prints a digest over all heads to keep elsewhere.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from accounts.models import User
from applications.enums import ActorKind, EventKind
from applications.models import Application, Event

HEAD_FIELDS = ["event_count", "event_digest", "last_event_at", "last_actor_kind"]


def application_lock(pk: int) -> Application:
    """Read the case fresh and lock its row until the transaction ends.

    Cases of a group are locked one after the other, each for its own step: this is no N+1.
    """
    rows = Application.objects.select_for_update(of=("self",)).filter(pk=pk)
    for locked in rows:
        return locked
    raise Application.DoesNotExist(f"There is no application with the key {pk}.")


@transaction.atomic
def event_record(
    *,
    application: Application,
    kind: EventKind,
    actor: User | None,
    now: datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Write a fact that does not change the status.

    :param actor: who did it; None for the machine.
    :param data: plain JSON (strings, whole numbers, lists, dates); a fraction raises TypeError,
        since two programs may print it differently.
    """
    locked = application_lock(application.pk)
    event = event_append(
        locked=locked,
        kind=kind,
        actor=actor,
        actor_kind=actor_kind_of(actor),
        now=now,
        reason=reason,
        data=data,
    )
    locked.save(update_fields=HEAD_FIELDS)
    for name in HEAD_FIELDS:
        setattr(application, name, getattr(locked, name))
    return event


def event_append(
    *,
    locked: Application,
    kind: EventKind,
    actor: User | None,
    actor_kind: ActorKind,
    now: datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    status_before: str = "",
) -> Event:
    """Add the next row of the chain and move the head on ``locked``, which the caller saves.

    ``locked`` must hold the row lock (``application_lock``): that is what keeps the chain whole.
    """
    event = event_next(
        locked=locked,
        kind=kind,
        actor=actor,
        actor_kind=actor_kind,
        now=now,
        reason=reason,
        data=data,
        status_before=status_before,
    )
    event.save(force_insert=True)
    for listener in _listeners:
        listener(event, locked)
    return event


Listener = Callable[[Event, Application], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Let a room above write its own rows with each event. Called once, in ``AppConfig.ready``."""
    if listener not in _listeners:
        _listeners.append(listener)


def event_next(
    *,
    locked: Application,
    kind: EventKind,
    actor: User | None,
    actor_kind: ActorKind,
    now: datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    status_before: str = "",
) -> Event:
    """Make the next row of the chain and move the head on ``locked``; the caller saves both."""
    event = Event(
        application=locked,
        sequence=locked.event_count + 1,
        kind=kind,
        actor_kind=actor_kind,
        actor=actor,
        at=now.astimezone(UTC),
        status_before=status_before or locked.status,
        status_after=locked.status,
        reason=reason,
        data=plain(data or {}),
        request_id=_request_id(),
        previous_digest=locked.event_digest,
    )
    event.digest = digest_of(event)
    locked.event_count = event.sequence
    locked.event_digest = event.digest
    locked.last_event_at = event.at
    locked.last_actor_kind = actor_kind
    return event


def digest_of(event: Event) -> str:
    """Return the SHA-256 of the row's canonical JSON: sorted keys, no spaces, UTC instants."""
    facts = {
        "application": event.application_id,
        "sequence": event.sequence,
        "kind": str(event.kind),
        "actor_kind": str(event.actor_kind),
        "actor": event.actor_id,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "status_before": str(event.status_before),
        "status_after": str(event.status_after),
        "reason": event.reason,
        "data": event.data,
        "request_id": event.request_id,
        "previous_digest": event.previous_digest,
    }
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def chain_problems(application: Application, events: list[Event]) -> Iterator[str]:
    """Say what is wrong with a case's chain, in order; nothing when it is whole."""
    previous = ""
    for position, event in enumerate(events, start=1):
        if event.sequence != position:
            yield f"{application.reference}: row {position} is missing"
            return
        if event.previous_digest != previous or digest_of(event) != event.digest:
            yield f"{application.reference}: row {position} was changed"
        previous = event.digest
    if application.event_count != len(events):
        yield (
            f"{application.reference}: {application.event_count} rows were written, "
            f"{len(events)} are there"
        )
    elif application.event_digest != previous:
        yield f"{application.reference}: the head does not fit the last row"
    elif events and events[-1].status_after != application.status:
        yield f"{application.reference}: the status was changed without an event"


def actor_kind_of(actor: User | None) -> ActorKind:
    """Tell the machine, officers and applicants apart."""
    if actor is None:
        return ActorKind.SYSTEM
    return ActorKind.OFFICER if actor.is_staff else ActorKind.APPLICANT


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``data`` as the plain JSON that the database will give back, byte for byte."""
    copy: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    _refuse_fractions(copy)
    return copy


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("A fraction has no single spelling; log it as text.")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            _refuse_fractions(item)


def _request_id() -> str:
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64]
