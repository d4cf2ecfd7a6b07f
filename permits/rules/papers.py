"""The personal list of documents: rows of data × kind × category × facts about the person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from permits.rules.parameters import Parameters

# Facts that a row's ``conditions`` can name, all of which must hold.
CONDITIONS = ("family", "ground", "points", "chinese", "health", "pay")


class Requirement(Protocol):
    """The columns of a requirement that decide whether it applies. Empty lists mean: all."""

    code: str
    order: int
    kinds: Sequence[str]
    categories: Sequence[str]
    conditions: Sequence[str]
    promise_categories: Sequence[str]
    valid_from: date
    valid_until: date | None


R = TypeVar("R", bound=Requirement)
Row = TypeVar("Row")


@dataclass(frozen=True)
class PersonFacts:
    """What decides about papers. ``months``: how long the permit is wanted for; None: a year."""

    age: int
    by_ground: bool = False
    by_points: bool = False
    chinese: bool = False
    pay_ground: bool = False
    family: bool = False
    months: int | None = None

    def conditions(self, numbers: Parameters) -> frozenset[str]:
        """The codes of ``CONDITIONS`` that hold."""
        months = numbers.health_from_months if self.months is None else self.months
        right_age = numbers.health_age_from <= self.age <= numbers.health_age_until
        known = {
            "family": self.family,
            "ground": self.by_ground,
            "points": self.by_points,
            "chinese": self.by_points and self.chinese,
            "pay": self.pay_ground,
            "health": right_age and months >= numbers.health_from_months,
        }
        return frozenset(code for code, holds in known.items() if holds)


@dataclass(frozen=True)
class Paper(Generic[Row]):
    """One document of the list. ``may_promise``: a signed promise can stand for the proof."""

    row: Row
    may_promise: bool


def requirements_in_force(rows: Iterable[R], on: date) -> list[R]:
    """The rows in force on a day: of several with one code, the one that began last."""
    latest: dict[str, R] = {}
    for row in sorted(rows, key=lambda row: row.valid_from):
        if row.valid_from <= on:
            latest[row.code] = row
    return [row for row in latest.values() if row.valid_until is None or on <= row.valid_until]


def papers_for(
    rows: Iterable[R],
    *,
    kind: str,
    category: str,
    person: PersonFacts,
    numbers: Parameters,
    on: date,
) -> list[Paper[R]]:
    """The documents that one application needs on a day, in their order."""
    facts = person.conditions(numbers)
    fitting = [
        row
        for row in requirements_in_force(rows, on)
        if (not row.kinds or kind in row.kinds)
        and (not row.categories or category in row.categories)
        and set(row.conditions) <= facts
    ]
    fitting.sort(key=lambda row: (row.order, row.code))
    return [Paper(row, category in row.promise_categories) for row in fitting]
