"""What follows a decision of the single window: permits, their correction or end, letters."""

from datetime import datetime

from applications.models import Application
from applications.registry import BaseAdapter
from permits.services.issuing import permits_request, permits_revoke
from permits.services.letters import letters_request


class Outcomes(BaseAdapter):
    """The part of the adapter that acts; the other part answers questions."""

    def on_approved(self, application: Application, now: datetime) -> None:
        permits_request(application=application, now=now)

    def on_revoked(self, application: Application, reason: str, now: datetime) -> None:
        permits_revoke(application=application, reason=reason, now=now)

    def on_refused(self, application: Application, now: datetime) -> None:
        letters_request(application=application, now=now)

    def on_split(self, application: Application, now: datetime) -> None:
        """What was refused gets its letter; what was granted goes on at its own authority."""
        letters_request(application=application, now=now)
