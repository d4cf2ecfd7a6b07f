"""Statements that set many due dates at once. What a date should be is decided in Python.

Set-based on purpose: a State Council notice can touch every open case, and one UPDATE over a list
of (day of acceptance, period) pairs is orders of magnitude faster than a loop over rows.
"""
# ruff: noqa: S608 - the statements are put together from constants; values are parameters

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from applications.deadlines import Due
from applications.enums import CLOCK_STATUSES, PeriodUnit, Status

Changed = tuple[int, date | None, date]

_CLOCK = [str(status) for status in CLOCK_STATUSES]
_STARTED_ON = "(a.accepted_at AT TIME ZONE 'Asia/Shanghai')::date"
_RECEIVED_ON = "(a.complete_at AT TIME ZONE 'Asia/Shanghai')::date"

# Cases that share a due date with all others of the same day and period.
_GROUPED = f"""
    FROM applications_application a
    JOIN applications_servicestandard s ON s.id = a.standard_id
    {{join}}
    WHERE a.status = ANY(%(statuses)s) AND s.unit = '{PeriodUnit.WORKING_DAYS}'
      AND NOT EXISTS (
        SELECT 1 FROM applications_clockadjustment c WHERE c.application_id = a.id
      )
"""

# A date that moves into the future gets its alarms back: they have not been given for that date.
_SET = """
    UPDATE applications_application a SET
        due_on = n.due_on,
        due_at = n.due_at,
        due_provisional = n.provisional,
        next_on = n.due_on,
        due_soon_at = CASE WHEN n.rearm THEN NULL ELSE a.due_soon_at END,
        overdue_at = CASE WHEN n.rearm THEN NULL ELSE a.overdue_at END,
        escalated_at = CASE WHEN n.rearm THEN NULL ELSE a.escalated_at END
    FROM new n WHERE a.id = n.id
    RETURNING a.id, n.before, n.due_on
"""


def groups() -> list[tuple[date, int]]:
    """Every pair of day of acceptance and period among open cases without adjustments."""
    select = f"SELECT DISTINCT {_STARTED_ON}, s.amount {_GROUPED.format(join='')}"
    return _rows(select, {"statuses": _CLOCK})


def received_groups() -> list[tuple[str, date]]:
    """Every pair of service and day received among cases that wait for acceptance."""
    return _rows(
        f"SELECT DISTINCT a.service, {_RECEIVED_ON} FROM applications_application a "
        "WHERE a.status = %(status)s AND a.complete_at IS NOT NULL",
        {"status": str(Status.SUBMITTED)},
    )


def home_groups() -> list[tuple[int, date, int]]:
    """Every standard, day received and period among cases that a home office checks."""
    return _rows(
        f"SELECT DISTINCT s.id, {_RECEIVED_ON}, s.amount FROM applications_application a "
        "JOIN applications_servicestandard s ON s.id = a.standard_id "
        "WHERE a.status = %(status)s AND a.complete_at IS NOT NULL",
        {"status": str(Status.HOME_CHECK)},
    )


def set_home_checks(days: Sequence[tuple[int, date, date]]) -> None:
    """Write the last day of the home office's check, by standard and day received."""
    if not days:
        return
    _rows(
        f"""
        WITH days AS (
            SELECT * FROM unnest(%(standard)s::bigint[], %(received)s::date[], %(until)s::date[])
                AS t (standard_id, received_on, until)
        )
        UPDATE applications_application a SET next_on = d.until FROM days d
        WHERE a.status = %(status)s AND a.standard_id = d.standard_id
          AND {_RECEIVED_ON} = d.received_on AND a.next_on IS DISTINCT FROM d.until
        RETURNING a.id
        """,
        {
            "standard": [standard for standard, _received, _until in days],
            "received": [received for _standard, received, _until in days],
            "until": [until for _standard, _received, until in days],
            "status": str(Status.HOME_CHECK),
        },
    )


def single_ids() -> list[int]:
    """Open cases to compute one by one: adjusted, or in hours; not those whose clock stands."""
    rows = _rows(
        f"""
        SELECT a.id FROM applications_application a
        JOIN applications_servicestandard s ON s.id = a.standard_id
        WHERE a.status = ANY(%(statuses)s)
          AND (s.unit = '{PeriodUnit.HOURS}' OR EXISTS (
            SELECT 1 FROM applications_clockadjustment c WHERE c.application_id = a.id))
          AND NOT EXISTS (
            SELECT 1 FROM applications_clockadjustment c
            WHERE c.application_id = a.id
              AND c.stopped_on IS NOT NULL AND c.resumed_on IS NULL)
        ORDER BY a.id
        """,
        {"statuses": _CLOCK},
    )
    return [pk for (pk,) in rows]


