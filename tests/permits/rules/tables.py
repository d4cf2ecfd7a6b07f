"""The two published versions of the points table, as the seed migration writes them."""

import importlib
from datetime import date

from permits.rules import Answers, Table, table_read

_seed = importlib.import_module("permits.migrations.0002_seed_rules")

TRIAL: Table
CURRENT: Table
TRIAL, CURRENT = (
    table_read({"thresholds": _seed.THRESHOLDS, "items": row["items"]}) for row in _seed.TABLES
)
DAY = date(2026, 3, 2)

NOTHING = {
    "age": 70,
    "education": "other",
    "experience": 0,
    "pay": 0,
    "months": 0,
    "chinese": "none",
}


def answers(**values: object) -> Answers:
    """Answers that give no point at all, except for what is named."""
    return Answers(**{**NOTHING, **values})  # type: ignore[arg-type]
