"""Acceptance: the moment from which the promise runs, and its refusal."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.deadlines import completeness_until, legal_date
from applications.enums import CheckResult, EventKind, NonAcceptanceReason
from applications.errors import Incomplete, TransitionNotAllowed
from applications.events import application_lock
from applications.models import Application, ChecklistTick
from applications.services.messages import applicant_tell
from applications.services.standards import clock_facts, standard_in_force
from applications.workflow import transition
from notifications.enums import MessageEvent
from workdays.queries import calendar_load


@transaction.atomic
def application_accept(
    *, application: Application, actor: User, now: datetime, expected_version: int | None = None
) -> Application:
    """Accept a complete application; the period of the standard in force starts today.

    Refused (Incomplete) while the checklist says that something is missing or unclear: then the
    applicant must be asked, or the line ticked as in order.
    """
    locked = application_lock(application.pk)
    ticks = ChecklistTick.objects.filter(application=locked)
    open_lines = ticks.exclude(result=CheckResult.IN_ORDER).order_by("pk")
    if codes := [tick.code for tick in open_lines]:
        raise Incomplete(
            _(
                "The checklist still has lines that are not in order (%(codes)s). Ask the "
                "applicant for a supplement, or tick them as in order, then accept."
            ),
            codes=", ".join(codes),
        )
    if locked.supplement_draft.exists():
        raise Incomplete(
            _(
                "There are points on the list of what is missing. Send the list, or have them "
                "taken off, then accept."
            )
        )
    return _accepted(locked, EventKind.ACCEPT, actor, now, now, expected_version)


@transaction.atomic
def application_accept_by_silence(*, application: Application, now: datetime) -> Application:
    """Accept what the office did not answer in time, as of the day it was complete (ALL 32(1)(4)).

    The period to say what is missing must have passed; TransitionNotAllowed before that.
    """
    locked = application_lock(application.pk)
    if locked.complete_at is None or legal_date(now) <= completeness_last_day(
        locked, locked.complete_at
    ):
        raise TransitionNotAllowed(_("The office still has time to say what is missing."))
    return _accepted(locked, EventKind.ACCEPT_BY_SILENCE, None, now, locked.complete_at, None)


def completeness_last_day(application: Application, complete_at: datetime) -> date:
    """Return the last day on which the office can still ask for what is missing."""
    received_on = legal_date(complete_at)
    standard = standard_in_force(application.service, received_on)
    return completeness_until(
        received_on=received_on, days=standard.completeness_days, calendar=calendar_load()
    )


@transaction.atomic
def application_not_accept(
    *,
    application: Application,
    reason: NonAcceptanceReason,
    text: str,
    actor: User,
    now: datetime,
    expected_version: int | None = None,
) -> Application:
    """Turn the filing away: not needed, not competent, not covered. The text says where to go."""
    if not text.strip():
        raise Incomplete(_("Say why, and where the applicant should turn instead."))
    done = transition(
        application=application,
        event=EventKind.NOT_ACCEPT,
        actor=actor,
        now=now,
        reason=text,
        data={"reason": reason},
        expected_version=expected_version,
        facts={
            "non_acceptance_reason": reason,
            "decision_text": text,
            "next_on": None,
        },
    )
    applicant_tell(
        application=done,
        event=MessageEvent.APPLICATION_NOT_ACCEPTED,
        now=now,
        reason=text,
        reason_code=reason,
    )
    return done


def _accepted(
    locked: Application,
    event: EventKind,
    actor: User | None,
    now: datetime,
    accepted_at: datetime,
    expected_version: int | None,
) -> Application:
    facts = clock_facts(locked, accepted_at)
    accepted = transition(
        application=locked,
        event=event,
        actor=actor,
        now=now,
        expected_version=expected_version,
        data={
            "due_on": facts["due_on"],
            **({"due_at": facts["due_at"]} if facts["due_at"] else {}),
            "standard": facts["standard"].pk,
        },
        facts=facts,
    )
    applicant_tell(application=accepted, event=MessageEvent.APPLICATION_ACCEPTED, now=now)
    return accepted
