"""Drafts expire. What a draft is belongs to the service above; it registers its sweep here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

WARNED_BEFORE = timedelta(days=7)


@dataclass(frozen=True)
class DraftsSwept:
    """How many drafts were warned about and how many were closed."""

    warned: int = 0
    expired: int = 0


# now -> what was done; idempotent, in transactions of its own
DraftSweep = Callable[[datetime], DraftsSwept]
_sweeps: list[DraftSweep] = []


def register(sweep: DraftSweep) -> None:
    """Let a service close its own old drafts. Called once, in ``AppConfig.ready``."""
    if sweep not in _sweeps:
        _sweeps.append(sweep)


def drafts_expire(*, now: datetime) -> DraftsSwept:
    """Warn about drafts that expire within a week, and close those that have expired."""
    swept = [sweep(now) for sweep in _sweeps]
    return DraftsSwept(
        warned=sum(part.warned for part in swept), expired=sum(part.expired for part in swept)
    )
