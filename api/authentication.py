"""Who calls: a bearer token of a client, which acts as its technical user."""

import hashlib
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AccessToken
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import User
from api.models import ApiClient

BEARER = "Bearer"


class BearerAuthentication(BaseAuthentication):
    """Reads the token from the header only, never from the address or the body (RFC 9700).

    A cookie of the pages opens nothing here, so no foreign page can act for a visitor.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiClient] | None:
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        if not scheme:
            return None
        if scheme.lower() != BEARER.lower():
            raise AuthenticationFailed(_("Send the token as “Authorization: Bearer …”."))
        found = token_for(token.strip())
        if found is None:
            raise AuthenticationFailed(_("This token is unknown or has ended. Get a new one."))
        client: ApiClient = found.application.api_client
        client.user.remember_duties()  # services ask for its membership again and again
        request.scopes = frozenset(found.scope.split())  # type: ignore[attr-defined]
        return client.user, client

    def authenticate_header(self, request: Request) -> str:
        return f'{BEARER} realm="api"'


def token_for(token: str) -> Any:
    """Find a token that is still good, by its digest; None otherwise."""
    digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
    return (
        AccessToken.objects.select_related(
            "application__api_client__organisation",
            "application__api_client__office",
            "application__api_client__user",
        )
        .filter(
            token_checksum=digest,
            expires__gt=timezone.now(),
            application__api_client__revoked_at__isnull=True,
            application__api_client__user__is_active=True,
        )
        .first()
    )


class ScopePermission(BasePermission):
    """Each method of a view names its scope; the token must carry it, and the client still too."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, ApiClient):
            raise NotAuthenticated
        scopes: dict[str, str] = view.scopes
        method = "GET" if request.method == "HEAD" else str(request.method)
        wanted = scopes.get(method)
        granted = request.scopes & frozenset(request.auth.scopes)  # type: ignore[attr-defined]
        if wanted is not None and wanted not in granted:
            raise InsufficientScope(wanted)
        return True


class InsufficientScope(PermissionDenied):
    """The token lacks the scope that this call needs."""

    default_code = "insufficient_scope"

    def __init__(self, scope: str) -> None:
        super().__init__(
            _("This needs the scope “%(scope)s”, which your token does not carry.")
            % {"scope": scope},
            code=self.default_code,
        )
