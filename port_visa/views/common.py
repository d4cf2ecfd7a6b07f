"""What the pages of one invitation share."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.models import User
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation, Invitee
from port_visa.queries import active_invitees, invitation_for


def actor_of(request: HttpRequest) -> User:
    """The signed-in person; pages are behind ``signed_in``."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def invitation_or_404(request: HttpRequest, pk: UUID) -> Invitation:
    """An invitation of the person's organisations; unknown and another's are both 404."""
    invitation = invitation_for(request.user, pk)
    if invitation is None:
        raise Http404
    return invitation


def invitee_or_404(request: HttpRequest, pk: UUID, invitee_pk: int) -> Invitee:
    """A person who is still on an invitation that may be seen."""
    invitation = invitation_or_404(request, pk)
    invitee = active_invitees().filter(invitation=invitation, pk=invitee_pk).first()
    if invitee is None:
        raise Http404
    invitee.invitation = invitation
    return invitee


def number_of(invitee: Invitee) -> tuple[int, int]:
    """Which person of how many."""
    rows = active_invitees().filter(invitation_id=invitee.invitation_id)
    keys = list(rows.values_list("pk", flat=True))
    return keys.index(invitee.pk) + 1, len(keys)


def is_draft(invitation: Invitation) -> bool:
    return invitation.status == InvitationStatus.DRAFT


def back_from_invitee(invitee: Invitee) -> str:
    """Where a person's pages lead back to: the list, or the supplement that asked for a change."""
    if is_draft(invitee.invitation):
        return reverse("invitation_invitees", args=[invitee.invitation_id])
    return reverse("application_supplement", args=[invitee.application.reference])


def home_of(invitation: Invitation) -> str:
    """The invitation's own page: the task list of a draft, the receipt afterwards."""
    name = "invitation" if is_draft(invitation) else "invitation_receipt"
    return reverse(name, args=[invitation.pk])
