"""Comparing a name as people write it with the name in the machine-readable zone.

The zone's form is never derived from the written form: a state may transliterate in several ways
(ICAO Doc 9303-3, section 6.A). So each written letter stands for all the forms that are allowed.
"""

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

from ui.problems import Problem

MAX_LENGTH: Final = 200

# Letters whose form in the zone is not simply the letter without its marks.
_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "Ä": ("AE", "A"),
    "Å": ("AA", "A"),
    "Æ": ("AE",),
    "Ð": ("D",),
    "Đ": ("D",),
    "Ħ": ("H",),
    "İ": ("I",),
    "Ĳ": ("IJ",),
    "ĸ": ("Q",),
    "Ł": ("L",),
    "Ŋ": ("N",),
    "Ñ": ("N", "NXX"),
    "Ö": ("OE", "O"),
    "Ø": ("OE",),
    "Œ": ("OE",),
    "ẞ": ("SS",),
    "Þ": ("TH",),
    "Ŧ": ("T",),
    "Ü": ("UE", "UXX", "U"),
}
_APOSTROPHES: Final = "'’‘ʼ`´ʻ"
_UNKNOWN_LETTER: Final = "[A-Z]{1,3}"  # a Latin letter that ICAO's table does not list
_HAN: Final = re.compile(
    r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
_CHINESE_NAME: Final = re.compile(rf"{_HAN.pattern}(?:{_HAN.pattern}|[·•\s])*")
_MARKUP: Final = re.compile(r"[<>{}\[\]|\\^~@#$%&*=+_/!?;:\"]")
_RIGHT_TO_LEFT: Final = {"R", "AL"}


def _letter(character: str) -> str:
    """Regular expression of the forms that one written character may take in the zone."""
    upper = "ẞ" if character == "ß" else character.upper()
    if upper in _FORMS:
        return "(?:" + "|".join(_FORMS[upper]) + ")"
    base = unicodedata.normalize("NFD", upper)[0]
    if "A" <= base <= "Z":
        return base
    return _UNKNOWN_LETTER if base.isalpha() else ""


def _parts(display: str) -> list[list[str]]:
    """The written name in parts, each a list of expressions; apostrophes and full stops vanish."""
    text = unicodedata.normalize("NFC", display)
    for sign in _APOSTROPHES:
        text = text.replace(sign, "")
    words = re.split(r"[\s\-‐‑–,.]+", text)
    parts = [[form for form in map(_letter, word) if form] for word in words]
    return [part for part in parts if part]


def _beginning(part: list[str]) -> str:
    """Expression for any beginning of the part, at least its first letter."""
    return "(?:".join(part) + ")?" * (len(part) - 1)


def _pair(options: list[list[int]]) -> bool:
    """Whether every row can have a column of its own (augmenting paths)."""
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in options[row]:
            if column in seen:
                continue
            seen.add(column)
            if column not in owner or place(owner[column], seen):
                owner[column] = row
                return True
        return False

    return all(place(row, set()) for row in range(len(options)))


def names_agree(display: str, primary: str, secondary: str, *, truncated: bool = False) -> bool:
    """Whether ``display`` can be printed as ``primary`` and ``secondary`` in a passport's zone.

    The order of the parts and how they are spaced do not matter. With ``truncated``, parts may be
    cut, reduced to initials, or missing.
    """
    written, printed = _parts(display), f"{primary} {secondary}".split()
    expressions = [_beginning(part) if truncated else "".join(part) for part in written]
    options = [
        [i for i, expression in enumerate(expressions) if re.fullmatch(expression, word)]
        for word in printed
    ]
    if (truncated or len(written) == len(printed)) and _pair(options):
        return True
    glued = "".join("".join(part) for part in written)
    orders = (primary + secondary, secondary + primary)
    return any(re.fullmatch(glued, order.replace(" ", "")) is not None for order in orders)


def _script_problem(text: str) -> Problem | None:
    if _HAN.search(text):
        message = _(
            "Chinese characters belong in the field for the Chinese name. Write here what the "
            "passport prints in Latin letters."
        )
        return Problem("name_han", message, "name_viz")
    letters = [c for c in text if c.isalpha()]
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in letters):
        message = _(
            "This name is written from right to left. Write the name in the Latin letters that "
            "the passport prints beside it."
        )
        return Problem("name_right_to_left", message, "name_viz")
    if any("LATIN" not in unicodedata.name(c, "") and c not in _APOSTROPHES for c in letters):
        message = _("Write the name in the Latin letters that the passport prints.")
        return Problem("name_script", message, "name_viz")
    return None


def display_problem(text: str) -> Problem | None:
    """What is wrong with a name as printed on the photo page; None if it can be stored.

    One letter, accents, hyphens, apostrophes and spaces are all fine, and so are digits, which a
    few passports print.
    """
    if len(text) > MAX_LENGTH:
        message = _("The name is longer than %(most)d characters.") % {"most": MAX_LENGTH}
        return Problem("name_long", message, "name_viz")
    signs = "".join(dict.fromkeys(c for c in text if _strange(c)))
    if signs:
        message = _("A name cannot hold these signs: %(signs)s") % {"signs": " ".join(signs[:10])}
        return Problem("name_signs", message, "name_viz")
    if text and not any(c.isalpha() for c in text):
        return Problem("name_letters", _("A name holds at least one letter."), "name_viz")
    return _script_problem(text)


def _strange(character: str) -> bool:
    """Markup, pictures, control and invisible signs."""
    category = unicodedata.category(character)
    return bool(_MARKUP.match(character)) or category in ("So", "Sk", "Cc", "Cf", "Co", "Cn", "Cs")


def chinese_problem(text: str) -> Problem | None:
    """What is wrong with an optional Chinese name: Chinese characters and the middle dot only."""
    if text and not _CHINESE_NAME.fullmatch(text):
        message = _("Write the Chinese name in Chinese characters, or leave the field empty.")
        return Problem("name_zh", message, "name_zh")
    return None


def difference_warning(
    display: str, primary: str, secondary: str, *, truncated: bool = False
) -> Problem | None:
    """A second look at a written name that no state would print as the passport's lines have it."""
    if not display or names_agree(display, primary, secondary, truncated=truncated):
        return None
    message = _(
        "The name as you wrote it does not match the passport's two lines (%(name)s). The document "
        "will carry the name of the two lines."
    ) % {"name": " ".join(filter(None, (primary, secondary)))}
    return Problem("name_differs", message, "name_viz")
