"""Names folded for search: accents, case and script do not matter (DOMAIN of names: ICAO 9303-3).

``Traveller.name_search`` holds four folded forms, divided by ``|``: surname first and given names
first as in the machine-readable zone, then the Chinese name, then the name as printed. A search
matches the beginning of any of the four; each has its index.
"""

import re

from anyascii import anyascii

from applications.models import Traveller

SEPARATOR = "|"
FORMS = 4
_NOT_A_LETTER = re.compile(r"[^A-Z0-9]+")


def fold_name(text: str) -> str:
    """Return capital ASCII letters with single spaces: ``Müller-Lüdenscheidt`` → ``MULLER ...``.

    Apostrophes vanish, as in the machine-readable zone; other signs become a space. Han characters
    become pinyin.
    """
    ascii_text = anyascii(text.replace("'", "").replace("’", "")).upper()
    return _NOT_A_LETTER.sub(" ", ascii_text).strip()


def search_name(traveller: Traveller) -> str:
    """Return the value for ``Traveller.name_search``; call it whenever a name is written."""
    primary = fold_name(traveller.name_mrz_primary)
    secondary = fold_name(traveller.name_mrz_secondary)
    forms = [
        f"{primary} {secondary}".strip(),
        f"{secondary} {primary}".strip() if secondary else "",
        fold_name(traveller.name_zh)[:60],
        fold_name(traveller.name_viz)[:170],
    ]
    return SEPARATOR.join(forms)
