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


class RowInForce(ValidationError):
    """A row that was in force is not rewritten; its change is a new row."""

    def __init__(self) -> None:
        super().__init__(
            _("This row is or was in force. Add a new row with a later first day instead."),
            code="row_in_force",
        )


class StartsTooEarly(ValidationError):
    """A change of the rules begins in the future, so that no past answer changes."""

    def __init__(self) -> None:
        super().__init__(
            _("The first day is tomorrow or later: rules that were in force are not rewritten."),
            code="starts_too_early",
        )


class EndsTooEarly(ValidationError):
    """A rule ends today or later, and not before it begins."""

    def __init__(self) -> None:
        super().__init__(
            _("The last day is today or later, and not before the first day."),
            code="ends_too_early",
        )


class PermitError(ValidationError):
    """A use case of an application that cannot go on; ``code`` tells which."""


class PermitLocked(PermitError):
    """The application was handed in or closed, and cannot be edited here any more."""


class PermitIncomplete(ProblemsError, PermitError):
    """Something is missing or wrong. ``problems`` lists everything."""


class LinkGone(PermitError):
    """A person's link that opens nothing: ``code`` is unknown, expired, closed or moved_on."""


class ShareRefused(ValidationError):
    """A share code that cannot be made or ended; ``code`` tells why."""
