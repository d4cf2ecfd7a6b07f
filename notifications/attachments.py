"""Files that travel with an e-mail: upper rooms say which, by the event of the message."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """A file as the letter carries it."""

    name: str
    content: bytes
    media_type: str


Maker = Callable[[Mapping[str, Any]], Sequence[Attachment]]
_makers: dict[str, Maker] = {}


def register_attachments(event: str, maker: Maker) -> None:
    """Let ``maker(facts)`` give the files of every e-mail of this event, when it leaves.

    What it raises counts as a failed attempt: a letter never leaves without its file.
    """
    _makers[str(event)] = maker


def attachments_of(event: str, facts: Mapping[str, Any]) -> Sequence[Attachment]:
    """The files of one message; none for most events."""
    maker = _makers.get(str(event))
    return maker(facts) if maker else ()
