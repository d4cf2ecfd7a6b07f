"""A system of an organisation: let in, limited, given another secret, shut out."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import AccessToken
from oauth2_provider.models import Application as OAuthApplication

from accounts.models import Organisation, User
from accounts.services import system_member_add, system_member_end
from api.enums import Scope
from api.errors import ClientRevoked, NotAdministrator
from api.models import ApiClient, IdempotentRequest
from api.permissions import can_manage_clients

KEPT = timedelta(days=7)  # how long a repetition is recognised
_AT_ONCE = 5000


def _check(actor: User) -> None:
    if not can_manage_clients(actor):
        raise NotAdministrator


def _scopes(wanted: Iterable[str]) -> list[str]:
    chosen = set(wanted)
    return [scope.value for scope in Scope if scope.value in chosen]


def _lock(client: ApiClient) -> ApiClient:
    locked = (
        ApiClient.objects.select_for_update(of=("self",))
        .select_related("oauth", "user", "organisation")
        .get(pk=client.pk)
    )
    if not locked.active:
        raise ClientRevoked
    return locked


@transaction.atomic
def client_create(
    *,
    organisation: Organisation,
    name: str,
    scopes: Iterable[str],
    requests_per_minute: int,
    language: str,
    actor: User,
    now: datetime,
) -> tuple[ApiClient, str]:
    """Let a system of an organisation in. Answers the client and its secret, which is kept nowhere.

    Raises NotAdministrator.
    """
    _check(actor)
    secret = generate_client_secret()
    user = system_member_add(
        organisation=organisation, name=name, language=language, actor=actor, now=now
    )
    oauth = OAuthApplication.objects.create(
        name=name,
        client_secret=secret,
        client_type=OAuthApplication.CLIENT_CONFIDENTIAL,
        authorization_grant_type=OAuthApplication.GRANT_CLIENT_CREDENTIALS,
    )
    client = ApiClient.objects.create(
        oauth=oauth,
        organisation=organisation,
        user=user,
        name=name,
        scopes=_scopes(scopes),
        requests_per_minute=requests_per_minute,
        created_at=now,
        created_by=actor,
        secret_changed_at=now,
    )
    return client, secret


@transaction.atomic
def client_change(
    *, client: ApiClient, scopes: Iterable[str], requests_per_minute: int, actor: User
) -> ApiClient:
    """Change what a client may do and how often. A scope that is taken ends at once."""
    _check(actor)
    locked = _lock(client)
    locked.scopes = _scopes(scopes)
    locked.requests_per_minute = requests_per_minute
    locked.save(update_fields=["scopes", "requests_per_minute"])
    return locked


@transaction.atomic
def client_rotate_secret(*, client: ApiClient, actor: User, now: datetime) -> tuple[ApiClient, str]:
    """Give a new secret. The old one and all its tokens end at once."""
    _check(actor)
    locked = _lock(client)
    secret = generate_client_secret()
    locked.oauth.client_secret = secret
    locked.oauth.save(update_fields=["client_secret"])
    AccessToken.objects.filter(application=locked.oauth).delete()
    locked.secret_changed_at = now
    locked.save(update_fields=["secret_changed_at"])
    return locked, secret


@transaction.atomic
def client_revoke(*, client: ApiClient, actor: User, now: datetime) -> ApiClient:
    """Shut a system out for good: no token, no membership. What it did stays on record."""
    _check(actor)
    locked = _lock(client)
    AccessToken.objects.filter(application=locked.oauth).delete()
    system_member_end(user=locked.user, actor=actor, now=now)
    locked.revoked_at = now
    locked.revoked_by = actor
    locked.save(update_fields=["revoked_at", "revoked_by"])
    return locked


def requests_sweep(now: datetime) -> int:
    """Forget answers that nobody asks for again, and tokens that ended. Returns how many."""
    old = IdempotentRequest.objects.filter(created_at__lt=now - KEPT)
    forgotten, _rows = IdempotentRequest.objects.filter(pk__in=old.values("pk")[:_AT_ONCE]).delete()
    ended = AccessToken.objects.filter(expires__lt=now - timedelta(days=1))
    gone, _rows = AccessToken.objects.filter(pk__in=ended.values("pk")[:_AT_ONCE]).delete()
    return forgotten + gone
