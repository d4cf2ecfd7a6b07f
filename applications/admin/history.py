"""The history of a case in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.enums import Authority
from accounts.models import User
from applications.admin.due import logged_end
from applications.enums import (
    REFUSAL_GROUNDS,
    ActorKind,
    CheckResult,
    EventKind,
    JointOutcome,
    NonAcceptanceReason,
)
from applications.models import Application, Event
from applications.presenting import visit_words
from offices.models import Office

READING = frozenset({EventKind.OPENED, EventKind.DOCUMENT_OPENED})
_HAND_OVERS = frozenset(
    {
        EventKind.SUBMIT_HOME,
        EventKind.TRANSFER,
        EventKind.TRANSFER_RETURN,
        EventKind.OFFICE_CHANGED,
    }
)
NOTES = frozenset({EventKind.NOTE})
_INTERNAL = frozenset(
    {
        EventKind.RECOMMEND_APPROVAL,
        EventKind.RECOMMEND_REFUSAL,
        EventKind.RETURN_TO_REVIEW,
        EventKind.APPROVE,
        EventKind.CHECK_TICKED,
    }
)


@dataclass(frozen=True)
class Entry:
    """One event: who, when, what, with which facts and for what reason."""

    sequence: int
    at: datetime
    who: str
    what: str
    facts: str
    reason: str
    is_reading: bool
    is_note: bool


def history_of(
    case: Application, names: Mapping[str, str] | None = None, authority: str = ""
) -> list[Entry]:
    """The whole log, the newest first.

    :param authority: who reads: notes and remarks of another authority are left out.

    :param names: names of checklist lines by code, so that a tick reads as a document's name.
    """
    events = list(case.events.select_related("actor").order_by("-sequence"))
    return _entries(_readable(events, authority), names or {})


def _readable(events: list[Event], authority: str) -> list[Event]:
    """What an officer of this authority may read: never the internal words of the other.

    A step of the other shows; its remark and ground show only once the refusal was countersigned.
    """
    found = []
    for event in events:
        owner = event.data.get("authority", "")
        if owner and authority and owner != authority:
            if event.kind in NOTES:
                continue
            if event.kind in _INTERNAL:
                event.reason = ""
                event.data = {key: event.data[key] for key in event.data if key != "reason"}
        found.append(event)
    return found


def changes_since(case: Application, seen: int, authority: str = "") -> list[str]:
    """What others did after the officer opened the page, one sentence an event."""
    events = case.events.filter(sequence__gt=seen).exclude(kind__in=READING)
    rows = list(events.select_related("actor").order_by("sequence")[:20])
    entries = _entries(_readable(rows, authority), {})
    return [
        _("%(time)s, %(who)s: %(what)s. %(more)s")
        % {
            "time": date_format(localtime(entry.at), "H:i"),
            "who": entry.who,
            "what": entry.what,
            "more": " ".join(part for part in (entry.facts, entry.reason) if part),
        }
        for entry in entries
    ]


def _entries(events: list[Event], names: Mapping[str, str]) -> list[Entry]:
    officers = _officers(events)
    names = {**names, **_offices(events)}
    return [
        Entry(
            sequence=event.sequence,
            at=event.at,
            who=_who(event),
            what=str(event.get_kind_display()),
            facts=_facts(event, names, officers),
            reason=event.reason,
            is_reading=event.kind in READING,
            is_note=event.kind in NOTES,
        )
        for event in events
    ]


def _who(event: Event) -> str:
    if event.actor_kind == ActorKind.SYSTEM or event.actor is None:
        return str(ActorKind.SYSTEM.label)
    return f"{event.actor} ({event.get_actor_kind_display()})"


def _officers(events: list[Event]) -> dict[int, str]:
    """Names of the officers that assignments mention, in one query or none."""
    keys = {
        event.data.get(side)
        for event in events
        if event.kind == EventKind.ASSIGNED
        for side in ("from", "to")
    } - {None}
    if not keys:
        return {}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}


def _facts(event: Event, names: Mapping[str, str], officers: Mapping[int, str]) -> str:
    data = event.data
    if event.kind == EventKind.CHECK_TICKED:
        code = str(data.get("code", ""))
        result = dict(CheckResult.choices).get(data.get("result", ""), "")
        return f"{names.get(code, code)}: {result}"
    if event.kind == EventKind.ASSIGNED:
        return _("to %(officer)s") % {"officer": officers.get(data.get("to"), _("nobody"))}
    if event.kind in _HAND_OVERS:
        return _hand_over(data, names)
    if event.kind == EventKind.SUPPLEMENT_REQUEST:
        return "; ".join(str(item.get("text", "")) for item in data.get("items", []))
    if event.kind in (EventKind.CORRECT, EventKind.PORT_CORRECTED):
        return _changes(data.get("changes", {}))
    if str(event.kind).startswith("visit_"):
        return visit_words(data)
    return _dates_and_reasons(data)


_ON_THE_STICKER = ("visa_number", "stay_days", "last_day")


def _changes(changes: Mapping[str, list[str]]) -> str:
    """What each value was and is; of a sticker in the order in which it is read."""
    named = [name for name in _ON_THE_STICKER if name in changes]
    others = [name for name in changes if name not in named]
    pairs = [changes[name] for name in (*named, *others)]
    return "; ".join(f"{before or '—'} → {after or '—'}" for before, after in pairs)


def _hand_over(data: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """From whom to whom; an office that is gone shows its code."""
    codes = [str(data[side]) for side in ("from", "to") if data.get(side)]
    return " → ".join(names.get(code, code) for code in codes)


def _offices(events: list[Event]) -> dict[str, str]:
    """Names of the offices that hand-overs mention, by code, in one query or none."""
    codes = {
        event.data.get(side)
        for event in events
        if event.kind in _HAND_OVERS
        for side in ("from", "to")
    } - {None}
    if not codes:
        return {}
    return {office.code: office.name for office in Office.objects.filter(code__in=codes)}


def _dates_and_reasons(data: Mapping[str, Any]) -> str:
    parts = []
    if data.get("due_on"):
        before = data.get("due_before") or data.get("before")
        text = _("due on %(date)s") % {"date": logged_end(data)}
        parts.append(f"{text} ({before} →)" if before else text)
    if data.get("authority") in Authority.values:
        parts.append(str(Authority(data["authority"]).label))
    if data.get("proposal") in JointOutcome.values:
        parts.append(str(JointOutcome(data["proposal"]).label))
    if data.get("number") and isinstance(data["number"], str):
        parts.append(data["number"])
    if data.get("visa_number"):
        parts.append(_("visa %(number)s") % {"number": data["visa_number"]})
    reasons = {**dict(REFUSAL_GROUNDS), **dict(NonAcceptanceReason.choices)}
    if data.get("reason") in reasons:
        parts.append(str(reasons[data["reason"]]))
    return "; ".join(parts)
