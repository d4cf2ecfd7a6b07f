"""The officers' desk: queue, case page, buttons. Each button calls one service."""

from applications.admin.application import ApplicationAdmin

__all__ = ["ApplicationAdmin"]
