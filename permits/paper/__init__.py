"""The documents of the single window: permits, the proof of an end, letters of a refusal."""

from permits.paper.letters import RESIDENCE_REFUSAL, WORK_REFUSAL
from permits.paper.permits import RESIDENCE_PERMIT, WORK_CANCELLATION, WORK_PERMIT

KINDS = (WORK_PERMIT, RESIDENCE_PERMIT, WORK_CANCELLATION, WORK_REFUSAL, RESIDENCE_REFUSAL)

__all__ = [
    "KINDS",
    "RESIDENCE_PERMIT",
    "RESIDENCE_REFUSAL",
    "WORK_CANCELLATION",
    "WORK_PERMIT",
    "WORK_REFUSAL",
]
