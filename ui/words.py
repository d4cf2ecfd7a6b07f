"""Words and sentences put one after the other, as the page's language does it."""

from collections.abc import Iterable

from django.utils.translation import get_language


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def listed(words: Iterable[str]) -> str:
    """``a, b``; in Chinese ``甲、乙``."""
    return ("、" if _is_chinese() else ", ").join(words)


def between() -> str:
    """What stands between two sentences: a space; nothing in Chinese."""
    return "" if _is_chinese() else " "


def sentences(*parts: str) -> str:
    """Whole sentences in a row, without the empty ones; Chinese has no space between them."""
    return between().join(part for part in parts if part)
