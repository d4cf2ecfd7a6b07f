"""A system of an organisation or office: let in, limited, given another secret, shut out."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import AccessToken
from oauth2_provider.models import Application as OAuthApplication

from accounts.models import Organisation, User
from accounts.services import system_end, system_member_add, system_post_add
from api.enums import OFFICE_SCOPES, ORGANISATION_SCOPES
from api.errors import ClientRevoked, NotAdministrator, NotPartner
from api.limits import answers_over
from api.models import ApiClient, IdempotentRequest
from api.permissions import can_manage_clients
from offices.enums import OfficeKind
from offices.models import Office

_AT_ONCE = 5000


def _check(actor: User) -> None:
    if not can_manage_clients(actor):
        raise NotAdministrator


def _scopes(wanted: Iterable[str], office: Office | None) -> list[str]:
    """Those of the wanted that this kind of client can have, in their order."""
    chosen = set(wanted)
    offered = OFFICE_SCOPES if office else ORGANISATION_SCOPES
    return [scope.value for scope in offered if scope.value in chosen]


def _lock(client: ApiClient) -> ApiClient:
    locked = (
        ApiClient.objects.select_for_update(of=("self",))
        .select_related("oauth", "user", "organisation", "office")
        .get(pk=client.pk)
    )
    if not locked.active:
        raise ClientRevoked
    return locked


@transaction.atomic
def client_create(
    *,
    party: Organisation | Office,
    name: str,
    scopes: Iterable[str],
    requests_per_minute: int,
    language: str,
    actor: User,
    now: datetime,
) -> tuple[ApiClient, str]:
    """Let a system in. Answers the client and its secret, which is kept nowhere.

    :param party: for whom it acts: an organisation, or a partner office of the transfer platform.
    :raises NotAdministrator, NotPartner: nothing was written.
    """
    _check(actor)
    office = party if isinstance(party, Office) else None
    if office and (office.kind != OfficeKind.PARTNER_OFFICE or not office.active):
        raise NotPartner
    secret = generate_client_secret()
    oauth = OAuthApplication.objects.create(
        name=name,
        client_secret=secret,
        client_type=OAuthApplication.CLIENT_CONFIDENTIAL,
        authorization_grant_type=OAuthApplication.GRANT_CLIENT_CREDENTIALS,
    )
    client = ApiClient.objects.create(
        oauth=oauth,
        **_acting_for(party, name, language, actor, now),
        name=name,
        scopes=_scopes(scopes, office),
        requests_per_minute=requests_per_minute,
        created_at=now,
        created_by=actor,
        secret_changed_at=now,
    )
    return client, secret


def _acting_for(
    party: Organisation | Office, name: str, language: str, actor: User, now: datetime
) -> dict[str, Any]:
    if isinstance(party, Office):
        user = system_post_add(office=party, name=name, language=language)
        return {"office": party, "user": user}
    user = system_member_add(organisation=party, name=name, language=language, actor=actor, now=now)
    return {"organisation": party, "user": user}


@transaction.atomic
def client_change(
    *, client: ApiClient, scopes: Iterable[str], requests_per_minute: int, actor: User
) -> ApiClient:
    """Change what a client may do and how often. A scope that is taken ends at once."""
    _check(actor)
    locked = _lock(client)
    locked.scopes = _scopes(scopes, locked.office)
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
    """Shut a system out for good: no token, no rights. What it did stays on record."""
    _check(actor)
    locked = _lock(client)
    AccessToken.objects.filter(application=locked.oauth).delete()
    system_end(user=locked.user, actor=actor, now=now)
    locked.revoked_at = now
    locked.revoked_by = actor
    locked.save(update_fields=["revoked_at", "revoked_by"])
    return locked


def requests_sweep(now: datetime) -> int:
    """Forget answers that nobody asks for again, and tokens that ended. Returns how many."""
    old = IdempotentRequest.objects.filter(answers_over(now))
    forgotten, _rows = IdempotentRequest.objects.filter(pk__in=old.values("pk")[:_AT_ONCE]).delete()
    ended = AccessToken.objects.filter(expires__lt=now - timedelta(days=1))
    gone, _rows = AccessToken.objects.filter(pk__in=ended.values("pk")[:_AT_ONCE]).delete()
    return forgotten + gone
