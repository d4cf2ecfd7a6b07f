"""Who works at the windows of a centre, and who keeps its rows."""

from accounts.enums import Authority, PostRole
from accounts.models import User
from applications.permissions import REVIEW_ROLES, AnyUser
from offices.enums import OfficeKind
from offices.models import Office


def centres_of(user: AnyUser) -> list[Office]:
    """Return the centres at which the officer holds a reviewing post of exit-entry."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return []
    found = {
        post.office_id: post.office
        for post in user.held_posts()
        if post.role in REVIEW_ROLES and post.authority == Authority.EXIT_ENTRY
    }
    centres = [office for office in found.values() if _is_centre(office)]
    return sorted(centres, key=lambda office: office.code)


def _is_centre(office: Office) -> bool:
    return office.active and office.kind == OfficeKind.PORT_VISA_CENTRE


def can_serve(user: User, office_id: int) -> bool:
    """Whether the officer may call tickets at this centre."""
    return any(office.pk == office_id for office in centres_of(user))


def centres_supervised(user: AnyUser) -> list[Office]:
    """Return the centres at which the officer is a supervisor of exit-entry."""
    return [
        office
        for office in centres_of(user)
        if isinstance(user, User)
        and any(
            post.office_id == office.pk and post.role == PostRole.SUPERVISOR
            for post in user.held_posts()
        )
    ]
