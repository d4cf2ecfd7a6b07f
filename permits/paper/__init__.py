"""The documents of the single window: two permits, and the letters when one is refused."""

from permits.paper.letters import RESIDENCE_REFUSAL, WORK_REFUSAL
from permits.paper.permits import RESIDENCE_PERMIT, WORK_PERMIT

KINDS = (WORK_PERMIT, RESIDENCE_PERMIT, WORK_REFUSAL, RESIDENCE_REFUSAL)

__all__ = ["KINDS", "RESIDENCE_PERMIT", "RESIDENCE_REFUSAL", "WORK_PERMIT", "WORK_REFUSAL"]
