"""Data of the single window."""

from permits.models.issued import PermitHolder, ResidencePermit, ShareCode, WorkPermit
from permits.models.rules import PermitParameter, PointsTable, ServingRule, WageAverage

__all__ = [
    "PermitHolder",
    "PermitParameter",
    "PointsTable",
    "ResidencePermit",
    "ServingRule",
    "ShareCode",
    "WageAverage",
    "WorkPermit",
]
