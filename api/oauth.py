"""Tokens for systems: client credentials (RFC 6749, 4.4), each client with its own scopes."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes

from api.enums import Scope
from api.models import ApiClient


def _client_of(application: Any) -> ApiClient | None:
    return ApiClient.objects.filter(oauth=application).first() if application else None


class ClientScopes(BaseScopes):
    """Scopes are granted to each client in its own row; a token gets all unless it asks fewer."""

    def get_all_scopes(self) -> dict[str, str]:
        return {scope.value: str(scope.label) for scope in Scope}

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        client = _client_of(application)
        return list(client.scopes) if client and client.active else []

    def get_default_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        return self.get_available_scopes(application)


class Validator(OAuth2Validator):
    """Refuses clients that were revoked."""

    def _load_application(self, client_id: str, request: Any) -> Any:
        found = super()._load_application(client_id, request)
        client = _client_of(found)
        if client is None or not client.active:
            request.client = None
            return None
        return found
