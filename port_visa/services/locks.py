"""Rows are read fresh and locked before they are judged."""

from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from port_visa.enums import InvitationStatus
from port_visa.errors import InvitationError, InvitationLocked
from port_visa.models import Invitation, Invitee
from port_visa.permissions import can_edit_invitation, can_edit_invitee, can_view_invitation


def invitation_lock(pk: UUID) -> Invitation:
    """Read the invitation fresh and lock its row until the transaction ends."""
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "professional__user", "port__office").get(pk=pk)


def not_allowed() -> InvitationError:
    """The error for people who are not (or no longer) members, or whose organisation may not."""
    return InvitationError(_("You may not do this for this inviter."), code="not_allowed")


def draft_lock(invitation: Invitation, actor: User) -> Invitation:
    """Lock a draft that ``actor`` may change. Raises InvitationLocked once it was submitted."""
    locked = invitation_lock(invitation.pk)
    draft_check(locked, actor)
    return locked


def draft_check(locked: Invitation, actor: User) -> None:
    """Raise what keeps ``actor`` from changing a draft that is locked already."""
    if not can_view_invitation(actor, locked):
        raise not_allowed()
    if locked.status != InvitationStatus.DRAFT:
        message = _("This invitation has been submitted and cannot be changed here any more.")
        raise InvitationLocked(message, code="locked")
    if not can_edit_invitation(actor, locked):
        raise not_allowed()


def invitee_lock(invitee: Invitee, actor: User, item: str) -> Invitee:
    """Lock a person whose ``item`` may be changed now: in a draft, or as a supplement asks."""
    locked = invitation_lock(invitee.invitation_id)
    fresh = (
        Invitee.objects.select_for_update(of=("self",))
        .select_related("application__traveller", "replaces__application__traveller")
        .get(pk=invitee.pk)
    )
    fresh.invitation = locked
    if not can_view_invitation(actor, locked):
        raise not_allowed()
    if not can_edit_invitee(actor, fresh, item):
        message = _("This can be changed only when the office asks for it.")
        raise InvitationLocked(message, code="locked")
    return fresh
