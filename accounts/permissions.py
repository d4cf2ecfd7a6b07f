"""Who may do what with organisations and posts. Pages, admin and API ask here."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from accounts.enums import MemberRole, OrganisationStatus, PostRole
from accounts.models import Membership, Organisation, User
from documents.models import Upload
from offices.models import Office
from offices.queries import partner_office, partner_offices

Person = User | AnonymousUser

CHECKERS = (PostRole.REVIEWER, PostRole.SUPERVISOR)
CASE_ROLES = (*CHECKERS, PostRole.SYSTEM)  # a partner office's own system checks cases as well


def is_officer(user: Person) -> bool:
    """Tell whether the person is an active officer with at least one active post."""
    return has_post(user)


def has_post(
    user: Person, *, office: Office | None = None, roles: Iterable[str] | None = None
) -> bool:
    """Tell whether the person holds an active post, at ``office`` and in one of ``roles``."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return False
    wanted = None if roles is None else set(roles)
    return any(
        (office is None or post.office_id == office.pk) and (wanted is None or post.role in wanted)
        for post in user.held_posts()
    )


def is_member(user: Person, organisation: Organisation) -> bool:
    """Tell whether the person belongs to the organisation, in any role."""
    return _holds(user, organisation)


def is_owner(user: Person, organisation: Organisation) -> bool:
    """Tell whether the person is one of the organisation's owners."""
    return _holds(user, organisation, role=MemberRole.OWNER)


def _holds(user: Person, organisation: Organisation, **role: str) -> bool:
    if not (user.is_authenticated and user.is_active):
        return False
    return Membership.objects.filter(
        user_id=user.pk, organisation_id=organisation.pk, **role
    ).exists()


def can_view_organisation(user: Person, organisation: Organisation) -> bool:
    """Members see their organisation; officers see it in the admin site only."""
    return is_member(user, organisation)


def can_edit_organisation(user: Person, organisation: Organisation) -> bool:
    """Owners change company data, also while suspended: that is how it is put right."""
    return is_owner(user, organisation)


def can_manage_members(user: Person, organisation: Organisation) -> bool:
    return is_owner(user, organisation)


def can_draft(user: Person, organisation: Organisation) -> bool:
    """Members of any organisation that is not suspended prepare drafts."""
    return organisation.status != OrganisationStatus.SUSPENDED and is_member(user, organisation)


def can_submit(user: Person, organisation: Organisation) -> bool:
    """Only members of an organisation that the bureau has verified submit."""
    return organisation.is_verified and is_member(user, organisation)


def can_check_organisations(user: Person) -> bool:
    """Reviewers and supervisors verify or return organisations."""
    return has_post(user, roles=CHECKERS)


def can_check_organisation(user: Person, organisation: Organisation) -> bool:
    """Only officers of the office that verifies this organisation: its home office in the Delta."""
    return _checks(user, organisation, CHECKERS)


def can_suspend_organisations(user: Person) -> bool:
    """Only supervisors suspend an organisation."""
    return has_post(user, roles=[PostRole.SUPERVISOR])


def can_suspend_organisation(user: Person, organisation: Organisation) -> bool:
    """Only supervisors of the office that verifies this organisation."""
    return _checks(user, organisation, [PostRole.SUPERVISOR])


def can_read_organisation(user: Person, organisation: Organisation) -> bool:
    """Whether a checking officer may look: Shanghai's at all, a home office's at its own."""
    held = _offices_held(user, CHECKERS)
    partners = partner_offices().filter(pk__in=held)
    return bool(held - {office.pk for office in partners}) or (
        organisation.province in {office.province for office in partners}
    )


def _checks(user: Person, organisation: Organisation, roles: Iterable[str]) -> bool:
    """Whether the person holds such a post where the organisation is verified (ADR 0091).

    That is the partner office of its province, and where there is none, the bureau in Shanghai.
    """
    held = _offices_held(user, roles)
    home = partner_office(organisation.province)
    if home is not None:
        return home.pk in held
    return bool(held) and partner_offices().filter(pk__in=held).count() < len(held)


def _offices_held(user: Person, roles: Iterable[str]) -> set[int]:
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return set()
    wanted = set(roles)
    return {post.office_id for post in user.held_posts() if post.role in wanted}


def can_assign_posts(user: Person) -> bool:
    """Only administrators give and end posts, and never their own (services.post_assign)."""
    return has_post(user, roles=[PostRole.ADMINISTRATOR])


def can_open_licence(user: Person, upload: Upload) -> bool:
    """A licence copy is opened by who uploaded it, by fellow members, and by checking officers."""
    if not (user.is_authenticated and user.is_active):
        return False
    if upload.owner_id == user.pk:
        return True
    if can_check_organisations(user):
        return any(can_read_organisation(user, one) for one in upload.organisations.all())
    return Membership.objects.filter(user_id=user.pk, organisation__licence=upload).exists()
