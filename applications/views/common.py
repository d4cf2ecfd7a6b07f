"""What the applicant's pages share."""

from django.http import Http404, HttpRequest

from accounts.models import User
from applications.models import Application
from applications.permissions import can_act_as_applicant
from applications.queries import applications_with_parts


def own_case(request: HttpRequest, reference: str) -> Application:
    """Return the case of who filed it; to everybody else it does not exist (404)."""
    case = applications_with_parts().filter(reference=reference).first()
    if case is None or not can_act_as_applicant(request.user, case):
        raise Http404
    return case


def actor_of(request: HttpRequest) -> User:
    """Return the signed-in person of a page that needs one."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
