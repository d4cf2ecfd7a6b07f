"""Expedited handling: asked for with a reason, answered by a supervisor who is another person."""

from datetime import datetime

from django.db import transaction

from accounts.enums import PostRole
from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind
from applications.errors import NotPermitted
from applications.events import application_lock, event_record
from applications.models import Application, Event
from applications.permissions import can_act_as_applicant, can_review, can_supervise
from applications.services import applicant_tell, lane_expedite, people_tell
from applications.services.messages import desk_path
from centre.errors import (
    AnotherAnswers,
    AnsweredAlready,
    AnswerNeeded,
    AskedAlready,
    AskedTooOften,
    NoExpedite,
    ReasonNeeded,
)
from centre.expedites import can_be_expedited, open_request, reasons_on
from centre.models import Expedite
from centre.queries import numbers_on
from notifications.enums import MessageEvent


@transaction.atomic
def expedite_ask(
    *, application: Application, reason: str, text: str, actor: User, now: datetime
) -> Expedite:
    """Ask for expedited handling: the inviter, or an officer of the centre that has the case.

    :param reason: code of a row of ``ExpediteReason`` in force today; ``text`` explains it.
    :raises NotPermitted, NoExpedite, ReasonNeeded, AskedAlready, AskedTooOften: nothing is written.
    """
    case = application_lock(application.pk)
    if not (can_act_as_applicant(actor, case) or can_review(actor, case)):
        raise NotPermitted
    today = legal_date(now)
    if not can_be_expedited(case, now):
        raise NoExpedite
    row = next((row for row in reasons_on(today) if row.code == reason), None)
    if row is None or not text.strip():
        raise ReasonNeeded
    earlier = list(Expedite.objects.filter(application=case).values_list("granted", flat=True))
    if None in earlier:
        raise AskedAlready
    if len(earlier) >= (most := numbers_on(today).expedite_asks):
        raise AskedTooOften(most=most)
    made = Expedite.objects.create(
        application=case, reason=row, text=text.strip(), asked_by=actor, asked_at=now
    )
    event_record(
        application=case,
        kind=EventKind.EXPEDITE_ASKED,
        actor=actor,
        now=now,
        reason=made.text,
        data={"expedite": row.code},
    )
    _tell_supervisors(case, made, now)
    return made


@transaction.atomic
def expedite_grant(
    *, application: Application, actor: User, now: datetime, text: str = ""
) -> Expedite:
    """Grant the open request: the case stands before all others, with a promise in hours.

    By a supervisor of the centre who did not ask for it. Raises what keeps it from happening.
    """
    request = _answered(application, actor, now, granted=True, text=text)
    case = lane_expedite(
        application=application,
        actor=actor,
        now=now,
        reason=request.answer,
        data={"expedite": request.reason.code},
    )
    applicant_tell(
        application=case,
        event=MessageEvent.EXPEDITE_GRANTED,
        now=now,
        key=f"expedite-{request.pk}",
        reason=request.answer,
    )
    return request


@transaction.atomic
def expedite_decline(
    *, application: Application, text: str, actor: User, now: datetime
) -> Expedite:
    """Decline the open request, with the reason that whoever asked reads."""
    if not text.strip():
        raise AnswerNeeded
    request = _answered(application, actor, now, granted=False, text=text)
    case = application_lock(application.pk)
    event_record(
        application=case,
        kind=EventKind.EXPEDITE_DECLINED,
        actor=actor,
        now=now,
        reason=request.answer,
        data={"expedite": request.reason.code},
    )
    applicant_tell(
        application=case,
        event=MessageEvent.EXPEDITE_DECLINED,
        now=now,
        key=f"expedite-{request.pk}",
        reason=request.answer,
    )
    return request


def _answered(
    application: Application, actor: User, now: datetime, *, granted: bool, text: str
) -> Expedite:
    """Write the answer on the request, under the case's lock."""
    case = application_lock(application.pk)
    if not can_supervise(actor, case):
        raise NotPermitted
    rows = Expedite.objects.select_for_update(of=("self",)).select_related("reason")
    request = rows.filter(application=case, granted=None).first()
    if request is None:
        raise AnsweredAlready
    if request.asked_by_id == actor.pk:
        raise AnotherAnswers
    request.granted, request.answer = granted, text.strip()
    request.answered_by, request.answered_at = actor, now
    request.save(update_fields=["granted", "answer", "answered_by", "answered_at"])
    return request


def expedite_follow(event: Event, case: Application) -> None:
    """Tell the supervisors of the office to which a case went what still waits for an answer."""
    if event.kind != EventKind.OFFICE_CHANGED:
        return
    if request := open_request(case):
        _tell_supervisors(case, request, event.at)


def _tell_supervisors(case: Application, request: Expedite, now: datetime) -> None:
    found = User.objects.filter(
        is_active=True,
        posts__office=case.office,
        posts__role=PostRole.SUPERVISOR,
        posts__active=True,
    ).exclude(pk=request.asked_by_id)
    people_tell(
        application=case,
        event=MessageEvent.EXPEDITE_ASKED,
        recipients=list(found.distinct().order_by("pk")),
        now=now,
        key=f"expedite-{request.pk}-{case.office_id}",
        reason=request.text,
        path=desk_path(case),
    )
