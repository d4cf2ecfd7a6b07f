"""Tells holders and employers in good time that permits end. Safe to run twice, late or never."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.queries import users_of
from applications.deadlines import legal_date
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue
from permits.enums import PermitKind
from permits.models import ResidencePermit

# days before the last day, and the latch that remembers that the reminder went out
REMINDERS = ((30, "reminded_30_at"), (90, "reminded_90_at"))
BATCH = 200


def permits_remind(*, now: datetime) -> int:
    """Send what is due, once for each permit and reminder; answers how many.

    Who was missed at 90 days and is below 30 gets the 30-day reminder only. A permit that was
    extended meanwhile needs no reminder.
    """
    return sum(_remind(days, latch, now) for days, latch in REMINDERS)


@transaction.atomic
def _remind(days: int, latch: str, now: datetime) -> int:
    today = legal_date(now)
    due = (
        ResidencePermit.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related(
            "holder__user",
            "work_permit__employer",
            "application__traveller",
            "application__filed_by",
        )
        .filter(
            Q(**{f"{latch}__isnull": True}),
            ended_on__isnull=True,
            valid_until__gte=today,
            valid_until__lte=today + timedelta(days=days),
        )
        .filter(~_goes_on())[:BATCH]
    )
    permits = list(due)
    for permit in permits:
        for _days, name in REMINDERS:
            if _days >= days and getattr(permit, name) is None:
                setattr(permit, name, now)
        permit.save(update_fields=[name for _days, name in REMINDERS])
        _tell(permit, days, now)
    return len(permits)


def _goes_on() -> Exists:
    """The holder has permits that go on after this one."""
    later = ResidencePermit.objects.filter(
        holder=OuterRef("holder"), ended_on=None, valid_until__gt=OuterRef("valid_until")
    )
    return Exists(later)


def _tell(permit: ResidencePermit, days: int, now: datetime) -> None:
    """The holder reads what to ask for, the employer where to start."""
    employer = permit.work_permit.employer
    facts = {
        "reference": permit.application.reference,
        "name": permit.application.traveller.name_mrz,
        "valid_until": permit.valid_until.isoformat(),
    }
    if permit.holder.user is not None:
        message_enqueue(
            event=MessageEvent.PERMIT_ENDING,
            key=f"{permit.application.reference}:{days}:holder",
            recipients=[permit.holder.user],
            context={**facts, "by": "holder", "path": neutral_path("my_permits")},
            now=now,
        )
    message_enqueue(
        event=MessageEvent.PERMIT_ENDING,
        key=f"{permit.application.reference}:{days}:employer",
        recipients=list(users_of(employer)),
        context={**facts, "path": next_path(PermitKind.EXTENSION, permit.application.reference)},
        now=now,
    )


def next_path(kind: PermitKind, reference: str) -> str:
    """Where the employer begins what follows on a case, with its answers filled in."""
    question = urlencode({"kind": kind.value, "from": reference})
    return f"{neutral_path('permit_new')}?{question}"
