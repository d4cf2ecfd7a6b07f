"""Where upper rooms tell this one by which permit a person lives in Shanghai.

A room that issues such permits registers how to find them; a room that asks needs not know which.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User


@dataclass(frozen=True)
class Stay:
    """A permit in force that is on record here. ``proof``: ``accounts.enums.ResidenceProof``.

    ``category`` of the work, or empty; ``name`` as in the passport's lines; ``valid_until`` is the
    last day, in Beijing.
    """

    proof: str
    category: str
    number: str
    name: str
    name_zh: str
    valid_until: date


Source = Callable[[User, date], Iterable[Stay]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask ``source(user, on)`` for the permits of a person that are in force on a day."""
    if source not in _sources:
        _sources.append(source)


def stays_of(user: User, on: date) -> list[Stay]:
    """The person's permits in force on a day that are on record here, the longest first."""
    found = [stay for source in _sources for stay in source(user, on)]
    return sorted(found, key=lambda stay: stay.valid_until, reverse=True)
