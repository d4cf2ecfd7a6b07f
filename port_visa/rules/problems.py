"""One thing that is wrong or worth a second look, as a sentence for the person who can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """``code`` for tests and styles, ``message`` for people, ``field`` for the form."""

    code: str
    message: str
    field: str = ""
