"""The officers' desk: queue, case page, buttons. Each button calls one service."""

from applications.admin.application import ApplicationAdmin
from applications.admin.standards import ServiceStandardAdmin

__all__ = ["ApplicationAdmin", "ServiceStandardAdmin"]
