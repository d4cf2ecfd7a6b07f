"""What can go wrong with a case, each with a sentence that says what to do."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class ApplicationError(ValidationError):
    """A rule of the case was broken. Forms, the desk and the API show the message as it is."""

    default_code = "application"

    def __init__(self, message: Any, *, code: str | None = None, **params: Any) -> None:
        super().__init__(message, code=code or self.default_code, params=params or None)


class TransitionNotAllowed(ApplicationError):
    """The workflow table has no such step from where the case stands now (API: 409)."""

    default_code = "transition_not_allowed"


class StaleVersion(ApplicationError):
    """Somebody else acted on the case after the page was opened (API: 409)."""

    default_code = "stale_version"


class NotPermitted(ApplicationError):
    """The person may not take this step (API: 403)."""

    default_code = "not_permitted"

    def __init__(self, message: Any = None, **params: Any) -> None:
        super().__init__(message or _("You may not take this step on this application."), **params)


class InvalidReference(ApplicationError):
    """A typed reference cannot be right."""

    default_code = "invalid_reference"


class Incomplete(ApplicationError):
    """Something that the step needs is missing: a reason, an answer, a document."""

    default_code = "incomplete"


class TransferKeyUsed(ApplicationError):
    """The sender's number stands for another hand-over already (API: 409)."""

    default_code = "transfer_key_used"


class LinkGone(ApplicationError):
    """A private link opens nothing: unknown, replaced, closed, used, expired or moved_on."""

    default_code = "link_gone"


class NoStandard(ApplicationError):
    """No service standard is in force on that day."""

    default_code = "no_standard"


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
