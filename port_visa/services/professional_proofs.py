"""The copies that prove that a professional lives here, until an officer has seen them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from documents.models import Upload
from port_visa.enums import ProfessionalChangeKind, ProfessionalStatus
from port_visa.errors import (
    ProfileChanged,
)
from port_visa.models import Professional
from port_visa.permissions import can_check_professionals
from port_visa.services.professional_log import change_record, professional_lock
from port_visa.services.professionals import copies_attach, open_for_proof, own_profile

Kind, Status = ProfessionalChangeKind, ProfessionalStatus


LOG_AGAIN_AFTER = timedelta(hours=1)


@transaction.atomic
def proof_add(
    *, professional: Professional, actor: User, uploads: Sequence[Upload], now: datetime
) -> None:
    """Add copies of the proof that the actor has uploaded. Raises ProfileChanged."""
    row = own_profile(professional, actor)
    open_for_proof(row)
    copies_attach(row, uploads, actor, now)


@transaction.atomic
def proof_remove(*, professional: Professional, actor: User, upload: Upload, now: datetime) -> None:
    """Take a copy off again. What was the ground of a check stays on record."""
    row = own_profile(professional, actor)
    if row.status not in (Status.DRAFT, Status.RETURNED):
        raise ProfileChanged
    row.copies.remove(upload)
    facts = {"label": upload.label, "sha256": upload.sha256}
    change_record(row, Kind.PROOF_REMOVED, actor, now, before=facts)


@transaction.atomic
def proof_opened(user: User, upload: Upload, now: datetime) -> None:
    """Log that an officer opened a copy: once an hour for each officer and file."""
    if not can_check_professionals(user):
        return
    for row in Professional.objects.filter(copies=upload).exclude(user=user):
        locked = professional_lock(row.pk)  # pressed twice at once, it is one line
        seen = {"upload": str(upload.pk), "label": upload.label}
        recent = locked.changes.filter(
            kind=Kind.PROOF_OPENED, actor=user, at__gt=now - LOG_AGAIN_AFTER
        )
        if not recent.filter(after=seen).exists():
            change_record(locked, Kind.PROOF_OPENED, user, now, after=seen)
