"""One thing that is wrong or worth a second look, as a sentence for the person who can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Problem:
    """``code`` for tests and styles, ``message`` for people, ``field`` for the form."""

    code: str
    message: str
    field: str = ""


class ProblemsError(ValidationError):
    """Several things are wrong at once. ``problems`` lists them all, each with its field."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__([ValidationError(p.message, code=p.code) for p in self.problems])
