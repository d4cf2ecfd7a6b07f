"""What can be wrong with a passport, for every service."""

from ui.problems import ProblemsError


class PassportRejected(ProblemsError):
    """The two lines cannot be taken. ``problems`` lists everything found in them."""

    @property
    def out_of_scope(self) -> bool:
        """Whether the document is in order but belongs to people this service is not for."""
        return any(problem.code.startswith("scope_") for problem in self.problems)
