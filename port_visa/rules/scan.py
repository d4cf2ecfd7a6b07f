"""What somebody scanned or typed at the port: a code, a number, the lines of a passport. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

from applications.passport.rules.mrz_text import LENGTH, MAX_INPUT
from documents.codes import code_normalise


class Sort(Enum):
    """What it is. ``FIRST_LINE`` is half a passport: the reader sends the second right after."""

    CODE = "code"
    NUMBER = "number"
    PASSPORT_NUMBER = "passport_number"
    LINES = "lines"
    FIRST_LINE = "first_line"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Scan:
    """``value``: the code or number as it is stored, or the lines as they were read."""

    sort: Sort
    value: str = ""


# The address in the QR code is …/v/CODE; the check page's is …/verify/CODE/.
_ADDRESS: Final = re.compile(r"/(?:v|verify)/([^/#?\s]+)", re.IGNORECASE)
_PASSPORT_NUMBER: Final = re.compile(r"[A-Z0-9]{5,9}")
_DOCUMENT_NUMBER: Final = re.compile(r"\S+〔\d{4}〕第\d{6}号")
_SPACES: Final = re.compile(r"[\s\-]+")
_FILLERS: Final = ("<", "«", "‹", "≪", "⟨")  # as keyboards and readers write the filler


def scan_read(text: str, *, first_line: str = "") -> Scan:
    """Tell what ``text`` is; ``first_line`` is the half of a passport that was read before.

    Dashes, spaces, small and full-width letters, and the tail of a QR code's address do not matter.
    """
    if len(text) > MAX_INPUT or "\0" in text:
        return Scan(Sort.NOTHING)
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    if address := _ADDRESS.search(folded):
        code = code_normalise(address[1])
        return Scan(Sort.CODE, code) if code else Scan(Sort.NOTHING)
    if any(sign in folded for sign in _FILLERS):
        return _lines(text, folded, first_line)
    if code := code_normalise(folded):
        return Scan(Sort.CODE, code)
    if number := _DOCUMENT_NUMBER.fullmatch(_SPACES.sub("", folded)):
        return Scan(Sort.NUMBER, number[0])
    compact = _SPACES.sub("", folded)
    if _PASSPORT_NUMBER.fullmatch(compact) and any(sign.isdigit() for sign in compact):
        return Scan(Sort.PASSPORT_NUMBER, compact)
    return Scan(Sort.NOTHING)


def _lines(text: str, folded: str, first_line: str) -> Scan:
    signs = "".join(folded.split())
    begins = signs.startswith("P") and not any(sign.isdigit() for sign in signs[5:LENGTH])
    if len(signs) <= LENGTH and begins:
        return Scan(Sort.FIRST_LINE, signs)
    if len(signs) <= LENGTH and first_line:
        return Scan(Sort.LINES, f"{first_line}\n{signs}")
    return Scan(Sort.LINES, text.strip())
