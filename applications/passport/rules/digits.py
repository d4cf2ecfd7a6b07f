"""Check digits of machine-readable zones: weights 7-3-1 (ICAO Doc 9303-3, section 4.9)."""

from collections.abc import Iterator
from itertools import cycle
from typing import Final

FILLER: Final = "<"
_WEIGHTS: Final = (7, 3, 1)

# Look-alikes that a check digit catches: their values do not differ by a multiple of ten.
_CAUGHT: Final = ("O0", "I1", "S5", "B8", "Z2")
# Look-alikes that no check digit can catch: their values differ by a multiple of ten.
UNCAUGHT: Final[dict[str, str]] = {"G": "6", "6": "G", "A": "0", "K": "0", "U": "0", "0": "AKU"}

_SWAPS: Final[dict[str, str]] = {
    a: b for pair in _CAUGHT for a, b in ((pair[0], pair[1]), (pair[1], pair[0]))
}


def value(character: str) -> int:
    """Value of one MRZ character: digits as they are, A=10 to Z=35, filler 0."""
    return 0 if character == FILLER else int(character, 36)


def check_digit(text: str) -> str:
    """Check digit over ``text``, which holds A-Z, 0-9 and the filler only."""
    return str(sum(value(c) * w for c, w in zip(text, cycle(_WEIGHTS), strict=False)) % 10)


def to_digits(text: str) -> str:
    """``text`` with the letters that look like digits replaced, for places that hold digits."""
    return "".join(_SWAPS[c] if c in "OISBZ" else c for c in text)


def single_swaps(text: str) -> Iterator[str]:
    """Every text that differs from ``text`` in one look-alike character."""
    for index, character in enumerate(text):
        if character in _SWAPS:
            yield text[:index] + _SWAPS[character] + text[index + 1 :]


def risky_characters(text: str) -> tuple[str, ...]:
    """Characters of ``text`` that may be another one without any check digit noticing."""
    return tuple(dict.fromkeys(c for c in text if c in UNCAUGHT))
