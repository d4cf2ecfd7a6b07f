"""What counts as text in names and addresses. Any script; no pictures, no hidden characters."""

import unicodedata

from django.utils.translation import gettext as _

_ALLOWED_SYMBOLS = "+°№℃™®©"
_LATER_HAN = range(0x20000, 0x40000)  # planes 2 and 3: characters newer than this Python's tables


def text_clean(text: str) -> str:
    """Compose accents (NFC), drop invisible marks, make every run of spaces one space."""
    composed = unicodedata.normalize("NFC", text)
    visible = (c for c in composed if unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split())


def text_problem(text: str) -> str:
    """Return a sentence about the first character that cannot stand in a name, or nothing."""
    for position, character in enumerate(text, start=1):
        if not _is_text(character):
            return _(
                "Remove “%(character)s” (character %(position)d): it cannot be part of this."
            ) % {
                "character": character,
                "position": position,
            }
    return ""


def _is_text(character: str) -> bool:
    if character in _ALLOWED_SYMBOLS or ord(character) in _LATER_HAN:
        return True
    return unicodedata.category(character)[0] in "LMNPZ"


def has_han(text: str) -> bool:
    """Tell whether the text holds at least one Chinese character."""
    return any(
        unicodedata.name(c, "").startswith("CJK") or ord(c) in _LATER_HAN or c == "〇" for c in text
    )


def has_latin(text: str) -> bool:
    """Tell whether the text holds at least one Latin letter."""
    return any(unicodedata.name(c, "").startswith("LATIN") for c in text)
