"""Send the guidance for people who have arrived, from a case."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from applications.enums import EventKind, Status
from applications.errors import NotPermitted
from applications.events import application_lock, event_record
from applications.models import Application
from applications.permissions import can_review
from applications.services.messages import applicant_tell, neutral_path
from centre.errors import GuidanceSent, GuidanceTooEarly
from notifications.enums import MessageEvent

# Earlier nobody knows whether the person comes at all; afterwards there is nobody to send it to.
STATUSES = (Status.ACCEPTED, Status.RECOMMENDED, Status.APPROVED, Status.ISSUED)


@transaction.atomic
def guidance_send(*, application: Application, actor: User, now: datetime) -> None:
    """Tell the people of the case what a traveller does after arrival, with the page's address.

    Once for each case: the log says when.

    :raises NotPermitted: the officer does not review this case.
    :raises GuidanceTooEarly: the case is not accepted, or was closed without a document.
    :raises GuidanceSent: it was sent before.
    """
    case = application_lock(application.pk)
    if not can_review(actor, case):
        raise NotPermitted
    if case.status not in STATUSES:
        raise GuidanceTooEarly
    if guidance_was_sent(case):
        raise GuidanceSent
    event_record(application=case, kind=EventKind.GUIDANCE_SENT, actor=actor, now=now)
    applicant_tell(
        application=case,
        event=MessageEvent.GUIDANCE_SENT,
        now=now,
        path=neutral_path("guidance_settlement"),
    )


def guidance_was_sent(application: Application) -> bool:
    """Whether the guidance was sent from this case."""
    return application.events.filter(kind=EventKind.GUIDANCE_SENT).exists()
