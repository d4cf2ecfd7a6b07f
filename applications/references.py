"""References that people can read out, type and check: ``PV-7K3M-4Q9X-C``.

Eleven characters of an alphabet of 29 without look-alikes: two for the service, eight random ones,
one check character. 29 is prime and every position has its own weight, so that each wrong single
character and each swap of two neighbours is found, the prefix included.
"""

import re
import secrets
import unicodedata

from django.utils.translation import gettext_lazy as _

from applications.errors import InvalidReference

# No 0/O, 1/I/L, 5/S (S is read as 5), no U (V).
ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
NEVER_USED = "0, 1, I, L, O, S, U"
_BASE = len(ALPHABET)
_BODY = 8
_LENGTH = 2 + _BODY + 1
_DASHES_AND_SPACES = re.compile(r"[\s\u2010-\u2015\u2212\-_.]+")


def check_character(text: str) -> str:
    """Return the character that follows ``text`` (prefix and body, without dashes).

    Weights count down from the length to 1, the check character's own, and the weighted sum of all
    eleven is a multiple of 29.
    """
    weights = range(len(text) + 1, 1, -1)
    total = sum(weight * ALPHABET.index(sign) for weight, sign in zip(weights, text, strict=True))
    return ALPHABET[-total % _BASE]


def reference_new(prefix: str) -> str:
    """Draw a reference at random (5 × 10¹¹ of them a prefix).

    :param prefix: two letters of the alphabet that name the service; ValueError otherwise.
    """
    if len(prefix) != 2 or not prefix.isalpha() or not set(prefix) <= set(ALPHABET):
        raise ValueError(f"A prefix is two letters of {ALPHABET}, not {prefix!r}.")
    body = "".join(secrets.choice(ALPHABET) for _position in range(_BODY))
    return _dashed(prefix + body + check_character(prefix + body))


def reference_normalise(text: str) -> str:
    """Bring what somebody typed into the form that is stored.

    Case, full-width forms, spaces and dashes do not matter; ``S`` is read as 5, since it looks the
    same and is never used. ``O`` and ``I`` are not guessed at: they could stand for several.
    Raises InvalidReference with a sentence that says what to compare.
    """
    compact = _DASHES_AND_SPACES.sub("", unicodedata.normalize("NFKC", text)).upper()
    compact = compact.replace("S", "5")
    wrong = sorted(set(compact) - set(ALPHABET))
    if wrong:
        raise InvalidReference(
            _(
                "A reference never contains %(wrong)s. The signs %(never)s are not used, because "
                "they look like others. Compare it with your receipt."
            ),
            code="reference_signs",
            wrong=", ".join(wrong[:3]),
            never=NEVER_USED,
        )
    if len(compact) != _LENGTH:
        raise InvalidReference(
            _("A reference has 11 signs, like PV-7K3M-4Q9X-C. Compare it with your receipt."),
            code="reference_length",
        )
    if check_character(compact[:-1]) != compact[-1]:
        raise InvalidReference(
            _("This reference has a typing mistake. Compare each sign with your receipt."),
            code="reference_check",
        )
    return _dashed(compact)


def _dashed(compact: str) -> str:
    return f"{compact[:2]}-{compact[2:6]}-{compact[6:10]}-{compact[10:]}"
