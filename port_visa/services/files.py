"""Files in the slots of the checklist."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.enums import RequirementScope
from applications.models import Attachment
from applications.slots import MAX_FILES
from documents.models import Upload
from port_visa.errors import InvitationError, InvitationLocked
from port_visa.models import Invitation, Invitee
from port_visa.permissions import asked_items, can_edit_invitation, can_view_invitation
from port_visa.queries import active_invitees, requirements_of
from port_visa.services.locks import draft_lock, invitation_lock, not_allowed


def _slot_lock(invitation: Invitation, code: str, invitee: Invitee | None, actor: User) -> None:
    """Lock the invitation whose slot may be changed now: in a draft, or as a supplement asks."""
    locked = invitation_lock(invitation.pk)
    if not can_view_invitation(actor, locked):
        raise not_allowed()
    if can_edit_invitation(actor, locked):
        return
    people = [invitee] if invitee else list(active_invitees().filter(invitation=locked))
    if not any(code in asked_items(person) for person in people):
        message = _("A file can be added here only when the office asks for it.")
        raise InvitationLocked(message, code="locked")


@transaction.atomic
def attachment_add(
    *,
    invitation: Invitation,
    code: str,
    upload: Upload,
    actor: User,
    now: datetime,
    invitee: Invitee | None = None,
) -> Attachment:
    """Put an uploaded file into a slot: the group's, or the person's when ``invitee`` is given.

    Raises InvitationError when the checklist has no such slot or the slot is full.
    """
    _slot_lock(invitation, code, invitee, actor)
    on = (invitation.submitted_at or now).date()
    wanted = RequirementScope.PERSON if invitee else RequirementScope.GROUP
    requirements = {r.code: r.scope for r in requirements_of(invitation, on)}
    if requirements.get(code) != wanted or (invitee and invitee.removed_at):
        raise InvitationError(_("This document is not asked for."), code="unknown_slot")
    owner = {"application": invitee.application} if invitee else {"group": invitation.pk}
    if Attachment.objects.filter(code=code, removed_at__isnull=True, **owner).count() >= MAX_FILES:
        message = _("This place holds %(most)d files at most. Remove one first.")
        raise InvitationError(message % {"most": MAX_FILES}, code="full")
    return Attachment.objects.create(code=code, upload=upload, created_at=now, **owner)


@transaction.atomic
def attachment_remove(
    *, invitation: Invitation, attachment: Attachment, actor: User, now: datetime
) -> None:
    """Take a file out of its slot. What an officer may already have seen stays in the record."""
    draft = draft_lock(invitation, actor)
    mine = attachment.group == draft.pk
    if not mine and attachment.application_id:
        mine = draft.invitees.filter(application_id=attachment.application_id).exists()
    if not mine:
        raise not_allowed()
    Attachment.objects.filter(pk=attachment.pk, removed_at__isnull=True).update(removed_at=now)
