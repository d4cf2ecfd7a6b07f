"""Changes the code that the browser brought into claims: token endpoint, id token, userinfo."""

import re
from base64 import b64encode
from typing import Any
from urllib.parse import quote_plus

from accounts.identity import transport
from accounts.identity.config import Configuration
from accounts.identity.discovery import OK, Metadata, metadata
from accounts.identity.errors import IdentityProblem, Reason
from accounts.identity.tokens import verify

ABOUT_THE_PERSON = ("email", "email_verified", "name")


def claims_for(
    provider: Configuration, *, code: str, verifier: str, nonce: str, redirect_uri: str
) -> tuple[dict[str, Any], str]:
    """Return the verified claims about who signed in, and an access token for the rest.

    :raises IdentityProblem: the code was refused, the answer is not right, or none came.
    """
    published = metadata(provider)
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
    }
    status, found = _token(provider, published, fields)
    if status != OK:
        error = error_code(found.get("error"))
        reason = Reason.USED if error == "invalid_grant" else Reason.FAILED
        raise IdentityProblem(reason, f"token endpoint: {status} {error}")
    access_token = found.get("access_token")
    if not isinstance(access_token, str):
        raise IdentityProblem(Reason.FAILED, "token endpoint: no access token")
    claims = verify(provider, found.get("id_token"), nonce=nonce, access_token=access_token)
    return claims, access_token


def _token(
    provider: Configuration, published: Metadata, fields: dict[str, str]
) -> tuple[int, dict[str, Any]]:
    """Show the client's secret as the provider wants it (RFC 6749, 2.3.1)."""
    if published.secret_in_body:
        secret = {"client_id": provider.client_id, "client_secret": provider.client_secret}
        return transport.ask(published.token_endpoint, fields={**fields, **secret})
    pair = f"{quote_plus(provider.client_id)}:{quote_plus(provider.client_secret)}"
    basic = {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
    return transport.ask(published.token_endpoint, fields=fields, headers=basic)


def about_the_person(
    provider: Configuration, claims: dict[str, Any], access_token: str
) -> dict[str, Any]:
    """Return the claims with the e-mail address and the name, asked for when they are missing.

    :raises IdentityProblem: userinfo speaks of somebody else (Core 1.0, 5.3.2), or not at all.
    """
    endpoint = metadata(provider).userinfo_endpoint
    if "email" in claims or not endpoint:
        return claims
    bearer = {"Authorization": f"Bearer {access_token}"}
    status, found = transport.ask(endpoint, headers=bearer)
    if status != OK:
        raise IdentityProblem(Reason.FAILED, f"userinfo: {status}")
    if found.get("sub") != claims["sub"]:
        raise IdentityProblem(Reason.UNTRUSTED, "userinfo: another subject")
    return {**claims, **{name: found[name] for name in ABOUT_THE_PERSON if name in found}}


def error_code(given: Any) -> str:
    """The provider's word for an error, if it is one that may stand in a log."""
    fits = isinstance(given, str) and re.fullmatch(r"[a-z_]{1,40}", given)
    return str(given) if fits else "error"
