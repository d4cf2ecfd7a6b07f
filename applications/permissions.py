"""Who may see a case, and who may act on it.

Officers see what their posts need and nothing more: an administrator keeps accounts and reference
data and opens no file; a port officer sees what was approved for that office. Nobody handles a case
that they or their own organisation filed.
"""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.enums import PostRole
from accounts.models import Membership, User
from applications.enums import Status
from applications.models import Application

AnyUser = User | AnonymousUser
REVIEW_ROLES = (PostRole.REVIEWER, PostRole.SUPERVISOR)
PORT_STATUSES = (Status.APPROVED, Status.ISSUED, Status.REVOKED)


def offices_of(user: AnyUser, roles: Sequence[str]) -> set[int]:
    """Return the keys of the offices where the officer holds an active post of these roles."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return set()
    return {post.office_id for post in user.held_posts() if post.role in roles}


def can_act_as_applicant(user: AnyUser, application: Application) -> bool:
    """Whether the person may see and file this application as the applicant.

    With an organisation, membership decides: who has left it sees its cases no more.
    """
    if not (user.is_authenticated and user.is_active):
        return False
    if application.organisation_id is None:
        return bool(application.filed_by_id == user.pk)
    return Membership.objects.filter(
        user_id=user.pk, organisation_id=application.organisation_id
    ).exists()


def can_review(user: AnyUser, application: Application) -> bool:
    """Whether the officer may check, ask and recommend: a reviewer or supervisor of the office."""
    return _holds_post(user, application, REVIEW_ROLES)


def can_supervise(user: AnyUser, application: Application) -> bool:
    """Whether the officer may countersign, return, correct and revoke."""
    return _holds_post(user, application, (PostRole.SUPERVISOR,))


def can_view_as_officer(user: AnyUser, application: Application) -> bool:
    """Whether an officer may open the file. Drafts are nobody's but the applicant's."""
    if application.status == Status.DRAFT:
        return False
    return can_review(user, application) or can_use_at_port(user, application)


def can_use_at_port(user: AnyUser, application: Application) -> bool:
    """Whether a port officer of the office may look at it and mark its document as used."""
    return application.status in PORT_STATUSES and (
        application.office_id in offices_of(user, (PostRole.PORT_OFFICER,))
    )


def can_view(user: AnyUser, application: Application) -> bool:
    """Whether the person may see the case at all."""
    return can_act_as_applicant(user, application) or can_view_as_officer(user, application)


def visible_filter(user: AnyUser) -> Q:
    """Return the condition on Application that agrees with ``can_view`` for every row."""
    nothing = Q(pk__in=[])
    if not (user.is_authenticated and user.is_active):
        return nothing
    organisations = Membership.objects.filter(user_id=user.pk).values("organisation_id")
    own = Q(organisation__isnull=True, filed_by_id=user.pk) | Q(organisation_id__in=organisations)
    if not user.is_staff:
        return own
    review_offices = offices_of(user, REVIEW_ROLES)
    port_offices = offices_of(user, (PostRole.PORT_OFFICER,))
    on_duty = Q(office_id__in=review_offices) & ~Q(status=Status.DRAFT) & ~Q(filed_by_id=user.pk)
    at_the_port = Q(office_id__in=port_offices, status__in=PORT_STATUSES)
    return own | on_duty | at_the_port


def _holds_post(user: AnyUser, application: Application, roles: Sequence[str]) -> bool:
    if application.office_id is None or application.office_id not in offices_of(user, roles):
        return False
    return application.filed_by_id != user.pk and not can_act_as_applicant(user, application)
