"""Who may see a case, and who may act on it.

Officers see what their posts need and nothing more: an administrator keeps accounts and reference
data and opens no file; a port officer sees what was approved for that office. Nobody handles a case
that they or their own organisation filed. Where two authorities review one case side by side, an
officer acts for the authority of their own posts at the case's office, and never for the other.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import xor

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.enums import PostRole
from accounts.models import Membership, User
from accounts.permissions import CASE_ROLES
from applications.enums import Status
from applications.models import Application
from applications.registry import adapter_for, services, services_of
from offices.enums import OfficeKind
from offices.models import Office

AnyUser = User | AnonymousUser
REVIEW_ROLES = CASE_ROLES
PORT_STATUSES = (Status.APPROVED, Status.ISSUED, Status.REVOKED)


def offices_of(user: AnyUser, roles: Sequence[str]) -> set[int]:
    """Return the keys of the offices where the officer holds an active post of these roles."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return set()
    return {post.office_id for post in user.held_posts() if post.role in roles}


def authority_of(user: AnyUser, application: Application) -> str | None:
    """Return for which authority the officer reviews this case; None for nobody's officer.

    It is the authority of the reviewing posts that the officer holds at the case's office, if it
    has a part in the case. Posts of both, which ``post_assign`` refuses, give the right to neither.
    """
    if application.office_id is None:
        return None
    held = _reviewing_posts(user).get(application.office_id, frozenset())
    found = held & set(adapter_for(application).authorities)
    return next(iter(found)) if len(found) == 1 else None


def can_act_as_applicant(user: AnyUser, application: Application) -> bool:
    """Whether the person may see and file this application as the applicant.

    With an organisation, membership decides: who has left it sees its cases no more. Whom the case
    is about sees it, too, where the service gives them a part of their own.
    """
    if not (user.is_authenticated and user.is_active):
        return False
    if application.person_id == user.pk:
        return True
    if application.opened_by_id is not None and application.status == Status.DRAFT:
        return application.opened_by_id == user.pk  # nobody else fills it in meanwhile
    if application.organisation_id is None:
        return bool(application.filed_by_id == user.pk)
    return application.organisation_id in user.own_organisations()


def can_review(user: AnyUser, application: Application, authority: str | None = None) -> bool:
    """Whether the officer may check, ask and recommend: a reviewer or supervisor of the office.

    :param authority: asks about this authority's review; None about whichever is the officer's.
    """
    mine = authority_of(user, application)
    if mine is None or authority not in (None, mine):
        return False
    return not _own(user, application)


def can_supervise(user: AnyUser, application: Application, authority: str | None = None) -> bool:
    """Whether the officer may countersign, return, correct and revoke; see ``can_review``."""
    if not user.is_authenticated or not can_review(user, application, authority):
        return False
    mine = authority_of(user, application)
    return any(
        post.role == PostRole.SUPERVISOR
        and post.office_id == application.office_id
        and post.authority == mine
        for post in user.held_posts()
    )


def can_view_as_officer(user: AnyUser, application: Application) -> bool:
    """Whether an officer may open the file. Drafts are nobody's but the applicant's."""
    if application.status == Status.DRAFT:
        return False
    return (
        can_review(user, application)
        or can_read_along(user, application)
        or can_use_at_port(user, application)
    )


def can_read_along(user: AnyUser, application: Application) -> bool:
    """Whether the officer reviews at one of the two offices of a transfer: both see the whole file.

    Only the owner acts (``can_review``). Nobody reads what they or their organisation filed.
    """
    if application.home_office_id is None or application.status == Status.DRAFT:
        return False
    sides = {application.home_office_id, application.port_office_id}
    held = [_reviewing_posts(user).get(side or 0, frozenset()) for side in sides]
    if not any(found & set(adapter_for(application).authorities) for found in held):
        return False
    return not _own(user, application)


