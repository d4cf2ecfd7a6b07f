"""Numbers that programs send back to us, and that anybody may have changed on the way."""

LONGEST = 18  # fits a bigint


def whole_number(text: str) -> int | None:
    """Read plain digits; ``None`` for anything else, also for "²" and for digits without end."""
    return int(text) if len(text) <= LONGEST and text.isascii() and text.isdigit() else None
