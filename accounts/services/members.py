"""Colleagues: invited by an owner, or asking one for access. The last owner always stays."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts import outbox
from accounts.enums import ChangeKind, MemberRole
from accounts.errors import (
    AccessAskedFor,
    AlreadyMember,
    InvitationExpired,
    InvitationForAnother,
    InvitationOpen,
    InvitationUsed,
    LastOwner,
    NotAllowed,
    RequestTooSoon,
)
from accounts.models import Membership, MembershipInvitation, Organisation, User
from accounts.permissions import can_manage_members, is_member
from accounts.services.log import change_record, organisation_lock

INVITATION_LIFE = timedelta(days=14)
REQUEST_LIFE = timedelta(days=30)
REQUEST_PAUSE = timedelta(days=7)


@transaction.atomic
def member_invite(
    *, organisation: Organisation, actor: User, email: str, role: str, now: datetime
) -> MembershipInvitation:
    """Invite a colleague by e-mail. The link works once, for that address, for 14 days.

    Raises NotAllowed, AlreadyMember, InvitationOpen, or AccessAskedFor.
    """
    row = organisation_lock(organisation)
    if not can_manage_members(actor, row):
        raise NotAllowed
    address = email.strip().lower()
    if row.memberships.filter(user__email__iexact=address).exists():
        raise AlreadyMember
    open_row = _open_row(row, address, now)
    if open_row is not None:
        raise AccessAskedFor if open_row.requested else InvitationOpen
    invitation = MembershipInvitation.objects.create(
        organisation=row,
        email=address,
        role=MemberRole(role),
        invited_by=actor,
        created_at=now,
        expires_at=now + INVITATION_LIFE,
    )
    change_record(
        organisation=row,
        kind=ChangeKind.MEMBER_INVITED,
        actor=actor,
        now=now,
        after={"email": address, "role": role},
    )
    outbox.member_invited(invitation, now)
    return invitation


def _open_row(organisation: Organisation, email: str, now: datetime) -> MembershipInvitation | None:
    """Find what is still open for the address; close it when its time is over."""
    row = organisation.member_invitations.filter(
        email__iexact=email, answered_at__isnull=True
    ).first()
    if row is not None and row.expires_at <= now:
        _close(row, accepted=False, now=now)
        return None
    return row


def _close(invitation: MembershipInvitation, *, accepted: bool, now: datetime) -> None:
    invitation.answered_at = now
    invitation.accepted = accepted
    invitation.save(update_fields=["answered_at", "accepted"])


def _invitation_lock(invitation: MembershipInvitation) -> MembershipInvitation:
    return MembershipInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)


@transaction.atomic
def member_invitation_accept(
    *, invitation: MembershipInvitation, actor: User, now: datetime
) -> Membership:
    """Join the organisation that sent the invitation to the person's own address.

    Raises InvitationForAnother, InvitationUsed, InvitationExpired. Accepting twice has one effect.
    """
    row = _invitation_lock(invitation)
    if row.requested or row.email.lower() != actor.email.lower():
        raise InvitationForAnother
    existing = Membership.objects.filter(user=actor, organisation_id=row.organisation_id).first()
    if existing is not None:
        if row.answered_at is None:
            _close(row, accepted=True, now=now)
        return existing
    if row.answered_at is not None:
        raise InvitationUsed
    if row.expires_at <= now:
        raise InvitationExpired
    _close(row, accepted=True, now=now)
    return _join(row.organisation, actor, row.role, actor, now)


def _join(
    organisation: Organisation, user: User, role: str, actor: User, now: datetime
) -> Membership:
    membership, created = Membership.objects.get_or_create(
        user=user, organisation=organisation, defaults={"role": role}
    )
    if created:
        change_record(
            organisation=organisation,
            kind=ChangeKind.MEMBER_JOINED,
            actor=actor,
            now=now,
            after={"user": user.pk, "role": role},
        )
    return membership


@transaction.atomic
def member_invitation_cancel(
    *, invitation: MembershipInvitation, actor: User, now: datetime
) -> None:
    """Withdraw an open invitation. Raises NotAllowed or InvitationUsed."""
    row = _invitation_lock(invitation)
    if not can_manage_members(actor, row.organisation):
        raise NotAllowed
    if row.answered_at is not None or row.requested:
        raise InvitationUsed
    _close(row, accepted=False, now=now)
    change_record(
        organisation=row.organisation,
        kind=ChangeKind.INVITATION_CANCELLED,
        actor=actor,
        now=now,
        before={"email": row.email, "role": row.role},
    )


def access_request(
    *, organisation: Organisation, actor: User, now: datetime
) -> MembershipInvitation:
    """Ask the owners for access. The person never learns who they are; asking twice is one request.

    Raises AlreadyMember, or RequestTooSoon within a week after a refusal.
    """
    try:
        with transaction.atomic():
            return _access_request(organisation, actor, now)
    except IntegrityError:  # the same person asked twice at the same moment
        return organisation.member_invitations.get(
            email__iexact=actor.email, answered_at__isnull=True
        )


def _access_request(organisation: Organisation, actor: User, now: datetime) -> MembershipInvitation:
    if is_member(actor, organisation):
        raise AlreadyMember
    open_row = _open_row(organisation, actor.email, now)
    if open_row is not None:
        return open_row
    declined = organisation.member_invitations.filter(
        email__iexact=actor.email,
        requested=True,
        accepted=False,
        answered_at__gt=now - REQUEST_PAUSE,
    )
    if declined.exists():
        raise RequestTooSoon
    request = MembershipInvitation.objects.create(
        organisation=organisation,
        email=actor.email,
        role=MemberRole.SUBMITTER,
        requested=True,
        invited_by=actor,
        created_at=now,
        expires_at=now + REQUEST_LIFE,
    )
    outbox.access_requested(request, now)
    return request


@transaction.atomic
def access_answer(
    *,
    request: MembershipInvitation,
    actor: User,
    accept: bool,
    now: datetime,
    role: str = MemberRole.SUBMITTER,
) -> Membership | None:
    """Answer a request for access as an owner.

    Raises NotAllowed, InvitationUsed (another owner was faster), or InvitationExpired.
    """
    row = _invitation_lock(request)
    if not can_manage_members(actor, row.organisation):
        raise NotAllowed
    if row.answered_at is not None or not row.requested:
        raise InvitationUsed
    if row.expires_at <= now:
        raise InvitationExpired
    _close(row, accepted=accept, now=now)
    outbox.access_answered(row, accept, now)
    if accept:
        return _join(row.organisation, row.invited_by, MemberRole(role), actor, now)
    change_record(
        organisation=row.organisation,
        kind=ChangeKind.ACCESS_DECLINED,
        actor=actor,
        now=now,
        before={"email": row.email},
    )
    return None


@transaction.atomic
def member_change_role(
    *, membership: Membership, actor: User, role: str, now: datetime
) -> Membership:
    """Make a member an owner or a submitter. Raises NotAllowed (also for a system) or LastOwner."""
    organisation, row = _member_lock(membership)
    if not can_manage_members(actor, organisation) or row.role == MemberRole.SYSTEM:
        raise NotAllowed
    new = MemberRole(role)
    if row.role == new:
        return row
    _keep_an_owner(organisation, row)
    before = {"user": row.user_id, "role": row.role}
    row.role = new
    row.save(update_fields=["role"])
    change_record(
        organisation=organisation,
        kind=ChangeKind.ROLE_CHANGED,
        actor=actor,
        now=now,
        before=before,
        after={"user": row.user_id, "role": new.value},
    )
    return row


@transaction.atomic
def member_remove(*, membership: Membership, actor: User, now: datetime) -> None:
    """Remove a member; everybody may remove themselves. Raises NotAllowed or LastOwner."""
    organisation, row = _member_lock(membership)
    if row.user_id != actor.pk and not can_manage_members(actor, organisation):
        raise NotAllowed
    _keep_an_owner(organisation, row)
    before = {"user": row.user_id, "role": row.role}
    row.delete()
    change_record(
        organisation=organisation,
        kind=ChangeKind.MEMBER_REMOVED,
        actor=actor,
        now=now,
        before=before,
    )


def _member_lock(membership: Membership) -> tuple[Organisation, Membership]:
    """Lock the organisation first, so that two owners cannot remove each other at once."""
    organisation = organisation_lock(membership.organisation)
    row = Membership.objects.filter(pk=membership.pk).first()
    if row is None:
        raise NotAllowed
    return organisation, row


def _keep_an_owner(organisation: Organisation, row: Membership) -> None:
    others = organisation.memberships.filter(role=MemberRole.OWNER, user__is_active=True)
    if row.role == MemberRole.OWNER and not others.exclude(pk=row.pk).exists():
        raise LastOwner
