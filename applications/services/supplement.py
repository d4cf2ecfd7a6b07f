"""The one complete list of what is missing, and its answer (ALL 32; REG 13)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.deadlines import answer_until, completeness_until, legal_date
from applications.enums import EventKind
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.events import application_lock
from applications.models import Application, Attachment, SupplementItem, SupplementRequest
from applications.permissions import can_act_as_applicant, can_supervise
from applications.points import SupplementPoint, changed_in_form
from applications.registry import adapter_for
from applications.services.home import home_facts
from applications.services.messages import applicant_tell, neutral_path, people_tell, recipients_of
from applications.services.standards import standard_in_force
from applications.services.supplement_list import Items, draft_clear, items_to_send
from applications.workflow import transition
from documents.models import Upload
from notifications.enums import MessageEvent
from workdays.queries import calendar_load

_NOTHING_ASKED = _("Nothing is being asked of you on this application now.")


@transaction.atomic
def supplement_request(
    *,
    application: Application,
    items: Items,
    actor: User,
    now: datetime,
    note: str = "",
    repeat_reason: str = "",
    expected_version: int | None = None,
) -> SupplementRequest:
    """Ask for everything that is missing or wrong, at once. The case waits for the applicant.

    Where two authorities review, what both found becomes one list (``supplement_list``), which
    either sends: ``items`` are then the points of the actor's authority, or its draft when empty.

    :param items: pairs of checklist code (or field group of the form) and what to do, in the
        applicant's words.
    :param repeat_reason: why a second list is needed; only a supervisor can send one.
    :raises Incomplete: an empty list, an item without words, a document that was already ticked
        as in order, or the other authority is still writing its points.
    """
    locked = application_lock(application.pk)
    cleaned = items_to_send(locked, actor, items)
    number = _next_number(locked, actor, repeat_reason)
    answer_by = _answer_by(locked, legal_date(now))
    asked = transition(
        application=locked,
        event=EventKind.SUPPLEMENT_REQUEST,
        actor=actor,
        now=now,
        reason=repeat_reason,
        expected_version=expected_version,
        facts={"next_on": answer_by},
        data=_logged(number, answer_by, note, cleaned),
    )
    request = _record(
        SupplementRequest(
            application=asked,
            number=number,
            requested_by=actor,
            repeat_reason=repeat_reason,
            note=note,
            requested_at=now,
            answer_by=answer_by,
        ),
        cleaned,
    )
    draft_clear(asked)
    _tell(asked, request, cleaned, now)
    return request


@transaction.atomic
def supplement_answer(
    *,
    application: Application,
    actor: User,
    now: datetime,
    answers: Mapping[int, str] | None = None,
    note: str = "",
    expected_version: int | None = None,
) -> Application:
    """Hand in the answer to the whole list. The office's time starts anew from here.

    Where several people answer each their own points, all but the last only leave their part: it is
    kept, and the case goes on waiting for the applicant.

    :param answers: what the applicant wrote, by the item's key; what was saved counts otherwise.
    :raises Incomplete: an item that is the actor's to answer has neither words nor a file that was
        attached since the request.
    """
    locked = application_lock(application.pk)
    request = _open_request(locked)
    if _write_answers(locked, request, answers or {}, actor):
        return locked
    request.answered_at = now
    request.answer_note = note
    request.save(update_fields=["answered_at", "answer_note"])
    codes = _codes(request)
    locked.ticks.filter(code__in={*codes, *_slots_filled(locked, request)}).delete()
    answered = transition(
        application=locked,
        event=EventKind.HOME_ANSWER if locked.at_home else EventKind.SUPPLEMENT_ANSWER,
        actor=actor,
        now=now,
        reason=note,
        expected_version=expected_version,
        data={"number": request.number, "codes": codes},
        facts=_days_anew(locked, now),
    )
    applicant_tell(application=answered, event=MessageEvent.SUPPLEMENT_ANSWERED, now=now)
    return answered


@transaction.atomic
def supplement_save(
    *, application: Application, actor: User, answers: Mapping[int, str]
) -> SupplementRequest:
    """Keep what was typed so far, by the item's key, without handing it in."""
    request = _open_request(_locked_for_applicant(application, actor))
    items = list(request.items.all())
    for item in items:
        item.answer = answers.get(item.pk, item.answer).strip()
    SupplementItem.objects.bulk_update(items, ["answer"])
    return request


@transaction.atomic
def supplement_file_add(
    *, application: Application, item: SupplementItem, upload: Upload, actor: User, now: datetime
) -> Attachment:
    """Put a file into the slot that the item asks about, for this person."""
    locked = _locked_for_applicant(application, actor)
    request = _open_request(locked)
    if item.request_id != request.pk:
        raise TransitionNotAllowed(_NOTHING_ASKED)
    points = adapter_for(locked).supplement_points(locked, _codes(request))
    code = points[item.code].file_code
    if not code:
        raise TransitionNotAllowed(_("This point takes no file. Answer it in words."))
    slot = locked.attachments.filter(code=code, removed_at=None)
    if slot.count() >= settings.UPLOAD_MAX_FILES_PER_SLOT:
        raise Incomplete(
            _("One point can have %(limit)s files. Remove one before you add another."),
            code="too_many_files",
            limit=settings.UPLOAD_MAX_FILES_PER_SLOT,
        )
    return Attachment.objects.create(application=locked, code=code, upload=upload, created_at=now)


@transaction.atomic
def supplement_file_remove(
    *, application: Application, attachment: Attachment, actor: User, now: datetime
) -> None:
    """Take a file back that was added since the request; older ones stay as they are."""
    locked = _locked_for_applicant(application, actor)
    request = _open_request(locked)
    locked.attachments.filter(
        pk=attachment.pk, removed_at=None, created_at__gte=request.requested_at
    ).update(removed_at=now)


