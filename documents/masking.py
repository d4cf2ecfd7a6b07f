"""What the public check page shows: enough to match a passport, not enough to learn one."""

STAR = "*"


def name_mask(primary: str, secondary: str) -> str:
    """``ERI*****, A***``: of a part the first letters, never more than half of it.

    Stars do not give away how long a long name is.
    """
    parts = [_mask(part, shown) for part, shown in ((primary, 3), (secondary, 1)) if part]
    return ", ".join(parts)


def number_mask(number: str) -> str:
    """The last three signs of a passport number."""
    return STAR * 3 + number[-3:] if len(number) > 3 else STAR * 3


def _mask(part: str, shown: int) -> str:
    visible = part[: max(1, min(shown, len(part) // 2))]
    return visible + STAR * min(max(len(part) - len(visible), 2), 5)
