"""From what people paste to two lines of 44 characters."""

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

from applications.passport.rules.digits import FILLER
from ui.problems import Problem

LENGTH: Final = 44
MAX_INPUT: Final = 1000

# What keyboards, PDFs and scanners make of the filler sign.
_FILLERS: Final = str.maketrans(
    {"«": "<<", "‹": "<", "\u2329": "<", "\u3008": "<", "\u300a": "<<", "≪": "<<", "⟨": "<"}
)
_INVISIBLE: Final = {"Cf", "Cc", "Zs", "Zl", "Zp"}
_ALLOWED: Final = re.compile(r"[A-Z0-9<]")


def _clean(line: str) -> str:
    line = unicodedata.normalize("NFKC", line.replace("&lt;", FILLER).translate(_FILLERS))
    return "".join(c for c in line.upper() if unicodedata.category(c) not in _INVISIBLE)


def _padded(line: str) -> str:
    """The first line to its length, when only fillers at its end are missing or too many.

    These fillers carry no data, so nothing is guessed; a line that ends with a letter stays.
    """
    if line.endswith(FILLER):
        stem = line.rstrip(FILLER)
        if len(stem) <= LENGTH:
            return stem.ljust(LENGTH, FILLER)
    return line


def _rows(text: str) -> list[str]:
    """The rows as typed, cleaned; rows that were glued or wrapped are cut where they belong."""
    rows = [row for row in map(_clean, text.splitlines()) if row]
    joined = "".join(rows)
    if len(rows) != 2 and len(joined) == 2 * LENGTH:
        return [joined[:LENGTH], joined[LENGTH:]]
    if len(rows) == 1 and len(_padded(joined[:-LENGTH])) == LENGTH:
        return [_padded(joined[:-LENGTH]), joined[-LENGTH:]]
    if len(rows) == 2:
        return [_padded(rows[0]), rows[1]]
    return rows


def _length_problem(number: int, row: str) -> Problem:
    message = _(
        "Line %(number)d has %(length)d characters. It must have 44: count the < signs, "
        "and leave none out."
    ) % {"number": number, "length": len(row)}
    return Problem("length", message, "lines")


def _sign_problem(signs: str) -> Problem:
    message = _(
        "The two lines hold only the letters A to Z, the digits 0 to 9 and the sign <. "
        "Remove or replace: %(signs)s"
    ) % {"signs": signs}
    return Problem("signs", message, "lines")


def two_lines(text: str) -> tuple[tuple[str, str] | None, list[Problem]]:
    """The two lines of 44 in ``text``, or what stops us from finding them.

    Spaces, lower case, full-width letters, other marks for ``<``, Windows line ends, and lines that
    were glued together or wrapped are taken as they are meant.
    """
    if not text.strip():
        return None, [Problem("empty", _("Type or paste the passport's two lines."), "lines")]
    if len(text) > MAX_INPUT:
        message = _("This text is too long. Paste only the two lines at the foot of the page.")
        return None, [Problem("too_long", message, "lines")]
    rows = _rows(text)
    strange = "".join(dict.fromkeys(c for row in rows for c in row if not _ALLOWED.match(c)))
    if strange:
        return None, [_sign_problem(" ".join(strange[:10]))]
    if len(rows) != 2:
        message = _("Paste exactly two lines. We found %(count)d.") % {"count": len(rows)}
        return None, [Problem("line_count", message, "lines")]
    problems = [_length_problem(n, row) for n, row in enumerate(rows, 1) if len(row) != LENGTH]
    if problems:
        return None, problems
    return (rows[0], rows[1]), []
