"""Who may do what with an invitation. Pages and services ask here."""

from datetime import datetime

from django.db.models import Q

from accounts.enums import Authority, PostRole
from accounts.models import User
from accounts.permissions import CHECKERS, Person, can_draft, has_post, is_member
from accounts.permissions import can_submit as organisation_can_submit
from applications.enums import Status
from applications.models import SupplementItem
from applications.permissions import REVIEW_ROLES, offices_of
from documents.models import Upload
from offices.enums import OfficeKind
from port_visa.enums import InvitationStatus, ProfessionalStatus
from port_visa.models import Invitation, Invitee, Professional
from port_visa.professionals import professional_hindrance
from port_visa.progress import PASSPORT_COPY

# Items of a supplement request that ask for data of the form, not for a document.
DATA_ITEMS = ("passport", "details", "visit")


def is_professional(user: Person, professional: Professional | None) -> bool:
    """Whether this is the person's own profile as an inviter. Nobody acts for them."""
    if professional is None or not (user.is_authenticated and user.is_active):
        return False
    return bool(professional.user_id == user.pk)


def can_invite_personally(user: Person, professional: Professional | None) -> bool:
    """Drafts are prepared while the proof is still missing or being checked, not when suspended."""
    return (
        professional is not None
        and is_professional(user, professional)
        and professional.status != ProfessionalStatus.SUSPENDED
    )


def opens_at_window(user: Person, invitation: Invitation) -> bool:
    """Whether the officer opened this at the window of the office where they still review."""
    return (
        invitation.opened_by_id is not None
        and invitation.opened_by_id == user.pk
        and invitation.opened_office_id in offices_of(user, REVIEW_ROLES)
    )


def can_view_invitation(user: Person, invitation: Invitation) -> bool:
    """Members of the inviting organisation see all its invitations; a professional sees theirs.

    A draft opened at a window is the officer's alone until it is handed in.
    """
    if invitation.opened_by_id is not None and invitation.status == InvitationStatus.DRAFT:
        return opens_at_window(user, invitation)
    if invitation.organisation is not None:
        return is_member(user, invitation.organisation)
    return is_professional(user, invitation.professional)


def can_edit_invitation(user: Person, invitation: Invitation) -> bool:
    """The inviter changes a draft; what was submitted changes only where a supplement asks."""
    return invitation.status == InvitationStatus.DRAFT and can_prepare(user, invitation)


def can_prepare(user: Person, invitation: Invitation) -> bool:
    """Whether the inviter may prepare invitations at all: nobody suspended, nobody else."""
    if invitation.opened_by_id is not None and invitation.status == InvitationStatus.DRAFT:
        return opens_at_window(user, invitation)
    if invitation.organisation is not None:
        return can_draft(user, invitation.organisation)
    return can_invite_personally(user, invitation.professional)


def can_work_on_roster(user: Person, invitation: Invitation) -> bool:
    """The inviter goes on with a list of people, also when the invitation was handed in."""
    discarded = invitation.status == InvitationStatus.DISCARDED
    return not discarded and can_prepare(user, invitation)


def can_submit_invitation(user: Person, invitation: Invitation, now: datetime) -> bool:
    """Members of a verified organisation submit; a professional does while the proof is good."""
    at_window = opens_at_window(user, invitation)
    if invitation.organisation is not None:
        if at_window:
            return invitation.organisation.is_verified
        return organisation_can_submit(user, invitation.organisation)
    person = invitation.professional
    if person is None or not (at_window or is_professional(user, person)):
        return False
    return not professional_hindrance(person, now)


def can_check_professionals(user: Person) -> bool:
    """Shanghai's exit-entry reviewers and supervisors accept a proof or return it.

    Not those of the Delta's home offices: a person who lives in Shanghai is none of their cases.
    """
    return _checks(user, CHECKERS)


def can_suspend_professionals(user: Person) -> bool:
    """Only supervisors of the exit-entry authority suspend a professional, or end that."""
    return _checks(user, (PostRole.SUPERVISOR,))


def can_check_filings(user: Person) -> bool:
    """Shanghai's exit-entry reviewers and supervisors grant a filing or return it.

    Not those of the Delta's home offices: electronic visas are Shanghai's.
    """
    return _checks(user, CHECKERS)


def can_suspend_filings(user: Person) -> bool:
    """Only supervisors of the exit-entry authority suspend a filing, or end that."""
    return _checks(user, (PostRole.SUPERVISOR,))


def reads_professionals(user: Person) -> bool:
    """Who checks professionals opens their list, and administrators do."""
    return can_check_professionals(user) or _administers(user)


def reads_filings(user: Person) -> bool:
    """Who decides on filings opens their list, and administrators do."""
    return can_check_filings(user) or _administers(user)


def _administers(user: Person) -> bool:
    return user.is_superuser or has_post(user, roles=[PostRole.ADMINISTRATOR])


def _checks(user: Person, roles: tuple[PostRole, ...]) -> bool:
    if not (isinstance(user, User) and user.is_active and user.is_staff):
        return False
    return any(
        post.role in roles
        and post.authority == Authority.EXIT_ENTRY
        and post.office.kind != OfficeKind.PARTNER_OFFICE
        for post in user.held_posts()
    )


def can_open_proof(user: Person, upload: Upload) -> bool:
    """A copy of a proof is opened by its owner and by officers who check it; by nobody else."""
    if not (user.is_authenticated and user.is_active):
        return False
    return upload.owner_id == user.pk or can_check_professionals(user)


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
    is deciding on another, nor behind a traveller who holds a document for the visit as it is.
    """
    if invitation.status == InvitationStatus.DRAFT:
        return can_edit_invitation(user, invitation)
    return can_view_invitation(user, invitation) and visit_is_asked(invitation)


def visit_is_asked(invitation: Invitation) -> bool:
    """Whether the open supplement requests of everybody still under way ask about the visit.

    Who has a document in force still travels on it: the visit is theirs, too.
    """
    people = Invitee.objects.filter(invitation=invitation, removed_at__isnull=True).filter(
        Q(application__closed_at__isnull=True) | Q(application__status=Status.ISSUED)
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
