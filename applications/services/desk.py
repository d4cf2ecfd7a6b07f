"""Small acts at the officers' desk that do not move the case: hold, tick, note, assign, open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.checklists import checks
from applications.enums import CheckResult, EventKind, Status
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.events import application_lock, event_record
from applications.models import Application, ChecklistTick, Event
from applications.permissions import (
    authority_of,
    can_review,
    can_supervise,
    can_view_as_officer,
)
from applications.registry import ChecklistLine, adapter_for, case_file
from documents.models import IssuedDocument, Upload

HOLD = timedelta(minutes=10)
LOG_AGAIN_AFTER = timedelta(hours=1)
TICKABLE = (
    Status.SUBMITTED,
    Status.SUPPLEMENT,
    Status.HOME_CHECK,
    Status.ACCEPTED,
    Status.RECOMMENDED,
)


@dataclass(frozen=True)
class Hold:
    """Who has the case open, and until when; ``mine`` when it is the one who asked."""

    holder: User
    until: datetime
    mine: bool


@dataclass(frozen=True)
class Found:
    """What an officer found for one line of the checklist."""

    code: str
    result: CheckResult
    note: str = ""


@transaction.atomic
def application_hold(*, application: Application, actor: User, now: datetime) -> Hold:
    """Say that the officer works on the case, for ten minutes from now; renew by calling again.

    When another officer has it, their hold is returned and stays. A hold is a courtesy: what keeps
    one officer from overwriting another is ``expected_version``.
    """
    locked = application_lock(application.pk)
    _check_review(locked, actor)
    others = locked.held_by_id not in (None, actor.pk)
    if others and locked.held_until is not None and locked.held_until > now:
        return Hold(locked.held_by, locked.held_until, mine=False)  # type: ignore[arg-type]
    locked.held_by = actor
    locked.held_until = now + HOLD
    locked.save(update_fields=["held_by", "held_until"])
    return Hold(actor, locked.held_until, mine=True)


@transaction.atomic
def application_release(*, application: Application, actor: User) -> None:
    """Give one's own hold up; somebody else's stays."""
    locked = application_lock(application.pk)
    if locked.held_by_id == actor.pk:
        locked.held_by = None
        locked.held_until = None
        locked.save(update_fields=["held_by", "held_until"])


@transaction.atomic
def checklist_tick(
    *,
    application: Application,
    code: str,
    result: CheckResult,
    actor: User,
    now: datetime,
    note: str = "",
) -> ChecklistTick:
    """Record what the officer found for one line; a line ticked again is corrected, and logged.

    Where several authorities review, each has a tick of its own, and some lines are one's alone.
    """
    found = (Found(code, result, note),)
    (tick,) = checklist_save(application=application, found=found, actor=actor, now=now)
    return tick


@transaction.atomic
def checklist_save(
    *,
    application: Application,
    found: Sequence[Found],
    actor: User,
    now: datetime,
    lines: Sequence[ChecklistLine] | None = None,
) -> list[ChecklistTick]:
    """Record several lines at once, all or none.

    :param lines: the checklist, where the caller has it; it is read from the case's file otherwise.
    """
    if not found:
        return []
    locked = application_lock(application.pk)
    _check_review(locked, actor)
    _check_tickable(locked)
    authority = authority_of(actor, locked) or ""
    known = case_file(locked).checklist() if lines is None else lines
    _check_lines(known, [one.code for one in found], authority)
    common: dict[str, Any] = {"application": locked, "officer": actor, "ticked_at": now}
    ticks = [
        ChecklistTick(
            code=one.code, authority=authority, result=one.result, note=one.note, **common
        )
        for one in found
    ]
    ChecklistTick.objects.bulk_create(
        ticks,
        update_conflicts=True,
        unique_fields=["application", "code", "authority"],
        update_fields=["result", "note", "officer", "ticked_at"],
    )
    side = _side(locked, actor)
    for one in found:
        event_record(
            application=locked,
            kind=EventKind.CHECK_TICKED,
            actor=actor,
            now=now,
            reason=one.note,
            data={"code": one.code, "result": one.result, **side},
        )
    return ticks


def _check_tickable(locked: Application) -> None:
    if locked.status not in TICKABLE:
        raise TransitionNotAllowed(
            _("%(reference)s is “%(status)s”. Its checklist can no longer change."),
            reference=locked.reference,
            status=locked.get_status_display(),
        )


def _check_lines(lines: Sequence[ChecklistLine], codes: Sequence[str], authority: str) -> None:
    """Whether the officer's authority ticks each of these lines."""
    known = {line.code: line for line in lines}
    for code in codes:
        if code not in known:
            raise Incomplete(_("“%(line)s” is not on this application's checklist."), line=code)
        if not checks(known[code], authority):
            raise NotPermitted(_("The other authority checks this line."))


