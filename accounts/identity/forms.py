"""The e-mail address of a new account, when the provider gives none that it has confirmed."""

from allauth.socialaccount.forms import SignupForm
from django.utils.translation import gettext_lazy as _

from accounts.signin.forms import OneAccount, Plain


class IdentitySignupForm(OneAccount, Plain, SignupForm):
    def adjust(self) -> None:
        self.fields["email"].help_text = _("We send a code there. Any provider in any country.")
