"""What members are told about their organisation's filing for electronic visas."""

from datetime import datetime
from typing import Any

from accounts.queries import users_of
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue
from port_visa.models import OrganisationFiling


def filing_granted(filing: OrganisationFiling, now: datetime) -> None:
    """Tell the members that they can apply for electronic visas, and until when."""
    until = filing.valid_until.isoformat() if filing.valid_until else ""
    _tell(MessageEvent.FILING_GRANTED, filing, now, expires_on=until)


def filing_returned(filing: OrganisationFiling, reason: str, now: datetime) -> None:
    """Tell the members what to put right; a filing in force stays so until its last day."""
    until = filing.valid_until.isoformat() if filing.valid_until else ""
    _tell(MessageEvent.FILING_RETURNED, filing, now, reason=reason, expires_on=until)


def filing_suspended(filing: OrganisationFiling, reason: str, now: datetime) -> None:
    """Tell the members that no electronic visa can be applied for, and why."""
    _tell(MessageEvent.FILING_SUSPENDED, filing, now, reason=reason)


def _tell(event: MessageEvent, filing: OrganisationFiling, now: datetime, **facts: Any) -> None:
    body = filing.organisation
    message_enqueue(
        event=event,
        key=f"{filing.pk}:{filing.version}",
        recipients=users_of(body),
        context={
            "path": neutral_path("organisation_filing", str(body.pk)),
            "organisation": body.name_zh,
            **facts,
        },
        now=now,
    )
