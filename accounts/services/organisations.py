"""An organisation's life: registered, handed in, checked once by an officer, kept up to date."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import outbox
from accounts.enums import ChangeKind, MemberRole, OrganisationStatus, ReturnItem
from accounts.errors import (
    CodeAlreadyRegistered,
    LicenceMissing,
    NotAllowed,
    NothingToCorrect,
    OwnOrganisation,
    PostNeeded,
    ReasonNeeded,
    WrongStatus,
)
from accounts.models import Membership, Organisation, User
from accounts.permissions import (
    can_check_organisation,
    can_edit_organisation,
    can_suspend_organisation,
    is_member,
)
from accounts.services.log import change_record, organisation_lock
from documents.enums import UploadStatus

LEGAL_FIELDS = (
    "name_zh",
    "name_en",
    "uscc",
    "province",
    "registered_address",
    "legal_representative",
    "has_business_licence",
)
"""What stands on the licence: a change of one sends a verified organisation back for the check."""


@dataclass(frozen=True)
class OrganisationData:
    """What an organisation says of itself, already cleaned by the form or the API."""

    name_zh: str
    uscc: str
    province: str
    district: str
    registered_address: str
    legal_representative: str
    handler_name: str
    handler_phone: str
    handler_email: str
    name_en: str = ""
    actual_address: str = ""
    has_business_licence: bool = True


def organisation_register(*, actor: User, data: OrganisationData, now: datetime) -> Organisation:
    """Register an organisation; the person becomes its first owner.

    Raises CodeAlreadyRegistered when the code is taken, also when both came at the same moment.
    """
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(**asdict(data))
            Membership.objects.create(user=actor, organisation=organisation, role=MemberRole.OWNER)
            change_record(
                organisation=organisation,
                kind=ChangeKind.REGISTERED,
                actor=actor,
                now=now,
                after=asdict(data),
            )
    except IntegrityError as error:
        raise _code_taken(error) from error
    return organisation


def _code_taken(error: IntegrityError) -> Exception:
    return CodeAlreadyRegistered() if "uscc" in str(error) else error


def organisation_update(
    *, organisation: Organisation, actor: User, data: OrganisationData, now: datetime
) -> Organisation:
    """Change company data. What stands on the licence goes back for the check once verified.

    Raises NotAllowed (not an owner), CodeAlreadyRegistered (the new code is another's).
    """
    try:
        with transaction.atomic():
            return _update(organisation, actor, data, now)
    except IntegrityError as error:
        raise _code_taken(error) from error


def _update(
    organisation: Organisation, actor: User, data: OrganisationData, now: datetime
) -> Organisation:
    row = organisation_lock(organisation)
    if not can_edit_organisation(actor, row):
        raise NotAllowed
    new = asdict(data)
    changed = {name: value for name, value in new.items() if getattr(row, name) != value}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    if row.is_verified and any(name in LEGAL_FIELDS for name in changed):
        row.status = OrganisationStatus.PENDING
        row.handed_in_at = now
    row.save()
    change_record(
        organisation=row,
        kind=ChangeKind.EDITED,
        actor=actor,
        now=now,
        before=before,
        after=changed,
    )
    return row


@transaction.atomic
def organisation_hand_in(*, organisation: Organisation, actor: User, now: datetime) -> Organisation:
    """Hand the organisation in for the bureau's check. Handing in twice has one effect.

    Raises NotAllowed, LicenceMissing, or WrongStatus (verified or suspended).
    """
    row = organisation_lock(organisation)
    if not can_edit_organisation(actor, row):
        raise NotAllowed
    if row.status == OrganisationStatus.PENDING:
        return row
    if row.status not in (OrganisationStatus.UNVERIFIED, OrganisationStatus.RETURNED):
        raise WrongStatus
    if not row.licence.exclude(status=UploadStatus.REJECTED).exists():
        raise LicenceMissing
    row.status = OrganisationStatus.PENDING
    row.handed_in_at = now
    row.save()
    change_record(organisation=row, kind=ChangeKind.HANDED_IN, actor=actor, now=now)
    return row


@transaction.atomic
def organisation_verify(
    *, organisation: Organisation, actor: User, now: datetime, seen: int | None = None
) -> Organisation:
    """Accept an organisation after the check, or lift its suspension (supervisors).

    ``seen`` is the newest line of the log that the officer saw. Raises PostNeeded,
    OwnOrganisation, or WrongStatus when it does not wait for a check or has changed since.
    """
    row = organisation_lock(organisation, seen)
    suspended = row.status == OrganisationStatus.SUSPENDED
    allowed = can_suspend_organisation if suspended else can_check_organisation
    _may_check(allowed(actor, row), actor, row)
    if row.status not in (OrganisationStatus.PENDING, OrganisationStatus.SUSPENDED):
        raise WrongStatus
    row.returned_items = []
    _checked(row, OrganisationStatus.VERIFIED, ChangeKind.VERIFIED, actor, now)
    outbox.organisation_verified(row, now)
    return row


@transaction.atomic
def organisation_return(
    *,
    organisation: Organisation,
    actor: User,
    items: Iterable[str],
    text: str,
    now: datetime,
    seen: int | None = None,
) -> Organisation:
    """Send an organisation back with one list of what to correct (``ReturnItem``) and a text.

    Raises PostNeeded, NothingToCorrect, ReasonNeeded, or WrongStatus.
    """
    chosen = [item for item in ReturnItem.values if item in set(items)]
    row = organisation_lock(organisation, seen)
    _may_check(can_check_organisation(actor, row), actor, row)
    if row.status != OrganisationStatus.PENDING:
        raise WrongStatus
    if not chosen:
        raise NothingToCorrect
    if not text.strip():
        raise ReasonNeeded
    row.returned_items = [{"item": item} for item in chosen] + [{"text": text.strip()}]
    _checked(row, OrganisationStatus.RETURNED, ChangeKind.RETURNED, actor, now, text.strip())
    outbox.organisation_returned(row, chosen, text.strip(), now)
    return row


@transaction.atomic
def organisation_suspend(
    *,
    organisation: Organisation,
    actor: User,
    reason: str,
    now: datetime,
    seen: int | None = None,
) -> Organisation:
    """Stop an organisation from submitting. Raises PostNeeded, ReasonNeeded, or WrongStatus."""
    row = organisation_lock(organisation, seen)
    _may_check(can_suspend_organisation(actor, row), actor, row)
    if row.status == OrganisationStatus.SUSPENDED:
        raise WrongStatus
    if not reason.strip():
        raise ReasonNeeded
    row.returned_items = [{"text": reason.strip()}]
    _checked(row, OrganisationStatus.SUSPENDED, ChangeKind.SUSPENDED, actor, now, reason.strip())
    outbox.organisation_suspended(row, reason.strip(), now)
    return row


def _may_check(holds_post: bool, actor: User, row: Organisation) -> None:
    if not holds_post:
        raise PostNeeded
    if is_member(actor, row):
        raise OwnOrganisation


def _checked(
    row: Organisation,
    status: OrganisationStatus,
    kind: ChangeKind,
    actor: User,
    now: datetime,
    reason: str = "",
) -> None:
    before = {"status": row.status}
    row.status = status
    row.checked_at = now
    row.checked_by = actor
    row.save()
    change_record(
        organisation=row,
        kind=kind,
        actor=actor,
        now=now,
        before=before,
        after={"status": status.value, "items": row.returned_items},
        reason=reason,
    )
