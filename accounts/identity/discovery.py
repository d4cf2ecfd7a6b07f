"""What the provider publishes: its addresses and its keys, kept for an hour."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlparse

from django.core.cache import cache

from accounts.identity import transport
from accounts.identity.config import Configuration
from accounts.identity.errors import IdentityProblem, Reason

Published = dict[str, Any]

OK = 200
KEEP_SECONDS = 3600
DOWN_SECONDS = 10  # a provider that failed is left alone for so long: each try costs seconds
REFETCH_SECONDS = 30  # a made-up key id must not make us ask for the keys each time


@dataclass(frozen=True)
class Metadata:
    """OpenID Connect Discovery 1.0, section 3, as far as it is used here."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    secret_in_body: bool
    names_itself: bool  # sends its issuer along with the code (RFC 9207)


def metadata(provider: Configuration) -> Metadata:
    """Return the provider's addresses.

    :raises IdentityProblem: it does not publish them now, or speaks for another issuer.
    """
    url = provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
    read = partial(_metadata, provider)
    return read(_kept(_key("metadata", provider), url, read))


def _metadata(provider: Configuration, found: Published) -> Metadata:
    if found.get("issuer") != provider.issuer:
        raise IdentityProblem(Reason.DOWN, "discovery names another issuer")
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Metadata(
        authorization_endpoint=_address(found, "authorization_endpoint", provider),
        token_endpoint=_address(found, "token_endpoint", provider),
        jwks_uri=_address(found, "jwks_uri", provider),
        userinfo_endpoint=_address(found, "userinfo_endpoint", provider)
        if found.get("userinfo_endpoint")
        else "",
        secret_in_body="client_secret_basic" not in methods,
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
    )


def keys(provider: Configuration, *, afresh: bool = False) -> list[Published]:
    """Return the keys with which the provider signs, as JSON Web Keys.

    :param afresh: the kept ones lack a key; asked for again at most every half minute.
    :raises IdentityProblem: it does not publish them now.
    """
    kept = _key("keys", provider)
    if afresh and cache.add(f"{kept}:again", 1, REFETCH_SECONDS):
        cache.delete(kept)
    return _keys(_kept(kept, metadata(provider).jwks_uri, _keys))


def _keys(found: Published) -> list[Published]:
    rows = found.get("keys")
    if not isinstance(rows, list):
        raise IdentityProblem(Reason.DOWN, "no keys published")
    return [row for row in rows if isinstance(row, dict)]


def _kept(name: str, url: str, check: Callable[[Published], object]) -> Published:
    """Return what was published there; only what passes ``check`` is kept."""
    found = cache.get(name)
    if isinstance(found, dict):
        return found
    if detail := cache.get(f"{name}:down"):
        raise IdentityProblem(Reason.DOWN, f"{detail}, a moment ago")
    try:
        status, found = transport.ask(url)
        if status != OK:
            raise IdentityProblem(Reason.DOWN, f"status {status}")
        check(found)
    except IdentityProblem as problem:
        cache.set(f"{name}:down", problem.detail, DOWN_SECONDS)
        raise
    cache.set(name, found, KEEP_SECONDS)
    return found


def _key(what: str, provider: Configuration) -> str:
    return f"identity:{what}:{hashlib.sha256(provider.issuer.encode()).hexdigest()}"


def _address(found: Published, name: str, provider: Configuration) -> str:
    """An endpoint: an address, and by https when the issuer is one."""
    url = found.get(name)
    try:
        parts = urlparse(url if isinstance(url, str) else "")
        fit = bool(parts.hostname) and parts.port != 0
    except ValueError:
        fit = False
    secure = parts.scheme == "https" or provider.issuer.startswith("http://") if fit else False
    if not secure or parts.scheme not in ("https", "http"):
        raise IdentityProblem(Reason.DOWN, f"discovery gives no usable {name}")
    return str(url)
