"""What goes wrong in an invitation. Each error is a sentence that says what to do."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ui.problems import ProblemsError


class InvitationError(ValidationError):
    """A use case that cannot go on; ``code`` tells which."""


class InvitationLocked(InvitationError):
    """The invitation has been submitted or discarded, and cannot be edited any more."""


class InvitationIncomplete(ProblemsError, InvitationError):
    """Something is still missing. ``problems`` lists everything, with the page where it is."""


class PassageError(ValidationError):
    """A step at the port that cannot be taken as it stands."""


class AlreadyDecided(PassageError):
    """Something else was decided on the document before; the sentence says by whom."""


class ProfileError(ValidationError):
    """A rule of inviting in one's own name forbids the step. Pages show the sentence."""

    sentence: str | Promise = _("This is not possible.")
    code_name = "profile"

    def __init__(self, message: str | Promise | None = None) -> None:
        super().__init__(str(message or self.sentence), code=self.code_name)


class ProfileNotAllowed(ProfileError):
    sentence = _("Your post does not allow this. Ask an administrator.")
    code_name = "not_allowed"


class OwnProfile(ProfileError):
    """An officer would check themselves."""

    sentence = _("This is your own profile. Another officer has to check it.")
    code_name = "own_profile"


class ProfileChanged(ProfileError):
    sentence = _("The profile has changed in the meantime. Load the page again.")
    code_name = "changed"


class ProofMissing(ProfileError):
    """Handing in needs a kind of proof that counts, and a readable copy of it."""

    sentence = _("Choose your proof and add a copy of it first.")
    code_name = "proof_missing"


class ProofUnsuitable(ProfileError):
    """The rules in force do not let somebody with this proof invite."""

    sentence = _("This kind of permit does not let you invite in your own name.")
    code_name = "proof_unsuitable"


class ProofOver(ProfileError):
    sentence = _("The proof has already ended. Return it, and ask for the one in force.")
    code_name = "proof_over"


class NothingOnRecord(ProfileError):
    sentence = _("We have no permit of yours on record that lets you invite. Add a copy instead.")
    code_name = "nothing_on_record"


class ReasonNeeded(ProfileError):
    sentence = _("Give a reason. The person will read it.")
    code_name = "reason_needed"


class FilingError(ValidationError):
    """A step of a filing that cannot be taken; the sentence says why."""
