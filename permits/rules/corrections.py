"""An officer's own value for an item of the points, in place of what was answered."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from permits.enums import Chinese, Distinction, Education, Item
from permits.rules.answers import Answers

# The age comes from the passport, the region is where the office stands: neither is corrected here.
CORRECTABLE: Final = (
    Item.PAY,
    Item.EDUCATION,
    Item.EXPERIENCE,
    Item.MONTHS,
    Item.CHINESE,
    Item.DISTINCTION,
    Item.BONUS,
)
_FIELDS: Final[dict[str, str]] = {
    Item.PAY: "pay",
    Item.EDUCATION: "education",
    Item.EXPERIENCE: "experience",
    Item.MONTHS: "months",
    Item.CHINESE: "chinese",
    Item.DISTINCTION: "distinctions",
    Item.BONUS: "bonus",
}
_LARGEST: Final[dict[str, int]] = {
    Item.PAY: 2_000_000_000,
    Item.EXPERIENCE: 80,
    Item.MONTHS: 12,
    Item.BONUS: 10,
}


def value_read(item: str, text: str) -> Any:
    """Read a stored or typed value: a whole number, a code, or codes with commas between.

    No distinction at all is an empty text. Raises ValueError for an item that is not corrected
    here, and for a value that it cannot have.
    """
    if item in _LARGEST:
        number = int(text)
        if not 0 <= number <= _LARGEST[item]:
            raise ValueError(f"{item}: {number} is not between 0 and {_LARGEST[item]}")
        return number
    match item:
        case Item.EDUCATION:
            return Education(text)
        case Item.CHINESE:
            return Chinese(text)
        case Item.DISTINCTION:
            return frozenset(Distinction(code) for code in text.split(",") if code)
    raise ValueError(f"{item} is not corrected by hand")


def value_text(item: str, answers: Answers) -> str:
    """The value of an item as ``value_read`` reads it."""
    value = getattr(answers, _FIELDS[item])
    return ",".join(sorted(value)) if item == Item.DISTINCTION else str(value)


def corrected(answers: Answers, corrections: Iterable[tuple[str, str]]) -> Answers:
    """Answers with the officers' values; of two for one item the later counts."""
    changes = {_FIELDS[item]: value_read(item, text) for item, text in corrections}
    return replace(answers, **changes)
