"""Which documents one application needs: rows of data × category × kind of inviter × licence."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A row of rules: a later one of the same code replaces it from its first day on."""

    @property
    def code(self) -> str: ...

    valid_from: date
    valid_until: date | None


class Requirement(Dated, Protocol):
    """The columns of a checklist row that decide whether it applies. Empty lists mean: all."""

    order: int
    categories: Sequence[str]
    inviter_kinds: Sequence[str]
    only_without_licence: bool


D = TypeVar("D", bound=Dated)
R = TypeVar("R", bound=Requirement)


def _applies(row: Requirement, category: str, inviter_kind: str, has_licence: bool) -> bool:
    return (
        (not row.categories or category in row.categories)
        and (not row.inviter_kinds or inviter_kind in row.inviter_kinds)
        and not (row.only_without_licence and has_licence)
    )


def in_force(rows: Iterable[D], day: date) -> list[D]:
    """The rows in force on ``day``: of several with one code, the one that began last."""
    latest: dict[str, D] = {}
    for row in sorted(rows, key=lambda row: row.valid_from):
        if row.valid_from <= day:
            latest[row.code] = row
    return [row for row in latest.values() if row.valid_until is None or day <= row.valid_until]


def requirements_for(
    rows: Iterable[R], *, category: str, inviter_kind: str, has_licence: bool, on: date
) -> list[R]:
    """The checklist on the day ``on``, in its order. Without a category, what all need."""
    lines = [r for r in in_force(rows, on) if _applies(r, category, inviter_kind, has_licence)]
    return sorted(lines, key=lambda row: (row.order, row.code))
