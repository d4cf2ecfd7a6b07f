"""A worker reads a list of people and judges its rows, one part after the other."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from applications.deadlines import legal_date
from documents.scanners import Scanner
from documents.sheet_opening import SheetProblem, SheetRejected, sheet_read
from port_visa.enums import RosterStatus, RowStatus
from port_visa.models import Invitation, Roster, RosterRow
from port_visa.queries import active_invitees
from port_visa.roster_table import MORE_LINES, MissingColumns, table_read
from port_visa.rules.roster import Circumstances, passport_number, row_judge
from port_visa.rules.roster_columns import Table

AT_ONCE = 100  # rows judged between two signs of progress


def file_forget(roster: Roster) -> None:
    """Delete the file once the transaction is done; nothing needs it any more."""
    storage, name = roster.file.storage, roster.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    roster.file = ""


def roster_check(
    *, roster_id: uuid.UUID | str, now: datetime, scanner: Scanner | None = None
) -> str | None:
    """Read and judge a list, in parts, each in a transaction of its own that shows how far it is.

    Safe to run twice, side by side, or again after a worker died. Answers the status reached, or
    None when another worker has it. Raises ScannerUnavailable: the list waits.
    """
    table = _opened(roster_id, now, scanner)
    if table is None:
        return None
    first_rows: dict[str, int] = {}
    for number, values in table.rows:
        first_rows.setdefault(passport_number(values), number)
    for start in range(0, len(table.rows), AT_ONCE):
        if not _judge_part(roster_id, table.rows[start : start + AT_ONCE], first_rows, now):
            return None
    return _checked(roster_id, now)


def _opened(roster_id: uuid.UUID | str, now: datetime, scanner: Scanner | None) -> Table | None:
    """The table of a waiting roster; None when there is nothing to do, or it cannot be read."""
    with transaction.atomic():
        rows = Roster.objects.select_for_update(of=("self",), skip_locked=True)
        roster = rows.filter(pk=roster_id).first()
        if roster is None or roster.status not in (RosterStatus.WAITING, RosterStatus.CHECKING):
            return None
        try:
            table = _read(roster, scanner)
        except SheetRejected as error:
            roster.problem, roster.status = str(error.code), RosterStatus.REFUSED
            roster.touched_at = now
            file_forget(roster)
            roster.save()
            return None
        roster.status, roster.rows_total = RosterStatus.CHECKING, len(table.rows)
        roster.unknown_headings, roster.touched_at = list(table.unknown), now
        roster.save()
        return table


def _read(roster: Roster, scanner: Scanner | None) -> Table:
    try:
        with roster.file.open("rb") as stored:
            data = stored.read()
    except FileNotFoundError as error:
        raise SheetRejected(SheetProblem.DAMAGED, name=roster.label) from error
    most = roster.most_rows
    lines = sheet_read(data, label=roster.label, most_rows=most + MORE_LINES, scanner=scanner)
    try:
        return table_read(lines, source=roster.source, label=roster.label, most=most)
    except MissingColumns as error:
        roster.missing_columns = list(error.columns)
        raise


def _judge_part(
    roster_id: uuid.UUID | str,
    rows: Sequence[tuple[int, Mapping[str, str]]],
    first_rows: Mapping[str, int],
    now: datetime,
) -> bool:
    with transaction.atomic():
        roster = (
            Roster.objects.select_for_update(of=("self",))
            .select_related("invitation")
            .get(pk=roster_id)
        )
        if roster.status != RosterStatus.CHECKING:
            return False
        given = circumstances(roster.invitation, first_rows, now)
        RosterRow.objects.bulk_create(
            [
                RosterRow(
                    roster=roster,
                    number=number,
                    values=dict(values),
                    status=_status(number, values, given),
                )
                for number, values in rows
            ],
            ignore_conflicts=True,  # another worker was here before this one
        )
        roster.rows_done, roster.touched_at = roster.rows.count(), now
        roster.save(update_fields=["rows_done", "touched_at"])
        return True


def _status(number: int, values: Mapping[str, str], given: Circumstances) -> RowStatus:
    return RowStatus.FAULTY if row_judge(number, values, given).problems else RowStatus.GOOD


def circumstances(
    invitation: Invitation, first_rows: Mapping[str, int], now: datetime
) -> Circumstances:
    """What the rows of a list are judged by besides themselves."""
    people = active_invitees().filter(invitation=invitation)
    return Circumstances(
        today=legal_date(now),
        arrival_on=invitation.arrival_on,
        stay_days=invitation.stay_days,
        allow_specimen=settings.PORTAL_DEMO,
        first_rows=first_rows,
        invited=frozenset(people.values_list("application__traveller__document_number", flat=True))
        - {""},
    )


def circumstances_of(roster: Roster, now: datetime) -> Circumstances:
    """The same for a list whose rows were read already; rows left out do not count."""
    first_rows: dict[str, int] = {}
    for row in roster.rows.filter(status__in=(RowStatus.GOOD, RowStatus.FAULTY)):
        first_rows.setdefault(passport_number(row.values), row.number)
    return circumstances(roster.invitation, first_rows, now)


def _checked(roster_id: uuid.UUID | str, now: datetime) -> str | None:
    with transaction.atomic():
        roster = Roster.objects.select_for_update(of=("self",)).get(pk=roster_id)
        if roster.status != RosterStatus.CHECKING or roster.rows_done < roster.rows_total:
            return None
        roster.status = RosterStatus.CHECKED
        roster.checked_at = roster.touched_at = now
        file_forget(roster)
        roster.save()
        return roster.status


def rows_rejudge(locked: Roster, now: datetime) -> None:
    """Judge every row that still waits: what one row says can be another row's mistake."""
    given = circumstances_of(locked, now)
    changed = []
    for row in locked.rows.filter(status__in=(RowStatus.GOOD, RowStatus.FAULTY)):
        status = _status(row.number, row.values, given)
        if status != row.status:
            row.status = status
            changed.append(row)
    RosterRow.objects.bulk_update(changed, ["status"])
