"""Data of the single window."""

from permits.models.filing import PermitApplication, PointsCorrection
from permits.models.issued import PermitHolder, ResidencePermit, ShareCode, WorkPermit
from permits.models.people import FamilyMember, PersonLink, PhotoCheck
from permits.models.rules import PermitParameter, PointsTable, ServingRule, WageAverage

__all__ = [
    "FamilyMember",
    "PermitApplication",
    "PermitHolder",
    "PermitParameter",
    "PersonLink",
    "PhotoCheck",
    "PointsCorrection",
    "PointsTable",
    "ResidencePermit",
    "ServingRule",
    "ShareCode",
    "WageAverage",
    "WorkPermit",
]
