"""Data of the single window."""

from permits.models.issued import PermitHolder, ResidencePermit, ShareCode, WorkPermit

__all__ = ["PermitHolder", "ResidencePermit", "ShareCode", "WorkPermit"]
