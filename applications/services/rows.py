"""Changing dated rules: what was in force stays as it was; what comes has a later first day."""

from datetime import date, datetime
from typing import Any, Protocol

from django.db import transaction

from applications.deadlines import legal_date
from applications.errors import EndsTooEarly, RowInForce, StartsTooEarly


class DatedRow(Protocol):
    """A row of rules with its first day."""

    valid_from: date


def row_was_in_force(row: DatedRow, now: datetime) -> bool:
    """Whether the row holds or has held, so that answers and decisions may rest on it."""
    return row.valid_from <= legal_date(now)


def first_day_check(valid_from: date, now: datetime) -> None:
    """Refuse a first day that is not in the future; raises ``StartsTooEarly``."""
    if valid_from <= legal_date(now):
        raise StartsTooEarly


@transaction.atomic
def row_end(*, row: Any, last_day: date, now: datetime) -> None:
    """Give a row its last day, today or later; the only change of a row that is in force.

    Raises ``EndsTooEarly`` for a day in the past or before the row's first day, ``RowInForce`` when
    the row has already ended.
    """
    fresh = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    today = legal_date(now)
    if fresh.valid_until is not None and fresh.valid_until < today:
        raise RowInForce
    if last_day < max(today, fresh.valid_from):
        raise EndsTooEarly
    fresh.valid_until = last_day
    fresh.save(update_fields=["valid_until"])
    row.valid_until = last_day
