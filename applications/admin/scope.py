"""Which cases an officer's desk holds: those of the offices where they are posted, drafts never."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.enums import PostRole
from applications.enums import Status
from applications.models import Application
from applications.permissions import REVIEW_ROLES, offices_of, reading_filter, review_filter


def review_offices(request: HttpRequest) -> frozenset[int]:
    """Keys of the offices whose queue this officer works on; read once a request."""
    return _offices(request, REVIEW_ROLES)


def port_offices(request: HttpRequest) -> frozenset[int]:
    """Keys of the offices where this officer stands at the port; read once a request."""
    return _offices(request, (PostRole.PORT_OFFICER,))


def _offices(request: HttpRequest, roles: Any) -> frozenset[int]:
    cache: dict[tuple[str, ...], frozenset[int]] = request.__dict__.setdefault("_desk_offices", {})
    key = tuple(sorted(roles))
    if key not in cache:
        cache[key] = frozenset(offices_of(request.user, roles))
    return cache[key]


def cases_of(request: HttpRequest) -> QuerySet[Application]:
    """Cases that the officer may review, in any state but drafts."""
    return Application.objects.filter(review_filter(request.user)).exclude(status=Status.DRAFT)


def cases_read(request: HttpRequest) -> QuerySet[Application]:
    """Cases that the officer may open: their own, and those of a transfer that they read along."""
    return Application.objects.filter(reading_filter(request.user)).exclude(status=Status.DRAFT)
