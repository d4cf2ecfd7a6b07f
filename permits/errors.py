"""What can go wrong in the single window, in sentences that say what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ui.problems import ProblemsError


class NoPointsTable(ValidationError):
    """No version of the points table is in force on the day."""

    def __init__(self) -> None:
        super().__init__(
            _("No points table is in force on this day. Ask an administrator to add one."),
            code="no_points_table",
        )


class PermitError(ValidationError):
    """A use case of an application that cannot go on; ``code`` tells which."""


class PermitLocked(PermitError):
    """The application was handed in or closed, and cannot be edited here any more."""


class PermitIncomplete(ProblemsError, PermitError):
    """Something is missing or wrong. ``problems`` lists everything."""


class ShareRefused(ValidationError):
    """A share code that cannot be made or ended; ``code`` tells why."""
