"""What goes wrong in an invitation. Each error is a sentence that says what to do."""

from django.core.exceptions import ValidationError

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
