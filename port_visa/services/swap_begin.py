"""A draft in which somebody else is named in place of an approved person (ADR 0097)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.models import Attachment
from port_visa.enums import InvitationStatus
from port_visa.errors import InvitationError
from port_visa.models import Invitation, Invitee
from port_visa.permissions import can_prepare, can_view_invitation
from port_visa.services.invitations import invitation_copy
from port_visa.services.invitees import invitee_add
from port_visa.services.locks import invitation_lock, not_allowed
from port_visa.services.swap import swappable_lock
from port_visa.swaps import replacement_of

_DATES = ("arrival_on", "flight")


@transaction.atomic
def invitee_swap_begin(*, invitee: Invitee, actor: User, now: datetime, language: str) -> Invitee:
    """Begin a draft like the invitation, with one person to be named in place of this one.

    Nothing happens to the Notification yet. Pressed twice, or by two at once, one draft is begun
    and returned. Raises InvitationError when the Notification is not in force, or somebody else
    is under review already.
    """
    locked = invitation_lock(invitee.invitation_id)
    if not (can_view_invitation(actor, locked) and can_prepare(actor, locked)):
        raise not_allowed()
    if found := replacement_of(invitee):
        if found.invitation.status == InvitationStatus.DRAFT:
            return found
        message = _("Somebody else is named already: %(reference)s.")
        raise InvitationError(
            message % {"reference": found.application.reference}, code="swap_under_way"
        )
    swappable_lock(invitee, now)
    draft = invitation_copy(invitation=locked, invitees=[], actor=actor, now=now, language=language)
    _copy_visit(locked, draft, now)
    new = invitee_add(invitation=draft, actor=actor, now=now)
    new.replaces, new.relation = invitee, invitee.relation
    new.save(update_fields=["replaces", "relation"])
    return new


def _copy_visit(source: Invitation, draft: Invitation, now: datetime) -> None:
    """The visit is the same: its dates, while they lie ahead, and its letters come along."""
    if source.arrival_on and source.arrival_on >= legal_date(now):
        for field in _DATES:
            setattr(draft, field, getattr(source, field))
        draft.save(update_fields=_DATES)
    there = Attachment.objects.filter(group=draft.pk).values_list("upload_id", flat=True)
    rows = Attachment.objects.filter(group=source.pk, removed_at=None)
    Attachment.objects.bulk_create(
        Attachment(code=row.code, group=draft.pk, upload_id=row.upload_id, created_at=now)
        for row in rows.exclude(upload_id__in=list(there))
    )
