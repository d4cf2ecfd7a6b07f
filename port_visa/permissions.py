"""Who may do what with an invitation. Pages and services ask here."""

from accounts.permissions import Person, can_draft, is_member
from accounts.permissions import can_submit as organisation_can_submit
from applications.enums import Status
from applications.models import SupplementItem
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation, Invitee
from port_visa.progress import PASSPORT_COPY

# Items of a supplement request that ask for data of the form, not for a document.
DATA_ITEMS = ("passport", "details", "visit")


def can_view_invitation(user: Person, invitation: Invitation) -> bool:
    """Members of the inviting organisation see all its invitations."""
    return is_member(user, invitation.organisation)


def can_edit_invitation(user: Person, invitation: Invitation) -> bool:
    """Members change a draft; what has been submitted changes only where a supplement asks."""
    return invitation.status == InvitationStatus.DRAFT and can_draft(user, invitation.organisation)


def can_work_on_roster(user: Person, invitation: Invitation) -> bool:
    """Members go on with a list of people, also when the invitation itself was handed in."""
    discarded = invitation.status == InvitationStatus.DISCARDED
    return not discarded and can_draft(user, invitation.organisation)


def can_submit_invitation(user: Person, invitation: Invitation) -> bool:
    """Members submit once the bureau has verified their organisation."""
    return organisation_can_submit(user, invitation.organisation)


def asked_items(invitee: Invitee) -> set[str]:
    """Codes that the open supplement request of this person asks for; empty when none is open."""
    if invitee.application.status != Status.SUPPLEMENT:
        return set()
    items = SupplementItem.objects.filter(
        request__application_id=invitee.application_id,
        request__answered_at__isnull=True,
        request__lapsed_at__isnull=True,
    )
    codes = set(items.values_list("code", flat=True))
    # whoever is asked about the passport's values may hand in a better copy of it
    return codes | {PASSPORT_COPY} if "passport" in codes else codes


def can_edit_invitee(user: Person, invitee: Invitee, item: str) -> bool:
    """In a draft always; afterwards when the supplement request asks for ``item``."""
    if invitee.removed_at is not None:
        return False
    invitation = invitee.invitation
    if invitation.status == InvitationStatus.DRAFT:
        return can_edit_invitation(user, invitation)
    return can_view_invitation(user, invitation) and item in asked_items(invitee)


def can_edit_visit(user: Person, invitation: Invitation) -> bool:
    """In a draft; afterwards when every person still under way is asked about the visit.

    What one person is asked about is shared by all, so it must not change behind an officer who
    is deciding on another.
    """
    if invitation.status == InvitationStatus.DRAFT:
        return can_edit_invitation(user, invitation)
    return can_view_invitation(user, invitation) and visit_is_asked(invitation)


def visit_is_asked(invitation: Invitation) -> bool:
    """Whether the open supplement requests of everybody still under way ask about the visit."""
    people = Invitee.objects.filter(
        invitation=invitation, removed_at__isnull=True, application__closed_at__isnull=True
    )
    under_way = set(people.values_list("application_id", flat=True))
    asking = SupplementItem.objects.filter(
        code="visit",
        request__application_id__in=under_way,
        request__application__status=Status.SUPPLEMENT,
        request__answered_at__isnull=True,
        request__lapsed_at__isnull=True,
    )
    asked = set(asking.values_list("request__application_id", flat=True))
    return bool(under_way) and under_way == asked
