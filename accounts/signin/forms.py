"""allauth's forms in the portal's words: labels that stay visible, help that helps."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.forms import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 10 characters. A few words that only you would put together are good.")

LABELS: dict[str, Any] = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("Password"),
    "oldpassword": _("Current password"),
    "code": _("Code"),
    "name": _("Name of this passkey"),
    "passwordless": _("Let me sign in with this passkey alone"),
}
REQUIRED: dict[str, Any] = {
    "login": _("Enter your e-mail address."),
    "email": _("Enter your e-mail address."),
    "password": _("Enter your password."),
    "password1": _("Enter a password."),
    "oldpassword": _("Enter your current password."),
    "code": _("Enter the code."),
    "name": _("Give the passkey a name."),
}
LONGEST_EMAIL = 254  # of the column: allauth would cut off the rest
BAD_EMAIL = _("Enter an e-mail address like name@example.com.")


class Plain:
    """Takes placeholders away: a label that disappears while typing helps nobody."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if name in REQUIRED:
                field.error_messages["required"] = REQUIRED[name]
            if name in ("login", "email"):
                field.error_messages["invalid"] = BAD_EMAIL
                field.widget.attrs["spellcheck"] = "false"
                field.validators.append(MaxLengthValidator(LONGEST_EMAIL, BAD_EMAIL))
            if name == "code":
                field.widget.attrs |= {"inputmode": "text", "spellcheck": "false"}
        self.adjust()

    def adjust(self) -> None:
        """Give single fields their help."""


class LoginForm(Plain, account.LoginForm):
    def adjust(self) -> None:
        self.fields["password"].help_text = ""


class OneAccount(account.BaseSignupForm):
    """Two who give one new address at the same moment: the second reads what a third would."""

    account_already_exists: bool

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account; one made since the address was looked up counts as known before."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class SignupForm(OneAccount, Plain, account.SignupForm):
    def adjust(self) -> None:
        self.fields["email"].help_text = _("We send a code there. Any provider in any country.")
        self.fields["password1"].help_text = _(
            "At least 10 characters. Leave it empty to sign in with a code by e-mail each time."
        )


class AddEmailForm(Plain, account.AddEmailForm):
    def adjust(self) -> None:
        self.fields["email"].label = _("New e-mail address")


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    def adjust(self) -> None:
        _one_new_password(self.fields)


class SetPasswordForm(Plain, account.SetPasswordForm):
    def adjust(self) -> None:
        _one_new_password(self.fields)


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    def adjust(self) -> None:
        _one_new_password(self.fields)


def _one_new_password(fields: dict[str, Field]) -> None:
    fields["password1"].label = _("New password")
    fields["password1"].help_text = PASSWORD_HELP
    fields["password2"].label = _("New password again")
    fields["password2"].error_messages["required"] = _("Enter the new password again.")


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    def adjust(self) -> None:
        self.fields["password"].help_text = ""


class RequestLoginCodeForm(Plain, account.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(Plain, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(Plain, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(Plain, account.ConfirmPasswordResetCodeForm):
    pass


class ChangeEmailForm(Plain, account.ChangeEmailForm):
    pass


class AuthenticateForm(Plain, mfa.AuthenticateForm):
    def adjust(self) -> None:
        self.fields["code"].help_text = _("Six digits from your app, or one of the recovery codes.")


class MfaReauthenticateForm(Plain, mfa.ReauthenticateForm):
    def adjust(self) -> None:
        self.fields["code"].help_text = _("Six digits from your app, or one of the recovery codes.")


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):
    def adjust(self) -> None:
        self.fields["code"].help_text = _("Six digits that the app shows now.")


class AddWebAuthnForm(Plain, webauthn.AddWebAuthnForm):
    def adjust(self) -> None:
        self.fields["name"].help_text = _("For example: office laptop, my phone.")
        self.fields["name"].required = True
        self.initial.pop("name", None)  # "Master key" tells nobody which device it is
        self.fields["passwordless"].help_text = _(
            "Then you need no password: the device asks for your fingerprint, your face or its PIN."
        )


class EditWebAuthnForm(Plain, webauthn.EditWebAuthnForm):
    pass
