"""Checks an id token: who signed it, for whom, for which sign-in, until when.

OpenID Connect Core 1.0, sections 2, 3.1.3.6 and 3.1.3.7. The signature is checked although the
token came straight from the provider: what ends TLS in between need not be trusted then.
"""

import base64
import hashlib
import hmac
from typing import Any

import jwt

from accounts.identity.config import Configuration
from accounts.identity.discovery import keys
from accounts.identity.errors import IdentityProblem, Reason

KEY_TYPES = {"RS256": "RSA", "ES256": "EC"}  # the algorithms that count; never "none", never HMAC
SMALLEST_RSA = 2048
LEEWAY_SECONDS = 60
LONGEST_SUBJECT = 255
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


def verify(provider: Configuration, token: Any, *, nonce: str, access_token: str) -> dict[str, Any]:
    """Return the claims of a token that is right in every respect.

    :raises IdentityProblem: it is not (``detail`` says in which), or the keys cannot be had.
    """
    if not isinstance(token, str):
        raise _untrusted("no id token")
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in KEY_TYPES:
            raise _untrusted("algorithm")
        claims = jwt.decode(
            token,
            _signing_key(provider, header.get("kid"), algorithm),
            algorithms=[algorithm],
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": NEEDED},
        )
    except (jwt.PyJWTError, TypeError, ValueError, OverflowError) as error:
        raise _untrusted(type(error).__name__) from None
    _check_rest(provider, claims, nonce, access_token)
    return claims


def _check_rest(
    provider: Configuration, claims: dict[str, Any], nonce: str, access_token: str
) -> None:
    """What PyJWT does not know of OpenID Connect."""
    subject, audience, party = claims["sub"], claims["aud"], claims.get("azp")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise _untrusted("subject")
    if not subject.isascii() or not subject.isprintable():
        raise _untrusted("subject")
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise _untrusted("nonce")
    several = isinstance(audience, list) and len(audience) > 1
    if (several or party is not None) and party != provider.client_id:
        raise _untrusted("authorized party")
    if "at_hash" in claims and claims["at_hash"] != half_hash(access_token):
        raise _untrusted("access token hash")


def half_hash(text: str) -> str:
    """``at_hash``: the left half of the SHA-256, which both algorithms use, in base64url."""
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def _signing_key(provider: Configuration, kid: Any, algorithm: str) -> jwt.PyJWK:
    """The provider's key of that name; asked for anew when it is not among the kept ones."""
    row = _chosen(keys(provider), kid, algorithm)
    row = row or _chosen(keys(provider, afresh=True), kid, algorithm)
    if row is None:
        raise _untrusted("unknown key")
    key = jwt.PyJWK(row, algorithm=algorithm)
    if algorithm == "RS256" and key.key.key_size < SMALLEST_RSA:
        raise _untrusted("key too short")
    return key


def _chosen(rows: list[dict[str, Any]], kid: Any, algorithm: str) -> dict[str, Any] | None:
    fit = [
        row
        for row in rows
        if row.get("kty") == KEY_TYPES[algorithm]
        and row.get("use", "sig") == "sig"
        and row.get("alg", algorithm) == algorithm
        and kid in (None, row.get("kid"))
    ]
    return fit[0] if len(fit) == 1 else None


def _untrusted(detail: str) -> IdentityProblem:
    return IdentityProblem(Reason.UNTRUSTED, f"id token: {detail}")
