"""Copies of an organisation's licence."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.enums import ChangeKind, OrganisationStatus
from accounts.errors import NotAllowed, WrongStatus
from accounts.models import Organisation, User
from accounts.permissions import can_check_organisations, can_edit_organisation, is_member
from accounts.services.log import change_record, organisation_lock
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.services import upload_store

LOG_AGAIN_AFTER = timedelta(hours=1)


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


@transaction.atomic
def licence_opened(user: User, upload: Upload, now: datetime) -> None:
    """Log that an officer opened a licence copy: once an hour for each officer and file.

    Members who look at their own copy are no event. Called by documents when a file is opened.
    """
    if not can_check_organisations(user):
        return
    for row in Organisation.objects.filter(licence=upload):
        if is_member(user, row):
            continue
        locked = organisation_lock(row)  # pressed twice at once, it is one line
        seen = {"upload": str(upload.pk), "label": upload.label}
        recent = locked.changes.filter(
            kind=ChangeKind.LICENCE_OPENED, actor=user, at__gt=now - LOG_AGAIN_AFTER
        )
        if not recent.filter(after=seen).exists():
            change_record(
                organisation=locked,
                kind=ChangeKind.LICENCE_OPENED,
                actor=user,
                now=now,
                after=seen,
            )
