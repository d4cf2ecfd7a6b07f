"""The one writer of an organisation's log, and the one way to lock an organisation."""

from datetime import datetime
from typing import Any

from accounts.enums import ChangeKind
from accounts.errors import WrongStatus
from accounts.models import Organisation, OrganisationChange, User

READING = (ChangeKind.LICENCE_OPENED,)
"""Lines of the log that say who looked, not what changed."""


def organisation_lock(organisation: Organisation, seen: int | None = None) -> Organisation:
    """Return the organisation as it is now, locked until the end of the transaction.

    Raises WrongStatus when its log holds a line newer than ``seen``. Looking changes nothing.
    """
    row = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if seen is not None and row.changes.exclude(kind__in=READING).filter(pk__gt=seen).exists():
        raise WrongStatus
    return row


def change_record(
    *,
    organisation: Organisation,
    kind: ChangeKind,
    actor: User,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> OrganisationChange:
    """Write one line of the log, inside the transaction of the change itself."""
    return OrganisationChange.objects.create(
        organisation=organisation,
        kind=kind,
        actor=actor,
        at=now,
        before=before or {},
        after=after or {},
        reason=reason,
    )
