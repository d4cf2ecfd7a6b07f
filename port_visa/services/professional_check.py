"""The officer's side of inviting in one's own name: accept a proof, return it, suspend."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from applications.deadlines import legal_date
from port_visa import outbox
from port_visa.enums import ProfessionalChangeKind, ProfessionalReturnItem, ProfessionalStatus
from port_visa.errors import (
    OwnProfile,
    ProfileChanged,
    ProfileNotAllowed,
    ProofOver,
    ProofUnsuitable,
    ReasonNeeded,
)
from port_visa.models import Professional
from port_visa.permissions import can_check_professionals, can_suspend_professionals
from port_visa.professionals import proofs_on
from port_visa.rules.professionals import qualifies
from port_visa.services.professional_log import change_record, professional_lock
from port_visa.services.professionals import proof_facts

Kind, Status = ProfessionalChangeKind, ProfessionalStatus


@transaction.atomic
def professional_accept(
    *,
    professional: Professional,
    proof: str,
    category: str,
    valid_until: date,
    actor: User,
    now: datetime,
    number: str = "",
    seen: int | None = None,
) -> Professional:
    """Accept a proof until its last day, or lift a suspension (supervisors).

    ``proof``, ``category`` and ``number`` are what the copy shows; ``seen`` is the newest line of
    the log that the officer saw. Raises ProfileNotAllowed, OwnProfile, ProfileChanged,
    ProofUnsuitable, ProofOver.
    """
    row = professional_lock(professional.pk, seen)
    suspended = row.status == Status.SUSPENDED
    _may(can_suspend_professionals if suspended else can_check_professionals, actor, row)
    if row.status not in (Status.PENDING, Status.SUSPENDED):
        raise ProfileChanged
    today = legal_date(now)
    if valid_until < today:
        raise ProofOver
    if not qualifies(proofs_on(today), proof=proof, category=category, on=today):
        raise ProofUnsuitable
    row.on_record = row.on_record and suspended
    row.proof, row.proof_category = proof, category
    row.proof_number, row.proof_until = number or row.proof_number, valid_until
    row.returned_items = []
    _checked(row, Status.ACCEPTED, Kind.ACCEPTED, actor, now)
    outbox.professional_accepted(row, now)
    return row


@transaction.atomic
def professional_return(
    *,
    professional: Professional,
    items: Iterable[str],
    text: str,
    actor: User,
    now: datetime,
    seen: int | None = None,
) -> Professional:
    """Send a proof back with one list (``ProfessionalReturnItem``) and a text that is read."""
    row = professional_lock(professional.pk, seen)
    _may(can_check_professionals, actor, row)
    if row.status != Status.PENDING:
        raise ProfileChanged
    chosen = [item for item in ProfessionalReturnItem.values if item in set(items)]
    if not chosen or not text.strip():
        raise ReasonNeeded
    row.returned_items = [{"item": item} for item in chosen] + [{"text": text.strip()}]
    _checked(row, Status.RETURNED, Kind.RETURNED, actor, now, text.strip())
    outbox.professional_returned(row, chosen, text.strip(), now)
    return row


@transaction.atomic
def professional_suspend(
    *,
    professional: Professional,
    reason: str,
    actor: User,
    now: datetime,
    seen: int | None = None,
) -> Professional:
    """Stop a person from inviting. What they have submitted goes on."""
    row = professional_lock(professional.pk, seen)
    _may(can_suspend_professionals, actor, row)
    if row.status == Status.SUSPENDED:
        raise ProfileChanged
    if not reason.strip():
        raise ReasonNeeded
    row.returned_items = [{"text": reason.strip()}]
    _checked(row, Status.SUSPENDED, Kind.SUSPENDED, actor, now, reason.strip())
    outbox.professional_suspended(row, reason.strip(), now)
    return row


def _may(allowed: Any, actor: User, row: Professional) -> None:
    if not allowed(actor):
        raise ProfileNotAllowed
    if row.user_id == actor.pk:
        raise OwnProfile


def _checked(
    row: Professional,
    status: ProfessionalStatus,
    kind: ProfessionalChangeKind,
    actor: User,
    now: datetime,
    reason: str = "",
) -> None:
    before = {"status": row.status}
    row.status, row.checked_at, row.checked_by = status, now, actor
    row.save()
    after = {"status": status.value, "items": row.returned_items, **proof_facts(row)}
    change_record(row, kind, actor, now, before=before, after=after, reason=reason)
