"""What a client may see: its organisation's filings, or the cases of its partner office."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from api.enums import PortKind
from api.models import ApiClient
from applications.enums import Status
from applications.models import Application, Attachment
from applications.permissions import along_filter, can_act_as_applicant, can_view_as_officer
from applications.queries import attachments_of
from offices.models import Port
from offices.queries import ports_with_counter
from port_visa.enums import InvitationStatus
from port_visa.filings import filing_hindrance
from port_visa.models import Invitation, Invitee
from port_visa.queries import Snapshot, active_invitees, invitation_for, invitee_of, snapshot_load
from port_visa.routing import electronic_ports


def ports_of(client: ApiClient, day: date) -> list[dict[str, Any]]:
    """Ports at which the client's organisation can apply for something on a day, and for what."""
    kinds: dict[PortKind, QuerySet[Port]] = {PortKind.NOTIFICATION: ports_with_counter()}
    if not filing_hindrance(_organisation_of(client), day):
        kinds[PortKind.ELECTRONIC] = electronic_ports(day)
    found: dict[Port, list[PortKind]] = defaultdict(list)
    for kind, ports in kinds.items():
        for port in ports:
            found[port].append(kind)
    return [
        {"code": port.code, "name": port.name, "kinds": found[port]}
        for port in sorted(found, key=lambda port: port.code)
    ]


def _organisation_of(client: ApiClient) -> UUID:
    """The key of the client's organisation; a partner office's client has no filings (404)."""
    if client.organisation_id is None:
        raise Http404
    return client.organisation_id


def invitations_of_client(client: ApiClient) -> QuerySet[Invitation]:
    """Invitations of the client's organisation, those thrown away left out."""
    mine = Invitation.objects.filter(
        organisation_id=_organisation_of(client),
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


def files_of(invitation: Invitation) -> QuerySet[Attachment]:
    """Files of the invitation and of its people, those taken out included."""
    people = active_invitees().filter(invitation=invitation)
    own = Q(application_id__in=people.values("application_id"))
    return Attachment.objects.filter(Q(group=invitation.pk) | own)


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
            application__organisation_id=_organisation_of(client),
            application__organisation__memberships__user_id=client.user_id,
        )
        .exclude(invitation__status=InvitationStatus.DISCARDED)
        .select_related("application__traveller", "application__office", "invitation")
    )


def case_or_404(client: ApiClient, reference: str) -> Invitee:
    """The person of one application by its reference; another's looks like an unknown one."""
    mine = Application.objects.filter(
        reference=reference,
        organisation_id=_organisation_of(client),
        invitee__removed_at__isnull=True,
    ).exclude(invitee__invitation__status=InvitationStatus.DISCARDED)
    found = mine.select_related("invitee__invitation", "traveller", "office").first()
    if found is None or not can_act_as_applicant(client.user, found):
        raise Http404
    invitee: Invitee = found.invitee
    return invitee


def home_cases_of(client: ApiClient) -> QuerySet[Application]:
    """Cases that are or were checked by the client's partner office, wherever they are now."""
    if client.office_id is None:
        raise Http404
    found = Application.objects.filter(along_filter(client.user), home_office_id=client.office_id)
    return found.exclude(status=Status.DRAFT).select_related(
        "organisation", "office", "home_office", "port_office", "traveller"
    )


def home_case_or_404(client: ApiClient, reference: str) -> Application:
    """One case of the client's partner office; another's looks like an unknown one."""
    found = home_cases_of(client).filter(reference=reference).first()
    if found is None or not can_view_as_officer(client.user, found):
        raise Http404
    return found


def home_files_of(case: Application) -> QuerySet[Attachment]:
    """Files of one case: the person's own, and those that serve all of the invitation."""
    return attachments_of(case, invitee_of(case).invitation_id)
