"""The dashboard's four shelves: what somebody filed, by what it needs from them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from applications.enums import OPEN_STATUSES, Status

T = TypeVar("T")
SHOWN_CLOSED = 30


@dataclass(frozen=True)
class Shelves(Generic[T]):
    """Entries of one service: to be answered, to be finished, waiting for the office, closed."""

    asked: list[T] = field(default_factory=list)
    drafts: list[T] = field(default_factory=list)
    under_way: list[T] = field(default_factory=list)
    closed: list[T] = field(default_factory=list)

    def put(self, entry: T, statuses: Collection[str]) -> None:
        """Shelve an entry by the statuses of its cases; of closed ones only the first are kept."""
        if Status.SUPPLEMENT in statuses:
            self.asked.append(entry)
        elif Status.DRAFT in statuses:
            self.drafts.append(entry)
        elif not set(OPEN_STATUSES).isdisjoint(statuses):
            self.under_way.append(entry)
        elif len(self.closed) < SHOWN_CLOSED:
            self.closed.append(entry)

    @property
    def is_empty(self) -> bool:
        return not (self.asked or self.drafts or self.under_way or self.closed)
