"""The one writer of an organisation's log, and the one way to lock an organisation."""

from datetime import datetime
from typing import Any

from accounts.enums import ChangeKind
from accounts.models import Organisation, OrganisationChange, User


def organisation_lock(organisation: Organisation) -> Organisation:
    """Return the organisation as it is now, locked until the end of the transaction."""
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


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
