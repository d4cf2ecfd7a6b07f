"""What the engine tells people: one outbox row a recipient and channel, in the same transaction."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation

from accounts.models import User
from applications.models import Application, Traveller
from applications.registry import Addressed, adapter_for, adapter_of
from notifications.enums import MessageEvent
from notifications.services import Letter, message_enqueue, messages_enqueue


def applicant_tell(
    *, application: Application, event: MessageEvent, now: datetime, key: str = "", **facts: Any
) -> None:
    """Queue a message to everybody whom the service's adapter names.

    ``facts`` join the context of ``message_context``. ``key`` tells apart two messages of the same
    event on one version of the case.
    """
    traveller, (recipients, further) = _read_ahead(application)
    message_enqueue(
        event=event,
        key=_key(application, key),
        recipients=recipients,
        context={**_common(application, traveller), **further, **facts},
        now=now,
    )


@contextmanager
def told_together(cases: Sequence[Application]) -> Iterator[None]:
    """Read here, for all of these cases, whom their messages address and what they say of them.

    For a group whose members take the same step one after the other, each under its own lock. The
    caller names the version that it read (``expected_version``) or holds what keeps the cases from
    changing, so that what is read ahead cannot have grown old. ``cases`` have their travellers.
    """
    addressed = _addressed(cases)
    ahead = {case.pk: (case.traveller, addressed[case.pk]) for case in cases}
    token = _together.set(ahead)
    try:
        yield
    finally:
        _together.reset(token)


_together: ContextVar[Mapping[int, tuple[Traveller, Addressed]]] = ContextVar("together")


def _read_ahead(application: Application) -> tuple[Traveller, Addressed]:
    if known := _together.get({}).get(application.pk):
        return known
    adapter = adapter_for(application)
    addressed = adapter.recipients(application), adapter.message_context(application)
    return application.traveller, addressed


def recipients_of(application: Application) -> Sequence[User]:
    """Whom the service's adapter names; read ahead for a group (``told_together``)."""
    _traveller, (recipients, _facts) = _read_ahead(application)
    return recipients


def _addressed(cases: Sequence[Application]) -> dict[int, Addressed]:
    found: dict[int, Addressed] = {}
    for service in {case.service for case in cases}:
        found |= adapter_of(service).addressed([one for one in cases if one.service == service])
    return found


@dataclass(frozen=True)
class Telling:
    """One case of many about which the same thing is told; see ``applicant_tell``."""

    application: Application
    key: str
    facts: Mapping[str, Any]


def applicants_tell(*, event: MessageEvent, tellings: Sequence[Telling], now: datetime) -> None:
    """Queue what ``applicant_tell`` would, for many cases with a few statements together."""
    addressed = _addressed([telling.application for telling in tellings])
    messages_enqueue(
        letters=[_letter(event, one, addressed[one.application.pk]) for one in tellings], now=now
    )


def _letter(event: MessageEvent, telling: Telling, addressed: Addressed) -> Letter:
    case, (recipients, further) = telling.application, addressed
    context = {**_common(case, case.traveller), **further, **telling.facts}
    return Letter(event, _key(case, telling.key), recipients, context)


def people_tell(
    *,
    application: Application,
    event: MessageEvent,
    recipients: Sequence[User],
    now: datetime,
    key: str = "",
    **facts: Any,
) -> None:
    """Queue a message about the case to these people."""
    message_enqueue(
        event=event,
        key=_key(application, key),
        recipients=recipients,
        context={**message_context(application), **facts},
        now=now,
    )


def _key(application: Application, key: str) -> str:
    return f"{application.reference}:{application.version}{':' + key if key else ''}"


def message_context(application: Application) -> dict[str, Any]:
    """Return the facts that every message about a case has, as plain JSON.

    ``reference``, ``name`` (machine-readable zone), ``service``, ``promise`` (ISO date, instant or
    empty), ``promise_provisional``, ``items`` (texts), ``reason``, ``answer_by`` (ISO date or
    empty) and ``path`` (address without its language). Keys that do not apply are empty, never
    missing.
    """
    traveller, (_recipients, further) = _read_ahead(application)
    return {**_common(application, traveller), **further}


def _common(application: Application, traveller: Traveller) -> dict[str, Any]:
    due = application.due_at or application.due_on
    return {
        "reference": application.reference,
        "name": traveller.name_mrz,
        "service": application.service,
        "promise": due.isoformat() if due else "",
        "promise_provisional": application.due_provisional,
        "items": [],
        "reason": "",
        "answer_by": "",
        "path": neutral_path("application", application.reference),
    }


def neutral_path(name: str, *args: str) -> str:
    """Return an address without its language, which the message puts in front."""
    with translation.override("en"):
        return "/" + reverse(name, args=args).removeprefix("/en/")


def desk_path(case: Application) -> str:
    """The officers' page of the case; the desk's start where there is none."""
    try:
        return reverse("admin:applications_application_change", args=[case.pk])
    except NoReverseMatch:
        return reverse("admin:index")
