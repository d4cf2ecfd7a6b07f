"""Which branch serves a case: rows of category × zone × branch × dates. They have changed often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from permits.enums import TalentCategory


class Rule(Protocol):
    """The columns of a ``ServingRule`` that decide. An empty zone means: anywhere in the city."""

    @property
    def category(self) -> str: ...
    @property
    def zone_code(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


R = TypeVar("R", bound=Rule)
Row = TypeVar("Row")


@dataclass(frozen=True)
class Serving(Generic[Row]):
    """The rules that serve a case. ``elsewhere``: the category is served, but not in this zone."""

    rules: tuple[Row, ...]
    elsewhere: bool

    @property
    def served(self) -> bool:
        return bool(self.rules)


def rules_in_force(rules: Iterable[R], on: date) -> list[R]:
    """The rules that hold on a day, both ends included."""
    return [
        rule
        for rule in rules
        if rule.valid_from <= on and (rule.valid_until is None or on <= rule.valid_until)
    ]


def branches_for(category: str, zone: str, on: date, rules: Iterable[R]) -> Serving[R]:
    """Which rules serve ``category`` for an employer in the zone with the code ``zone`` on a day.

    ``zone`` is empty for an employer in Shanghai outside every pilot zone. Category C is never
    served: the single window is for A and B.
    """
    if category == TalentCategory.C:
        return Serving((), elsewhere=False)
    mine = [rule for rule in rules_in_force(rules, on) if rule.category == category]
    fitting = tuple(rule for rule in mine if rule.zone_code in ("", zone))
    return Serving(fitting, elsewhere=bool(mine) and not fitting)
