"""The case: application, traveller, review, supplement request, event log, reference rows."""

from applications.models.application import Application
from applications.models.attachments import Attachment, ChecklistTick, DocumentRequirement
from applications.models.clock import ClockAdjustment, ServiceStandard
from applications.models.events import Event
from applications.models.heartbeat import Heartbeat
from applications.models.parameter import DatedNumber
from applications.models.private_link import PrivateLink
from applications.models.review import (
    JointDecision,
    Review,
    SupplementDraftItem,
    SupplementItem,
    SupplementRequest,
)
from applications.models.transfer import Transfer
from applications.models.traveller import Traveller

__all__ = [
    "Application",
    "Attachment",
    "ChecklistTick",
    "ClockAdjustment",
    "DatedNumber",
    "DocumentRequirement",
    "Event",
    "Heartbeat",
    "JointDecision",
    "PrivateLink",
    "Review",
    "ServiceStandard",
    "SupplementDraftItem",
    "SupplementItem",
    "SupplementRequest",
    "Transfer",
    "Traveller",
]
