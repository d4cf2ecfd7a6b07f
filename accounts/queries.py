"""Reads that pages, admin and API share."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.enums import MemberRole, OrganisationStatus
from accounts.models import Membership, MembershipInvitation, Organisation, Post, User
from accounts.permissions import CASE_ROLES, Person
from accounts.rules import uscc_normalise
from offices.models import Office
from offices.queries import partner_offices


def organisations_for(user: Person) -> QuerySet[Organisation]:
    """List the organisations that the person belongs to."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    return Organisation.objects.filter(memberships__user_id=user.pk)


def memberships_for(user: Person) -> QuerySet[Membership]:
    """List the person's memberships with their organisations."""
    if not user.is_authenticated:
        return Membership.objects.none()
    return Membership.objects.filter(user_id=user.pk).select_related("organisation")


def posts_for(user: Person) -> QuerySet[Post]:
    """List the officer's active posts with their offices."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return Post.objects.none()
    return Post.objects.filter(officer_id=user.pk, active=True).select_related("office")


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """List the members, owners first, in the order in which they came."""
    return organisation.memberships.select_related("user").order_by("role", "created_at", "pk")


def owners_of(organisation: Organisation) -> QuerySet[User]:
    """List the owners who can still sign in."""
    return User.objects.filter(
        memberships__organisation=organisation,
        memberships__role=MemberRole.OWNER,
        is_active=True,
    )


def users_of(organisation: Organisation) -> QuerySet[User]:
    """List every person who can still sign in: the recipients of the organisation's messages."""
    people = Membership.objects.filter(organisation=organisation).exclude(role=MemberRole.SYSTEM)
    return User.objects.filter(pk__in=people.values("user_id"), is_active=True)


def users_of_each(organisation_ids: Iterable[UUID | None]) -> dict[UUID, list[User]]:
    """List ``users_of`` each of these organisations, with one query."""
    found: dict[UUID, list[User]] = defaultdict(list)
    memberships = Membership.objects.filter(
        organisation_id__in={pk for pk in organisation_ids if pk}, user__is_active=True
    )
    for membership in memberships.exclude(role=MemberRole.SYSTEM).select_related("user"):
        found[membership.organisation_id].append(membership.user)
    return found


def open_invitations(organisation: Organisation, now: datetime) -> QuerySet[MembershipInvitation]:
    """List the invitations that colleagues can still accept."""
    return _open(organisation, now).filter(requested=False)


def open_requests(organisation: Organisation, now: datetime) -> QuerySet[MembershipInvitation]:
    """List the requests for access that wait for an owner's answer."""
    return _open(organisation, now).filter(requested=True).select_related("invited_by")


def _open(organisation: Organisation, now: datetime) -> QuerySet[MembershipInvitation]:
    return organisation.member_invitations.filter(answered_at__isnull=True, expires_at__gt=now)


def partners_without_anybody() -> QuerySet[Office]:
    """List the partner offices that take part, but at which nobody would see a case (ADR 0101)."""
    held = Post.objects.filter(
        office=OuterRef("pk"), active=True, role__in=CASE_ROLES, officer__is_active=True
    )
    return partner_offices().filter(~Exists(held), active=True).order_by("code")


def organisation_by_code(code: str) -> Organisation | None:
    """Find an organisation by its company code, however it was typed."""
    return Organisation.objects.filter(uscc=uscc_normalise(code).replace("\0", "")).first()


def organisations_to_check() -> QuerySet[Organisation]:
    """List the organisations that wait for an officer's check, longest waiting first."""
    return Organisation.objects.filter(status=OrganisationStatus.PENDING).order_by("handed_in_at")


def organisations_read_by(user: User) -> Q:
    """Return the condition for organisations that an officer's list holds.

    Officers of a home office alone see those of its province; everybody else sees them all.
    """
    held = {post.office_id for post in user.held_posts()}
    partners = list(partner_offices().filter(pk__in=held))
    if user.is_superuser or held - {office.pk for office in partners}:
        return Q()
    return Q(province__in=[office.province for office in partners])


def organisations_with_members() -> QuerySet[Organisation]:
    """List all organisations with the number of members, for the officers' pages."""
    return Organisation.objects.annotate(
        member_count=Count(
            "memberships", filter=~Q(memberships__role=MemberRole.SYSTEM), distinct=True
        ),
        owner_count=Count(
            "memberships", filter=Q(memberships__role=MemberRole.OWNER), distinct=True
        ),
    )
