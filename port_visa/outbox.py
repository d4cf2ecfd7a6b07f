"""What people who invite in their own name are told about their proof."""

from datetime import datetime
from typing import Any

from django.utils.translation import override

from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue
from port_visa.enums import ProfessionalReturnItem
from port_visa.models import Professional


def professional_accepted(professional: Professional, now: datetime) -> None:
    """Tell the person that they can hand in from now on, and until when."""
    until = professional.proof_until.isoformat() if professional.proof_until else ""
    _tell(MessageEvent.PROFESSIONAL_ACCEPTED, professional, now, "dashboard", expires_on=until)


def professional_returned(
    professional: Professional, items: list[str], text: str, now: datetime
) -> None:
    """Tell the person what to correct, in their own language."""
    labels = dict(ProfessionalReturnItem.choices)
    with override(professional.user.language):
        words = [str(labels[item]) for item in items]
    _tell(
        MessageEvent.PROFESSIONAL_RETURNED,
        professional,
        now,
        "professional",
        items=words,
        reason=text,
    )


def professional_suspended(professional: Professional, reason: str, now: datetime) -> None:
    """Tell the person that they cannot invite, and why."""
    _tell(MessageEvent.PROFESSIONAL_SUSPENDED, professional, now, "professional", reason=reason)


def _tell(
    event: MessageEvent, professional: Professional, now: datetime, page: str, **facts: Any
) -> None:
    message_enqueue(
        event=event,
        key=f"{professional.pk}:{now.isoformat()}",
        recipients=[professional.user],
        context={"path": neutral_path(page), **facts},
        now=now,
    )