def _own(user: AnyUser, application: Application) -> bool:
    """Whether the officer or their organisation filed it, or opened it at a window: four eyes."""
    filed = user.pk in (application.filed_by_id, application.opened_by_id)
    return filed or can_act_as_applicant(user, application)


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
    own &= Q(opened_by__isnull=True) | ~Q(status=Status.DRAFT)
    own |= Q(person_id=user.pk) | Q(opened_by_id=user.pk, status=Status.DRAFT)
    if not user.is_staff:
        return own
    port_offices = offices_of(user, (PostRole.PORT_OFFICER,))
    on_duty = (
        (duty_filter(user) | along_filter(user)) & ~Q(status=Status.DRAFT) & _not_filed_by(user)
    )
    at_the_port = Q(office_id__in=port_offices, status__in=PORT_STATUSES)
    return own | on_duty | at_the_port


def review_filter(user: AnyUser) -> Q:
    """Return the condition on Application that agrees with ``can_review`` for every row.

    The officer's few memberships are read first: plain columns, which the queue's indexes serve.
    """
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return Q(pk__in=[])
    found = duty_filter(user) & _not_filed_by(user) & ~Q(person_id=user.pk)
    if organisations := user.own_organisations():
        found &= ~Q(organisation_id__in=organisations)
    return found


def reading_filter(user: AnyUser) -> Q:
    """Return the condition for cases that the officer reviews or, in a transfer, reads along."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return Q(pk__in=[])
    found = (duty_filter(user) | along_filter(user)) & _not_filed_by(user)
    found &= ~Q(person_id=user.pk)
    if organisations := user.own_organisations():
        found &= ~Q(organisation_id__in=organisations)
    return found


def _not_filed_by(user: AnyUser) -> Q:
    """Neither filed by the officer nor opened by them at a window."""
    return ~Q(filed_by_id=user.pk) & ~Q(opened_by_id=user.pk)


def along_filter(user: AnyUser) -> Q:
    """Return the condition for cases of transfers that one of the officer's offices takes part in.

    Plain columns with indexes of their own; agrees with ``can_read_along`` but for own filings.
    """
    found = Q(pk__in=[])
    for reviewed, keys in _offices_by_services(user).items():
        sides = Q(home_office_id__in=keys) | Q(port_office_id__in=keys)
        found |= sides if reviewed == services() else sides & Q(service__in=reviewed)
    return found


def authorities_held(user: AnyUser) -> frozenset[str]:
    """The authorities for which the officer reviews, at whichever office."""
    return frozenset().union(*_reviewing_posts(user).values())


def reviews_jointly(user: AnyUser) -> bool:
    """Whether cases that several authorities review reach this officer: not at a port."""
    offices = Office.objects.filter(pk__in=_reviewing_posts(user), kind=OfficeKind.BRANCH)
    return bool(_reviewing_posts(user)) and offices.exists()


def duty_filter(user: AnyUser, authority: str | None = None) -> Q:
    """Return the condition for cases of the officer's offices that their authority reviews.

    Plain columns and no join, so that the queue's indexes serve it. An authority that has a part
    in every service needs no condition on the service at all.
    :param authority: only posts of this authority.
    """
    offices = _offices_by_services(user, authority)
    if not offices:
        return Q(pk__in=[])
    found = Q()
    for reviewed, keys in offices.items():
        here = Q(office_id__in=keys)
        found |= here if reviewed == services() else here & Q(service__in=reviewed)
    return found


def _offices_by_services(
    user: AnyUser, authority: str | None = None
) -> dict[frozenset[str], set[int]]:
    """The officer's reviewing offices, by the services that their authority there reviews."""
    offices: dict[frozenset[str], set[int]] = defaultdict(set)
    for office, held in _reviewing_posts(user).items():
        if authority is not None and authority not in held:
            continue
        offices[reduce(xor, (services_of(authority) for authority in held))].add(office)
    return offices


def _reviewing_posts(user: AnyUser) -> dict[int, frozenset[str]]:
    """The authorities of the officer's reviewing posts, by office."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return {}
    held: dict[int, set[str]] = defaultdict(set)
    for post in user.held_posts():
        if post.role in REVIEW_ROLES:
            held[post.office_id].add(post.authority)
    return {office: frozenset(authorities) for office, authorities in held.items()}
