"""The one writer of a professional's log, and the one way to lock a profile."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from port_visa.enums import ProfessionalChangeKind
from port_visa.errors import ProfileChanged
from port_visa.models import Professional, ProfessionalChange

READING = (ProfessionalChangeKind.PROOF_OPENED,)
"""Lines of the log that say who looked, not what changed."""


def professional_lock(pk: UUID, seen: int | None = None) -> Professional:
    """The profile as it is now, locked until the end of the transaction.

    Raises ProfileChanged when its log holds a line newer than ``seen``. Looking changes nothing.
    """
    rows = Professional.objects.select_for_update(of=("self",)).select_related("user")
    row = rows.get(pk=pk)
    if seen is not None and row.changes.exclude(kind__in=READING).filter(pk__gt=seen).exists():
        raise ProfileChanged
    return row


def change_record(
    row: Professional,
    kind: ProfessionalChangeKind,
    actor: User,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Write one line of the log, inside the transaction of the change itself."""
    ProfessionalChange.objects.create(
        professional=row,
        kind=kind,
        actor=actor,
        at=now,
        before=before or {},
        after=after or {},
        reason=reason,
    )
