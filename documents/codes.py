"""Check codes: what stands on paper, what people type. Pure functions.

Twelve signs of 27, drawn at random: 57 bits, so that nobody finds one by trying.
"""

import secrets
import unicodedata

# No 0 O, 1 I L, U V; of 2 Z, 5 S and 8 B only the digit.
ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
LENGTH = 12
_READ_AS = str.maketrans({"Z": "2", "S": "5", "B": "8", "U": "V"})


def code_new() -> str:
    """A fresh code as it is stored and printed: ``XXXX-XXXX-XXXX``."""
    return _grouped("".join(secrets.choice(ALPHABET) for _sign in range(LENGTH)))


def code_normalise(text: str) -> str | None:
    """The code that somebody typed, however they wrote it; None if it cannot be one.

    Spaces, dashes, small and full-width letters are fine; Z, S, B, U are read as 2, 5, 8, V.
    """
    folded = unicodedata.normalize("NFKC", text).upper().translate(_READ_AS)
    signs = "".join(sign for sign in folded if sign.isalnum())
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return None
    return _grouped(signs)


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))
