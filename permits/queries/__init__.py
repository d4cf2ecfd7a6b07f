"""Reads of the single window: the rules in force on a day, and the permits that were issued."""

from permits.queries.holding import Pair, holders_of, pairs_at, pairs_of, share_codes_of
from permits.queries.rules import (
    branches_on,
    fees_on,
    papers,
    parameters,
    points_table,
    points_table_row,
    requirements,
    serving,
    serving_rules,
    wage_average,
)

__all__ = [
    "Pair",
    "branches_on",
    "fees_on",
    "holders_of",
    "pairs_at",
    "pairs_of",
    "papers",
    "parameters",
    "points_table",
    "points_table_row",
    "requirements",
    "serving",
    "serving_rules",
    "share_codes_of",
    "wage_average",
]
