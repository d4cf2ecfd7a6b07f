"""What the organisation pages share."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import Organisation, User
from accounts.permissions import Person, is_member
from accounts.queries import organisations_for
from ui.steps import signed_in

P = ParamSpec("P")
Predicate = Callable[[Person, Organisation], bool]
View = Callable[Concatenate[HttpRequest, Organisation, P], HttpResponse]


def person(request: HttpRequest) -> User:
    """Return who is signed in; the page's guard has made sure that somebody is."""
    return cast("User", request.user)


def organisation_page(
    allowed: Predicate = is_member,
) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Hand a view the organisation from the address.

    Another's organisation does not exist (404); a member without the right is refused (403).
    """

    def decorate(view: View[P]) -> Callable[..., HttpResponse]:
        @signed_in
        def guarded(
            request: HttpRequest, organisation_id: UUID, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            organisation = organisations_for(request.user).filter(pk=organisation_id).first()
            if organisation is None:
                raise Http404
            if not allowed(request.user, organisation):
                raise PermissionDenied
            return view(request, organisation, *args, **kwargs)

        return guarded

    return decorate
