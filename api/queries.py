"""What a client may see: its own organisation's invitations and port visa applications."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from api.models import ApiClient
from applications.models import Application
from applications.permissions import can_act_as_applicant
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation, Invitee
from port_visa.queries import Snapshot, active_invitees, invitation_for, snapshot_load


def invitations_of_client(client: ApiClient) -> QuerySet[Invitation]:
    """Invitations of the client's organisation, those thrown away left out."""
    mine = Invitation.objects.filter(
        organisation_id=client.organisation_id,
        organisation__memberships__user_id=client.user_id,
    )
    return mine.exclude(status=InvitationStatus.DISCARDED)


def invitation_or_404(client: ApiClient, pk: UUID) -> Invitation:
    """One invitation of the client's organisation; unknown and another's look the same."""
    found = invitation_for(client.user, pk)
    if found is None or found.organisation_id != client.organisation_id:
        raise Http404
    return found


def snapshot_or_404(client: ApiClient, pk: UUID, now: datetime) -> Snapshot:
    return snapshot_load(invitation_or_404(client, pk), now)


def invitee_in(snapshot: Snapshot, pk: int) -> Invitee:
    """A person of the invitation by key; Http404 for anybody else."""
    for invitee in snapshot.invitees:
        if invitee.pk == pk:
            return invitee
    raise Http404


def cases_of_client(client: ApiClient) -> QuerySet[Invitee]:
    """Everybody whom the client's organisation invites or invited, with their applications."""
    return (
        active_invitees()
        .filter(
            application__organisation_id=client.organisation_id,
            application__organisation__memberships__user_id=client.user_id,
        )
        .exclude(invitation__status=InvitationStatus.DISCARDED)
        .select_related("application__traveller", "application__office", "invitation")
    )


def case_or_404(client: ApiClient, reference: str) -> Invitee:
    """The person of one application by its reference; another's looks like an unknown one."""
    mine = Application.objects.filter(
        reference=reference,
        organisation_id=client.organisation_id,
        invitee__removed_at__isnull=True,
    ).exclude(invitee__invitation__status=InvitationStatus.DISCARDED)
    found = mine.select_related("invitee__invitation", "traveller", "office").first()
    if found is None or not can_act_as_applicant(client.user, found):
        raise Http404
    invitee: Invitee = found.invitee
    return invitee
