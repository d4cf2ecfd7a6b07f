"""What allauth asks the portal about identities from elsewhere."""

from typing import Any

from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.identity.config import configuration
from accounts.identity.errors import IdentityProblem, Reason
from accounts.identity.links import identity_link
from accounts.models import User


class IdentityAdapter(DefaultSocialAccountAdapter):
    """One provider, from the environment; the subject is the identity, never the e-mail address."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("This e-mail address cannot be used here (%s)."),
    }

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The configured provider; rows in the database are not asked."""
        found = configuration()
        if found is None:
            return []
        app = SocialApp(
            provider="openid_connect",
            provider_id=found.issuer,  # so a subject of another issuer is another identity
            name=found.label,
            client_id=found.client_id,
        )
        fits = provider in (None, app.provider, app.provider_id)
        return [app] if fits and client_id in (None, app.client_id) else []

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """Suggest e-mail address and name for a new account."""
        user: User = sociallogin.user
        user.email, user.name = data.get("email") or "", data["name"]
        return user

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        return {"email": sociallogin.user.email}

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("identity")

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link, when that was wanted; refuse an e-mail address that has an account already.

        :raises IdentityProblem: the person has to do something else first.
        """
        if sociallogin.state["process"] == AuthProcess.CONNECT:
            identity_link(request, sociallogin)
            raise ImmediateHttpResponse(redirect("identity"))
        if sociallogin.is_existing:
            return
        for address in sociallogin.email_addresses:
            if filter_users_by_email(address.email):
                raise IdentityProblem(Reason.TAKEN)
