"""Copies of an organisation's licence."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.enums import ChangeKind, OrganisationStatus
from accounts.errors import NotAllowed, WrongStatus
from accounts.models import Organisation, User
from accounts.permissions import can_edit_organisation
from accounts.services.log import change_record, organisation_lock
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.services import upload_store


@transaction.atomic
def licence_add(
    *, organisation: Organisation, actor: User, file: UploadedFile, now: datetime
) -> Upload:
    """Add a copy of the licence. Raises NotAllowed, or UploadRejected with how to mend the file."""
    row = organisation_lock(organisation)
    if not can_edit_organisation(actor, row):
        raise NotAllowed
    upload = upload_store(
        owner=actor, purpose=UploadPurpose.ORGANISATION_LICENCE, file=file, now=now
    )
    row.licence.add(upload)
    change_record(
        organisation=row,
        kind=ChangeKind.LICENCE_ADDED,
        actor=actor,
        now=now,
        after={"label": upload.label, "sha256": upload.sha256},
    )
    return upload


@transaction.atomic
def licence_remove(
    *, organisation: Organisation, actor: User, upload: Upload, now: datetime
) -> None:
    """Take a copy of the licence off an organisation that is not being checked.

    Raises NotAllowed, or WrongStatus while the copy is part of a check or was the ground of one.
    """
    row = organisation_lock(organisation)
    if not can_edit_organisation(actor, row):
        raise NotAllowed
    if row.status not in (OrganisationStatus.UNVERIFIED, OrganisationStatus.RETURNED):
        raise WrongStatus
    row.licence.remove(upload)
    change_record(
        organisation=row,
        kind=ChangeKind.LICENCE_REMOVED,
        actor=actor,
        now=now,
        before={"label": upload.label, "sha256": upload.sha256},
    )
