"""Conditions that constraints of the single window share."""

from django.db.models import F, Q


def declared(hand: str) -> Q:
    """A declaration is complete or absent: when, who, and the full name."""
    at, by, name = f"{hand}_declared_at", f"{hand}_declared_by", f"{hand}_declared_name"
    absent = Q(**{f"{at}__isnull": True, f"{by}__isnull": True, name: ""})
    return absent | (Q(**{f"{at}__isnull": False, f"{by}__isnull": False}) & ~Q(**{name: ""}))


def in_order(first: str, last: str) -> Q:
    """Where both days are known, ``first`` lies before ``last``."""
    return (
        Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__lt": F(last)})
    )
