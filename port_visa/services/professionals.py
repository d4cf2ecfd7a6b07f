"""A person's life as an inviter: begun, proved by a permit on record or by a copy, kept up."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from applications.deadlines import legal_date
from documents.enums import UploadStatus
from documents.models import Upload
from port_visa.enums import ProfessionalChangeKind, ProfessionalStatus
from port_visa.errors import (
    NothingOnRecord,
    ProfileChanged,
    ProfileNotAllowed,
    ProofMissing,
    ProofUnsuitable,
)
from port_visa.models import Professional
from port_visa.permissions import is_professional
from port_visa.professionals import proofs_on, stay_of
from port_visa.rules.professionals import qualifies
from port_visa.services.professional_log import change_record, professional_lock

Kind, Status = ProfessionalChangeKind, ProfessionalStatus
PROVED = ("name", "name_zh")
"""What stands on the proof: a change of one sends an accepted person back for the check."""


@dataclass(frozen=True)
class ProfessionalData:
    """What a person says of themselves, already cleaned by the form."""

    name: str
    occupation: str
    employer: str
    phone: str
    address: str
    name_zh: str = ""


@transaction.atomic
def professional_save(*, actor: User, data: ProfessionalData, now: datetime) -> Professional:
    """Begin the actor's own profile, or change it. Done twice, the second changes nothing.

    Names that a permit on record gives stay as they are there. A changed name of somebody who was
    accepted by a copy goes back for the check.
    """
    User.objects.select_for_update(of=("self",)).get(pk=actor.pk)  # two browsers begin one profile
    known = Professional.objects.filter(user=actor).first()
    if known is None:
        row = Professional.objects.create(user=actor, created_at=now, **asdict(data))
        if not actor.name:
            actor.name = data.name
            actor.save(update_fields=["name"])
        change_record(row, Kind.BEGUN, actor, now, after=asdict(data))
        return row
    row = own_profile(known, actor)
    values = {name: value for name, value in asdict(data).items() if _may_change(row, name)}
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    if row.status == Status.ACCEPTED and any(name in PROVED for name in changed):
        row.status, row.handed_in_at = Status.PENDING, now
    row.save()
    change_record(row, Kind.EDITED, actor, now, before=before, after=changed)
    return row


def _may_change(row: Professional, name: str) -> bool:
    return not (row.on_record and name in PROVED)


def own_profile(professional: Professional, actor: User) -> Professional:
    row = professional_lock(professional.pk)
    if not is_professional(actor, row):
        raise ProfileNotAllowed
    return row


@transaction.atomic
def professional_use_permit(
    *, professional: Professional, actor: User, now: datetime
) -> Professional:
    """Accept the person by the permit that is on record here: nobody has to look at a copy.

    The name is the permit's. Raises NothingOnRecord, or ProfileNotAllowed while suspended.
    """
    row = own_profile(professional, actor)
    if row.status == Status.SUSPENDED:
        raise ProfileNotAllowed
    stay = stay_of(actor, legal_date(now))
    if stay is None:
        raise NothingOnRecord
    row.name, row.name_zh = stay.name, stay.name_zh or row.name_zh
    row.proof, row.proof_category = stay.proof, stay.category
    row.proof_number, row.proof_until = stay.number, stay.valid_until
    row.on_record, row.status = True, Status.ACCEPTED
    row.returned_items = []
    row.checked_at, row.checked_by = now, None
    row.save()
    change_record(row, Kind.FOUND, actor, now, after=proof_facts(row))
    return row


def proof_facts(row: Professional) -> dict[str, Any]:
    """The proof as the log keeps it."""
    return {
        "proof": row.proof,
        "category": row.proof_category,
        "number": row.proof_number,
        "until": row.proof_until.isoformat() if row.proof_until else "",
    }


def open_for_proof(row: Professional) -> None:
    """A proof is not changed under the eyes of the officer who checks it."""
    if row.status in (Status.PENDING, Status.SUSPENDED):
        raise ProfileChanged


def copies_attach(row: Professional, uploads: Sequence[Upload], actor: User, now: datetime) -> None:
    own = [upload for upload in uploads if upload.owner_id == actor.pk]
    row.copies.add(*own)
    for upload in own:
        facts = {"label": upload.label, "sha256": upload.sha256}
        change_record(row, Kind.PROOF_ADDED, actor, now, after=facts)


@transaction.atomic
def professional_hand_in(
    *,
    professional: Professional,
    proof: str,
    category: str,
    actor: User,
    now: datetime,
    uploads: Sequence[Upload] = (),
) -> Professional:
    """Hand the proof in for the check, with further copies. Handing in twice has one effect.

    ``proof`` and ``category`` are what the person says that the copy shows. Raises ProofMissing,
    ProofUnsuitable, or ProfileChanged while suspended.
    """
    row = own_profile(professional, actor)
    if row.status == Status.PENDING:
        return row
    open_for_proof(row)
    copies_attach(row, uploads, actor, now)
    if not proof or not row.copies.exclude(status=UploadStatus.REJECTED).exists():
        raise ProofMissing
    today = legal_date(now)
    if not qualifies(proofs_on(today), proof=proof, category=category, on=today):
        raise ProofUnsuitable
    before: Mapping[str, Any] = proof_facts(row)
    row.proof, row.proof_category = proof, category
    row.proof_number, row.proof_until, row.on_record = "", None, False
    row.status, row.handed_in_at = Status.PENDING, now
    row.save()
    change_record(row, Kind.HANDED_IN, actor, now, before=dict(before), after=proof_facts(row))
    return row
