"""The provider as allauth sees it: begins a sign-in, and turns verified claims into a person."""

import hashlib
import secrets
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.emailkit import valid_email_or_none
from allauth.account.models import EmailAddress
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from accounts.identity.config import Configuration, configuration
from accounts.identity.discovery import metadata
from accounts.identity.errors import IdentityProblem, Reason
from accounts.identity.exchange import about_the_person, claims_for, error_code
from accounts.models import SYSTEMS_DOMAIN

SCOPE = "openid email profile"
LONGEST_UID = 191  # of SocialAccount.uid; a longer subject is kept as its digest
LONGEST_NAME = 200


class IdentityProvider(OpenIDConnectProvider):
    """OpenID Connect with code flow, PKCE, nonce, and tokens that are verified here."""

    supports_token_authentication = False  # a token that somebody else got opens nothing

    @property
    def configuration(self) -> Configuration:
        found = configuration()
        if found is None:
            raise Http404
        return found

    def begin(self, request: HttpRequest, process: str, next_url: str | None) -> str:
        """Remember this sign-in in the session, and return the provider's address for it.

        :param process: ``login``, or ``connect`` for who is signed in and wants to link.
        :raises IdentityProblem: the provider cannot be asked now.
        """
        provider, nonce = self.configuration, secrets.token_urlsafe(32)
        proof = generate_code_challenge()
        endpoint = metadata(provider).authorization_endpoint
        state = self.stash_redirect_state(
            request,
            process,
            next_url,
            verifier=proof["code_verifier"],
            nonce=nonce,
            language=get_language(),
            user=request.user.pk,
        )
        query = {
            "response_type": "code",
            "client_id": provider.client_id,
            "redirect_uri": self.redirect_uri(request),
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": proof["code_challenge"].decode(),
            "code_challenge_method": proof["code_challenge_method"],
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    def redirect_uri(self, request: HttpRequest) -> str:
        return request.build_absolute_uri(reverse("identity_callback"))

    def begun(self, request: HttpRequest) -> dict[str, Any] | None:
        """Take what ``begin`` remembered out of the session: it serves once, for ten minutes."""
        state_id = request.GET.get("state", "")
        state = statekit.unstash_state(request, provider_id=self.sub_id, state_id=state_id)
        whole = state is not None and {"verifier", "nonce", "process"} <= state.keys()
        return state if whole else None

    def finish(self, request: HttpRequest, state: dict[str, Any]) -> SocialLogin:
        """Return who came back from the provider; nothing is stored yet.

        :raises IdentityProblem: nobody did, or what the provider said is not right.
        """
        provider = self.configuration
        self._check_answer(provider, request)
        claims, access_token = claims_for(
            provider,
            code=request.GET["code"],
            verifier=state["verifier"],
            nonce=state["nonce"],
            redirect_uri=self.redirect_uri(request),
        )
        known = SocialAccount.objects.filter(
            provider=self.sub_id, uid=self.extract_uid(claims)
        ).first()
        if known is None:
            claims = about_the_person(provider, claims, access_token)
        login = self.sociallogin_from_response(request, claims)
        if known and not login.account.extra_data["name"]:
            login.account.extra_data = known.extra_data
        login.state = state
        return login

    def _check_answer(self, provider: Configuration, request: HttpRequest) -> None:
        if error := request.GET.get("error"):
            reason = {
                "access_denied": Reason.CANCELLED,
                "temporarily_unavailable": Reason.DOWN,
            }.get(error, Reason.FAILED)
            raise IdentityProblem(reason, f"authorization: {error_code(error)}")
        if not request.GET.get("code"):
            raise IdentityProblem(Reason.FAILED, "authorization: no code")
        named = request.GET.get("iss")
        if (named or metadata(provider).names_itself) and named != provider.issuer:
            raise IdentityProblem(Reason.UNTRUSTED, "authorization: another issuer")

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The subject. With the issuer, which is the account's ``provider``, it is the identity."""
        subject: str = data["sub"]
        if len(subject) <= LONGEST_UID:
            return subject
        return f"sha256:{hashlib.sha256(subject.encode()).hexdigest()}"

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep the name alone, so that the person sees which identity is linked."""
        return {"name": shown_name(data)}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        email = data.get("email")
        return {"email": email if isinstance(email, str) else None, "name": shown_name(data)}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Only an address that the provider has confirmed; another is but a suggestion."""
        email = valid_email_or_none(self.extract_common_fields(data)["email"])
        confirmed = data.get("email_verified") is True and email
        if not confirmed or confirmed.endswith(f"@{SYSTEMS_DOMAIN}"):
            return []
        return [EmailAddress(email=confirmed, verified=True, primary=True)]

    def cleanup_email_addresses(
        self, email: str | None, addresses: list[EmailAddress], email_verified: bool = False
    ) -> str | None:
        """allauth would add the unconfirmed address here."""
        return valid_email_or_none(email)


def shown_name(data: dict[str, Any]) -> str:
    """The name as the provider writes it, without signs that cannot be shown or stored."""
    name = data.get("name")
    text = "".join(sign for sign in name if sign.isprintable()) if isinstance(name, str) else ""
    return text.strip()[:LONGEST_NAME]


provider_classes = [IdentityProvider]