def note_add(*, application: Application, text: str, actor: User, now: datetime) -> Event:
    """Write an internal note, which applicants never see, nor does another authority."""
    _check_review(application, actor)
    if not text.strip():
        raise Incomplete(_("Write the note first."))
    return event_record(
        application=application,
        kind=EventKind.NOTE,
        actor=actor,
        now=now,
        reason=text.strip(),
        data=_side(application, actor),
    )


def _side(application: Application, actor: User) -> dict[str, str]:
    """For the log, where several authorities review: whose act it was."""
    if len(adapter_for(application).authorities) == 1:
        return {}
    return {"authority": authority_of(actor, application) or ""}


@transaction.atomic
def application_assign(
    *, application: Application, officer: User | None, actor: User, now: datetime
) -> Application:
    """Give the case to an officer of its office, or to nobody.

    A reviewer can take or give back a case; a supervisor can give it to others.
    """
    locked = application_lock(application.pk)
    _check_review(locked, actor)
    for_oneself = officer == actor or (officer is None and locked.assigned_to_id == actor.pk)
    if not for_oneself and not can_supervise(actor, locked):
        raise NotPermitted(_("Only a supervisor can give cases to other officers."))
    if officer is not None and not can_review(officer, locked, authority_of(actor, locked)):
        raise NotPermitted(_("%(officer)s cannot handle cases of this office."), officer=officer)
    before, after = locked.assigned_to_id, officer.pk if officer else None
    if before == after:
        return locked
    locked.assigned_to = officer
    locked.save(update_fields=["assigned_to"])
    event_record(
        application=locked,
        kind=EventKind.ASSIGNED,
        actor=actor,
        now=now,
        data={"from": before, "to": after},
    )
    return locked


def application_opened(*, application: Application, actor: User, now: datetime) -> None:
    """Log that an officer opened the file: once an hour for each officer and case."""
    if not can_view_as_officer(actor, application):
        raise NotPermitted
    opening_record(application=application, actor=actor, now=now)


@transaction.atomic
def opening_record(*, application: Application, actor: User, now: datetime) -> None:
    """Log that an officer saw the data of the case, by whichever right: once an hour."""
    _log_opening(application, EventKind.OPENED, actor, now, {})


def document_opened(
    *, application: Application, upload: Upload, actor: User, now: datetime
) -> None:
    """Log that an officer opened a document: once an hour for each officer, case and file."""
    if not can_view_as_officer(actor, application):
        raise NotPermitted
    _log_opening(application, EventKind.DOCUMENT_OPENED, actor, now, {"upload": str(upload.pk)})


@transaction.atomic
def issued_document_opened(
    *, application: Application, document: IssuedDocument, actor: User, now: datetime
) -> None:
    """Log that an officer opened a produced document: once an hour for each officer and file."""
    if not can_view_as_officer(actor, application):
        raise NotPermitted
    _log_opening(application, EventKind.DOCUMENT_OPENED, actor, now, {"document": str(document.pk)})


def _log_opening(
    application: Application, kind: EventKind, actor: User, now: datetime, data: dict[str, str]
) -> None:
    recent = Event.objects.filter(
        application=application, kind=kind, actor=actor, at__gt=now - LOG_AGAIN_AFTER
    )
    if data:
        recent = recent.filter(data=data)
    if not recent.exists():
        event_record(application=application, kind=kind, actor=actor, now=now, data=data)


def _check_review(application: Application, actor: User) -> None:
    if not can_review(actor, application):
        raise NotPermitted(
            _("Only a reviewer or supervisor of this application's office can do this.")
        )
