"""One person in place of another whose case was decided (ADR 0097)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from applications.enums import EventKind
from applications.models import Application
from applications.registry import adapter_for
from applications.services.messages import applicant_tell
from applications.workflow import transition
from notifications.enums import MessageEvent

# Stands on the record and on the document's row, both read in both languages.
REASON = "邀请方已另行指定他人。 The inviter named another person in this one's place."


@transaction.atomic
def application_swap_ask(
    *, application: Application, replacement: Application, actor: User, now: datetime
) -> Application:
    """Note that the applicant names another person in place of this one, whose case is issued.

    What was issued stays valid: it is revoked when the other person is approved, and only then.
    Raises TransitionNotAllowed, NotPermitted.
    """
    return transition(
        application=application,
        event=EventKind.SWAP_ASK,
        actor=actor,
        now=now,
        data={"replacement": replacement.reference},
    )


@transaction.atomic
def application_swap(
    *, application: Application, replacement: Application, now: datetime
) -> Application:
    """Revoke what was issued, in the transaction that approves the other person's case.

    Raises TransitionNotAllowed when the case is not issued any more.
    """
    revoked = transition(
        application=application,
        event=EventKind.SWAP,
        actor=None,
        now=now,
        reason=REASON,
        data={"replacement": replacement.reference},
        facts={"decision_text": REASON, "next_on": None},
    )
    adapter_for(revoked).on_revoked(revoked, REASON, now)
    applicant_tell(application=revoked, event=MessageEvent.DOCUMENT_REVOKED, now=now, reason=REASON)
    return revoked
