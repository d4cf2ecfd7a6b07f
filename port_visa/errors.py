"""What goes wrong in an invitation. Each error is a sentence that says what to do."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from port_visa.rules.problems import Problem


class InvitationError(ValidationError):
    """A use case that cannot go on; ``code`` tells which."""


class InvitationLocked(InvitationError):
    """The invitation has been submitted or discarded, and cannot be edited any more."""


class InvitationIncomplete(InvitationError):
    """Something is still missing. ``problems`` lists everything, with the page where it is."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__([ValidationError(p.message, code=p.code) for p in self.problems])


class PassportRejected(InvitationError):
    """The two lines cannot be taken. ``problems`` lists everything found in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__([ValidationError(p.message, code=p.code) for p in self.problems])

    @property
    def out_of_scope(self) -> bool:
        """Whether the document is in order but belongs to people this service is not for."""
        return any(problem.code.startswith("scope_") for problem in self.problems)