def set_due_of_groups(dues: Sequence[tuple[date, int, Due]], *, today: date) -> list[Changed]:
    """Write each group's due date where it differs; return the rows that changed."""
    if not dues:
        return []
    join = f"JOIN promised p ON p.started_on = {_STARTED_ON} AND p.amount = s.amount"
    return _rows(
        f"""
        WITH promised AS ({_UNNEST}), new AS (
            SELECT a.id, a.due_on AS before, p.due_on, NULL::timestamptz AS due_at, p.provisional,
                   p.due_on > a.due_on AND p.due_on >= %(today)s AS rearm
            {_GROUPED.format(join=join)}
              AND (a.due_on, a.due_at, a.due_provisional)
                  IS DISTINCT FROM (p.due_on, NULL::timestamptz, p.provisional)
            ORDER BY a.id FOR UPDATE OF a
        ) {_SET}
        """,
        {**_group_arrays(dues), "statuses": _CLOCK, "today": today},
    )


def set_due(dues: Sequence[tuple[int, Due]], *, today: date) -> list[Changed]:
    """Write due dates by the case's key where they differ; return the rows that changed."""
    if not dues:
        return []
    return _rows(
        f"""
        WITH promised AS (
            SELECT * FROM unnest(%(ids)s::bigint[], %(due_on)s::date[], %(due_at)s::timestamptz[],
                                 %(provisional)s::bool[])
                AS t (id, due_on, due_at, provisional)
        ), new AS (
            SELECT a.id, a.due_on AS before, p.due_on, p.due_at, p.provisional,
                   COALESCE(p.due_at > a.due_at, p.due_on > a.due_on)
                       AND p.due_on >= %(today)s AS rearm
            FROM applications_application a JOIN promised p ON p.id = a.id
            WHERE a.status = ANY(%(statuses)s)
              AND (a.due_on, a.due_at, a.due_provisional)
                  IS DISTINCT FROM (p.due_on, p.due_at, p.provisional)
            ORDER BY a.id FOR UPDATE OF a
        ) {_SET}
        """,
        {
            "ids": [pk for pk, _due in dues],
            "due_on": [due.on for _pk, due in dues],
            "due_at": [due.at for _pk, due in dues],
            "provisional": [due.provisional for _pk, due in dues],
            "statuses": _CLOCK,
            "today": today,
        },
    )


def compare_groups(
    dues: Sequence[tuple[date, int, Due]],
) -> tuple[list[tuple[str, date, date]], int]:
    """Compare without writing: cases that would move, and how many dates would become final."""
    if not dues:
        return [], 0
    join = f"JOIN promised p ON p.started_on = {_STARTED_ON} AND p.amount = s.amount"
    source = f"WITH promised AS ({_UNNEST})"
    values = {**_group_arrays(dues), "statuses": _CLOCK}
    moves = _rows(
        f"{source} SELECT a.reference, a.due_on, p.due_on "
        f"{_GROUPED.format(join=join)} AND a.due_on <> p.due_on",
        values,
    )
    settled = _rows(
        f"{source} SELECT count(*) {_GROUPED.format(join=join)} "
        "AND a.due_provisional AND NOT p.provisional",
        values,
    )
    return moves, settled[0][0]


def set_completeness(days: Sequence[tuple[str, date, date]]) -> None:
    """Write the last day to say what is missing, for cases that wait for acceptance."""
    if not days:
        return
    _rows(
        f"""
        WITH days AS (
            SELECT * FROM unnest(%(service)s::text[], %(received)s::date[], %(until)s::date[])
                AS t (service, received_on, until)
        )
        UPDATE applications_application a SET next_on = d.until FROM days d
        WHERE a.status = %(status)s AND a.service = d.service
          AND {_RECEIVED_ON} = d.received_on AND a.next_on IS DISTINCT FROM d.until
        RETURNING a.id
        """,
        {
            "service": [service for service, _received, _until in days],
            "received": [received for _service, received, _until in days],
            "until": [until for _service, _received, until in days],
            "status": str(Status.SUBMITTED),
        },
    )


_UNNEST = """
    SELECT * FROM unnest(
        %(started)s::date[], %(amount)s::int[], %(due_on)s::date[], %(provisional)s::bool[]
    ) AS t (started_on, amount, due_on, provisional)
"""


def _group_arrays(dues: Sequence[tuple[date, int, Due]]) -> dict[str, list[Any]]:
    return {
        "started": [started_on for started_on, _amount, _due in dues],
        "amount": [amount for _started_on, amount, _due in dues],
        "due_on": [due.on for _started_on, _amount, due in dues],
        "provisional": [due.provisional for _started_on, _amount, due in dues],
    }


def _rows(statement: str, values: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
