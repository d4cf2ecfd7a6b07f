"""Pure rules of the single window: no database, no clock, no HTTP. Rows and dates are handed in."""

from permits.rules.answers import Answers, Claims
from permits.rules.category import Decision, category_decide, category_direct
from permits.rules.corrections import CORRECTABLE, corrected, value_read, value_text
from permits.rules.papers import Paper, PersonFacts, papers_for
from permits.rules.parameters import Parameters
from permits.rules.points import Change, Line, PointsResult, changes_to, points
from permits.rules.table import Table, table_read
from permits.rules.validity import Limit, Validity, validity
from permits.rules.windows import Window, window_for
from permits.rules.zones import Serving, branches_for

__all__ = [
    "CORRECTABLE",
    "Answers",
    "Change",
    "Claims",
    "Decision",
    "Limit",
    "Line",
    "Paper",
    "Parameters",
    "PersonFacts",
    "PointsResult",
    "Serving",
    "Table",
    "Validity",
    "Window",
    "branches_for",
    "category_decide",
    "category_direct",
    "changes_to",
    "corrected",
    "papers_for",
    "points",
    "table_read",
    "validity",
    "value_read",
    "value_text",
    "window_for",
]