@transaction.atomic
def supplement_lapse(*, application: Application, now: datetime) -> Application:
    """Close a case whose list was not answered; TransitionNotAllowed before its last day ended."""
    locked = application_lock(application.pk)
    request = _open_request(locked)
    if legal_date(now) <= request.answer_by:
        raise TransitionNotAllowed(_("The applicant still has time to answer."))
    request.lapsed_at = now
    request.save(update_fields=["lapsed_at"])
    lapsed = transition(
        application=locked,
        event=EventKind.SUPPLEMENT_LAPSE,
        actor=None,
        now=now,
        data={"number": request.number, "answer_by": request.answer_by},
        facts={"next_on": None},
    )
    applicant_tell(
        application=lapsed,
        event=MessageEvent.SUPPLEMENT_LAPSED,
        now=now,
        answer_by=request.answer_by.isoformat(),
    )
    return lapsed


def _days_anew(locked: Application, now: datetime) -> dict[str, Any]:
    """The owner's days begin anew with the complete answer; at home, those of the home check."""
    if locked.at_home:
        return home_facts(locked.service, now)
    days = standard_in_force(locked.service, legal_date(now)).completeness_days
    until = completeness_until(received_on=legal_date(now), days=days, calendar=calendar_load())
    return {"next_on": until}


def _answer_by(locked: Application, today: date) -> date:
    standard = standard_in_force(locked.service, today)
    return answer_until(asked_on=today, days=standard.supplement_days, calendar=calendar_load())


def _next_number(locked: Application, actor: User, repeat_reason: str) -> int:
    number = locked.supplement_requests.count() + 1
    if number > 1:
        _check_repeat(locked, actor, repeat_reason)
    return number


def _logged(number: int, answer_by: date, note: str, items: Items) -> dict[str, Any]:
    lines = [{"code": code, "text": text} for code, text in items]
    return {"number": number, "answer_by": answer_by, "note": note, "items": lines}


def _tell(asked: Application, request: SupplementRequest, items: Items, now: datetime) -> None:
    adapter = adapter_for(asked)
    readers: dict[tuple[str, ...], list[User]] = {}
    for user in recipients_of(asked):
        hidden = adapter.hidden_codes(user, asked)
        shown = tuple(text for code, text in items if code not in hidden)
        readers.setdefault(shown, []).append(user)
    for shown, users in readers.items():
        _tell_these(asked, request, shown, users, now)


def _tell_these(
    asked: Application,
    request: SupplementRequest,
    shown: Sequence[str],
    users: Sequence[User],
    now: datetime,
) -> None:
    """Write to people who may read these points of the list: no one hears of another's papers."""
    people_tell(
        application=asked,
        event=MessageEvent.SUPPLEMENT_REQUESTED,
        recipients=users,
        now=now,
        items=list(shown),
        reason=request.note,
        answer_by=request.answer_by.isoformat(),
        path=neutral_path("application_supplement", asked.reference),
    )


def _record(request: SupplementRequest, items: Items) -> SupplementRequest:
    """Write the list down. A further one has its approval in the supervisor who sends it."""
    request.approved_by = request.requested_by if request.number > 1 else None
    request.save(force_insert=True)
    SupplementItem.objects.bulk_create(
        SupplementItem(request=request, code=code, text=text) for code, text in items
    )
    return request


def _open_request(locked: Application) -> SupplementRequest:
    request = locked.supplement_requests.filter(answered_at=None, lapsed_at=None).first()
    if request is None:
        raise TransitionNotAllowed(_NOTHING_ASKED)
    return request


def _locked_for_applicant(application: Application, actor: User) -> Application:
    locked = application_lock(application.pk)
    if not can_act_as_applicant(actor, locked):
        raise NotPermitted
    return locked


def _check_repeat(locked: Application, actor: User, repeat_reason: str) -> None:
    if not can_supervise(actor, locked):
        raise NotPermitted(
            _("The applicant was already sent one complete list. Only a supervisor can send more.")
        )
    if not repeat_reason.strip():
        raise Incomplete(_("Give the reason why a second list is needed. The applicant sees it."))


def _codes(request: SupplementRequest) -> list[str]:
    return list(request.items.values_list("code", flat=True))


def _slots_filled(locked: Application, request: SupplementRequest) -> set[str]:
    added = locked.attachments.filter(removed_at=None, created_at__gte=request.requested_at)
    return set(added.values_list("code", flat=True))


def codes_done(
    locked: Application, request: SupplementRequest, points: Mapping[str, SupplementPoint]
) -> set[str]:
    """Items answered since the request by a file that was added or a correction in the form."""
    codes, attached = _codes(request), _slots_filled(locked, request)
    changed = changed_in_form(locked, codes, request.requested_at)
    return {code for code in codes if code in changed or points[code].file_code in attached}


def _write_answers(
    locked: Application, request: SupplementRequest, answers: Mapping[int, str], actor: User
) -> bool:
    """Keep the answers; answers whether points that others have to answer are still open."""
    items = list(request.items.all())
    adapter = adapter_for(locked)
    points = adapter.supplement_points(locked, [item.code for item in items], actor)
    done = codes_done(locked, request, points)
    for item in items:
        item.answer = answers.get(item.pk, item.answer).strip()
    unanswered = [item for item in items if not item.answer and item.code not in done]
    hidden = adapter.hidden_codes(actor, locked) if unanswered else set()
    own = [
        item.text for item in unanswered if item.code not in hidden and not points[item.code].others
    ]
    if own:
        raise Incomplete(
            _("Answer every point of the list. Still open: %(items)s"),
            code="unanswered",
            items="; ".join(own),
        )
    SupplementItem.objects.bulk_update(items, ["answer"])
    return bool(unanswered)
