"""What can go wrong with organisations, members and posts. Each says what to do."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AccountsError(ValidationError):
    """A rule of this room forbids the step. Forms and admin pages show the sentence."""

    sentence: str | Promise = _("This is not possible.")
    code_name = "accounts"

    def __init__(self, message: str | Promise | None = None) -> None:
        super().__init__(str(message or self.sentence), code=self.code_name)


class CodeAlreadyRegistered(AccountsError):
    """Somebody registered the company code before."""

    sentence = _("An organisation with this code is already registered. Ask its owner for access.")
    code_name = "uscc_registered"


class NotAllowed(AccountsError):
    """The person does not hold the role or the post that the step needs."""

    sentence = _("You do not have the right to do this. Ask an owner of the organisation.")
    code_name = "not_allowed"


class PostNeeded(NotAllowed):
    """The officer holds no post that allows the step."""

    sentence = _("Your post does not allow this. Ask an administrator.")
    code_name = "post_needed"


class OwnPost(NotAllowed):
    """An administrator tried to change a post of their own."""

    sentence = _("Nobody changes their own posts. Ask another administrator.")
    code_name = "own_post"


class TwoAuthorities(NotAllowed):
    """An officer would review for both authorities at one office."""

    sentence = _(
        "This officer already reviews for the other authority at this office. Nobody reviews for "
        "both: end that post first, or choose another office."
    )
    code_name = "two_authorities"


class OwnOrganisation(NotAllowed):
    """An officer tried to check an organisation that they belong to."""

    sentence = _("You belong to this organisation. Another officer has to check it.")
    code_name = "own_organisation"


class WrongStatus(AccountsError):
    """The organisation is at another point of its check than the step needs."""

    sentence = _("The organisation has changed in the meantime. Load the page again.")
    code_name = "wrong_status"


class LicenceMissing(AccountsError):
    """Handing in needs a readable copy of the licence."""

    sentence = _("Add a copy of the business licence or registration certificate first.")
    code_name = "licence_missing"


class NothingToCorrect(AccountsError):
    """An officer returned an organisation without saying what to correct."""

    sentence = _("Say what has to be corrected: tick at least one item.")
    code_name = "nothing_to_correct"


class ReasonNeeded(AccountsError):
    sentence = _("Give a reason. The organisation will read it.")
    code_name = "reason_needed"


class LastOwner(AccountsError):
    """The step would leave the organisation without an owner."""

    sentence = _("This is the only owner. Make a colleague an owner first.")
    code_name = "last_owner"


class AlreadyMember(AccountsError):
    sentence = _("This person is already a member.")
    code_name = "already_member"


class InvitationOpen(AccountsError):
    sentence = _("This person has already been invited. Cancel that invitation to send a new one.")
    code_name = "invitation_open"


class AccessAskedFor(AccountsError):
    sentence = _("This person has asked for access. Answer the request instead.")
    code_name = "access_asked_for"


class InvitationForAnother(AccountsError):
    sentence = _("This invitation is for another e-mail address. Sign in with that address.")
    code_name = "invitation_for_another"


class InvitationUsed(AccountsError):
    sentence = _("This invitation has already been used or withdrawn. Ask for a new one.")
    code_name = "invitation_used"


class InvitationExpired(AccountsError):
    sentence = _("This invitation is too old. Ask the owner for a new one.")
    code_name = "invitation_expired"


class RequestTooSoon(AccountsError):
    sentence = _("Your last request was declined. You can ask again a week after the answer.")
    code_name = "request_too_soon"
