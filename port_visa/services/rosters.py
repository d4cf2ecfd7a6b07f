"""A list of many people: handed in, mended, thrown away."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from documents.inspection import label_clean
from documents.sheet_opening import SheetProblem, SheetRejected, sheet_sort, sheet_text_read
from port_visa.enums import RosterSource, RosterStatus, RowStatus
from port_visa.errors import InvitationError
from port_visa.models import Invitation, Roster
from port_visa.models.roster import LIVE
from port_visa.parameters import limits_on
from port_visa.permissions import can_work_on_roster
from port_visa.roster_table import MORE_LINES, table_read
from port_visa.rules.roster_columns import BY_CODE
from port_visa.services.locks import draft_lock, invitation_lock, not_allowed
from port_visa.services.roster_checking import file_forget, rows_rejudge

_MEGABYTE = 1024 * 1024


@transaction.atomic
def roster_upload(
    *, invitation: Invitation, file: UploadedFile, actor: User, now: datetime
) -> Roster:
    """Take the file of a list; a worker reads it. It replaces a list handed in before.

    Raises SheetRejected for a file that is too large or is no list at all, before anything of it is
    opened.
    """
    locked = draft_lock(invitation, actor)
    label, limits = label_clean(file.name or ""), limits_on(legal_date(now))
    if (file.size or 0) > limits.roster_megabytes * _MEGABYTE:
        raise SheetRejected(SheetProblem.TOO_LARGE, name=label, megabytes=limits.roster_megabytes)
    data = file.read()
    sort = sheet_sort(data, label=label)
    return _kept(locked, data, sort, label, RosterSource.FILE, actor, now)


@transaction.atomic
def roster_paste(*, invitation: Invitation, text: str, actor: User, now: datetime) -> Roster:
    """Take a list that was copied from a spreadsheet. Raises SheetRejected when it is none."""
    locked = draft_lock(invitation, actor)
    label, limits = _("What you pasted"), limits_on(legal_date(now))
    if len(text) > limits.roster_megabytes * _MEGABYTE:
        raise SheetRejected(SheetProblem.TOO_LARGE, name=label, megabytes=limits.roster_megabytes)
    lines = sheet_text_read(text, label=label, most_rows=limits.roster_rows + MORE_LINES)
    table_read(lines, source=RosterSource.PASTE, label=label, most=limits.roster_rows)
    data = text.encode("utf-8", "replace")
    return _kept(locked, data, "csv", label, RosterSource.PASTE, actor, now)


def _kept(
    locked: Invitation,
    data: bytes,
    sort: str,
    label: str,
    source: RosterSource,
    actor: User,
    now: datetime,
) -> Roster:
    limits = limits_on(legal_date(now))
    for earlier in locked.rosters.select_for_update(of=("self",)).filter(status__in=LIVE):
        _throw_away(earlier, now)
    roster = Roster(
        invitation=locked,
        worked_by=actor,
        source=source,
        label=label,
        most_rows=limits.roster_rows,
        most_megabytes=limits.roster_megabytes,
        created_at=now,
        touched_at=now,
    )
    roster.file.save(f"rosters/{uuid.uuid4().hex}.{sort}", ContentFile(data), save=False)
    roster.save(force_insert=True)
    roster_send(roster)
    return roster


def _throw_away(roster: Roster, now: datetime) -> None:
    if roster.status == RosterStatus.TAKING:
        message = _("The people of your list are being added. Wait until that is done.")
        raise InvitationError(message, code="taking")
    roster_forget(roster, now)


def roster_forget(roster: Roster, now: datetime) -> None:
    """Throw a locked roster away, with its file and with the rows of people not added."""
    roster.rows.exclude(status=RowStatus.TAKEN).delete()
    file_forget(roster)
    roster.status, roster.touched_at = RosterStatus.DISCARDED, now
    roster.save()


def rosters_forget(invitation: Invitation, now: datetime) -> None:
    """Throw away the lists of an invitation that is no more, whose lock the caller holds."""
    for roster in invitation.rosters.select_for_update(of=("self",)).filter(status__in=LIVE):
        roster_forget(roster, now)


@transaction.atomic
def roster_discard(*, roster: Roster, actor: User, now: datetime) -> None:
    """Throw the list away. People who were added already stay. Twice has one effect."""
    locked = roster_lock(roster, actor)
    if locked.status in LIVE:
        _throw_away(locked, now)


def roster_lock(roster: Roster, actor: User) -> Roster:
    """Lock the invitation of a list and the list itself, for somebody who may work on it."""
    invitation = invitation_lock(roster.invitation_id)
    if not can_work_on_roster(actor, invitation):
        raise not_allowed()
    locked = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    locked.invitation = invitation
    return locked


@transaction.atomic
def roster_fix(
    *,
    roster: Roster,
    changes: Mapping[int, Mapping[str, str]],
    left_out: Collection[int] = (),
    actor: User,
    now: datetime,
) -> Roster:
    """Put new texts into rows with mistakes, by row and column, or leave rows out; judge anew.

    Raises InvitationError while a worker is at the list, and when it is gone.
    """
    locked = roster_lock(roster, actor)
    _checked_needed(locked)
    for row in locked.rows.filter(number__in={*changes, *left_out}, status=RowStatus.FAULTY):
        texts = {c: " ".join(t.split()) for c, t in changes.get(row.number, {}).items()}
        row.values = {**row.values, **{c: t for c, t in texts.items() if c in BY_CODE}}
        if row.number in left_out:
            row.status = RowStatus.LEFT_OUT
        row.save(update_fields=["values", "status"])
    rows_rejudge(locked, now)
    locked.worked_by, locked.touched_at = actor, now
    locked.save(update_fields=["worked_by", "touched_at"])
    return locked


def _checked_needed(locked: Roster) -> None:
    if locked.status != RosterStatus.CHECKED:
        message = _("This list is not waiting for changes now. Look at where it stands.")
        raise InvitationError(message, code="not_checked")


def roster_send(roster: Roster) -> None:
    """Have a worker check the list, once the transaction is done."""
    from port_visa.tasks import check_roster

    check_roster.delay_on_commit(str(roster.pk))  # type: ignore[attr-defined]
