"""What allauth asks the portal: language, addresses after signing in, sentences for errors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LANGUAGE_CHOSEN = "language_chosen"
"""Session key: the visitor chose the page's language before signing in, so it wins."""


class AccountAdapter(DefaultAccountAdapter):
    """The portal's account adapter."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Call 12367 if you need it back."),
        "cannot_remove_primary_email": _("This is the address you sign in with. It has to stay."),
        "duplicate_email": _("This is already the address of your account."),
        "email_password_mismatch": _(
            "The e-mail address or the password is wrong. Try again, or have a code sent to you."
        ),
        "email_taken": _("This e-mail address cannot be used here."),
        "enter_current_password": _("Enter your current password."),
        "incorrect_code": _("This code is wrong. Look at the newest e-mail or at your app."),
        "incorrect_password": _("This password is wrong."),
        "invalid_or_expired_key": _("This link is too old. Ask for a new one."),
        "invalid_login": _("Enter your e-mail address."),
        "invalid_password_reset": _("This link is too old. Ask for a new one."),
        "rate_limited": _("That was too often. Wait a minute and try again."),
        "same_as_current": _("This is what it is already. Enter a new one."),
        "too_many_login_attempts": _(
            "That was too often. Wait five minutes, or have a code sent to you."
        ),
        "unverified_primary_email": _("Confirm your e-mail address first."),
    }

    def new_user(self, request: HttpRequest) -> User:
        """Remember the language in which the person signs up."""
        return User(language=get_language() or settings.LANGUAGE_CODE)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Go to the dashboard in the person's own language; a page they came for stays as it is."""
        return self._in_own_language(request, super().get_login_redirect_url(request))

    def _in_own_language(self, request: HttpRequest, url: str) -> str:
        user = request.user
        if not isinstance(user, User):
            return url
        return translate_url(url, user.language)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the person's account, where there is one."""
        user = context.get("user")
        language = user.language if isinstance(user, User) and user.pk else get_language()
        with override(language):
            super().send_mail(template_prefix, email, context)


class MFAAdapter(DefaultMFAAdapter):
    """The second factor's sentences."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "unverified_email": _("Confirm your e-mail address first. Then add the second factor."),
        "add_email_blocked": _("Remove the second factor before you change the e-mail address."),
        "cannot_delete_authenticator": _("You cannot remove this while you need it to sign in."),
        "cannot_generate_recovery_codes": _("Set up a second factor first."),
        "incorrect_code": _("This code is wrong or was already used. Wait for the next one."),
    }
