"""What the start page's numbers are made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A number with the list behind it."""

    label: str
    value: int
    url: str
    tone: str
