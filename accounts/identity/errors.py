"""Why a sign-in with an identity from elsewhere ended, in words that say how to go on."""

from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.identity.config import label


class Reason(StrEnum):
    """What the reader is told. What exactly was wrong stands in the log."""

    CANCELLED = "cancelled"
    LOST = "lost"
    USED = "used"
    DOWN = "down"
    UNTRUSTED = "untrusted"
    FAILED = "failed"
    TAKEN = "taken"
    OTHERS = "others"
    ALREADY = "already"
    ONLY_WAY = "only-way"


SENTENCES: dict[Reason, Any] = {
    Reason.CANCELLED: _("You stopped at %(label)s. Nothing has changed here."),
    Reason.LOST: _(
        "This sign-in was begun more than ten minutes ago, or in another browser. Start again."
    ),
    Reason.USED: _(
        "%(label)s did not confirm this sign-in: it was used before or took too long. Start again."
    ),
    Reason.DOWN: _(
        "%(label)s does not answer properly at the moment. "
        "Try again in a few minutes, or sign in with your e-mail address."
    ),
    Reason.UNTRUSTED: _(
        "The answer from %(label)s could not be verified, so nobody was signed in. Start again. "
        "If it happens twice, sign in with your e-mail address and tell 12367."
    ),
    Reason.FAILED: _(
        "%(label)s reported an error. Start again, or sign in with your e-mail address."
    ),
    Reason.TAKEN: _(
        "There is already an account with the e-mail address that %(label)s gave us. "
        "Sign in as you did before, then link %(label)s in your account."
    ),
    Reason.OTHERS: _(
        "This identity at %(label)s is linked to another account here. "
        "Sign in with it to see which, and unlink it there first."
    ),
    Reason.ALREADY: _(
        "Your account is linked to another identity at %(label)s. Unlink that one first."
    ),
    Reason.ONLY_WAY: _(
        "This is your only way to sign in. Confirm your e-mail address first, then unlink it."
    ),
}


def sentence(reason: Reason) -> str:
    """Return the sentence for a reason, with the provider's name in it."""
    return str(SENTENCES[reason]) % {"label": label()}


class IdentityProblem(ValidationError):
    """The sign-in, linking or unlinking ends here. ``detail`` is for the log, never a token."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(sentence(reason), code=reason.value)
        self.reason, self.detail = reason, detail
