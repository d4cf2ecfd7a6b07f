"""Handing a case from its home office to the office of the port, and back (ADR 0091).

Sending and receiving are one transaction here: at no moment has a case two owners or none. Each
hand-over has the sender's own number (``key``): asked again with the same number, by a person who
pressed twice or by a partner's system that heard no answer, nothing happens a second time.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.deadlines import LEGAL_ZONE, completeness_until, legal_date
from applications.enums import CheckResult, EventKind, TransferOutcome
from applications.errors import Incomplete, NotPermitted, TransferKeyUsed, TransitionNotAllowed
from applications.events import application_lock
from applications.models import Application, ChecklistTick, Event, Transfer
from applications.permissions import REVIEW_ROLES, can_view_as_officer, offices_of
from applications.services.home import NO_ALARMS, home_facts, office_words
from applications.services.messages import applicant_tell, desk_path, people_tell
from applications.services.standards import standard_in_force
from applications.workflow import refuse_from, transition, version_check
from notifications.enums import MessageEvent
from offices.models import Office
from workdays.queries import calendar_load

_NOBODYS: Mapping[str, Any] = {"assigned_to": None, "held_by": None, "held_until": None}


@transaction.atomic
def transfer_send(
    *,
    application: Application,
    actor: User,
    now: datetime,
    reason: str = "",
    key: str = "",
    expected_version: int | None = None,
) -> Transfer:
    """Hand a case that was checked at home to the office of the port, which receives it at once.

    :param actor: an officer of the home office, which owns the case.
    :param reason: a remark for the port's officers; applicants do not read it.
    :param key: the sender's number for this hand-over; the same number again returns what was done.
    :raises Incomplete: a line of the checklist is not in order.
    :raises TransferKeyUsed: the number stands for another hand-over.
    :raises StaleVersion, TransitionNotAllowed, NotPermitted: nothing was written.
    """
    locked = application_lock(application.pk)
    if done := _done_before(locked, locked.home_office_id, key, actor):
        return done
    version_check(locked, expected_version)
    if not locked.at_home:
        refuse_from(locked, EventKind.TRANSFER)
    _check_lines(locked)
    home, port = _sides(locked)
    sent = _hand_over(
        locked,
        key,
        from_office=home,
        to_office=port,
        by=actor,
        reason=reason.strip(),
        requested_at=now,
    )
    return _receive(locked, sent, now)


@transaction.atomic
def transfer_receive(*, transfer: Transfer, now: datetime) -> Transfer:
    """Take a case over at the office of the port: it owns the case from this moment. Twice is once.

    From here this office has its days to say what is missing (ALL 32(1)(4)). They begin anew when
    the file was completed since the office last had it; else the days that it used already count.
    """
    locked = application_lock(transfer.application_id)
    row = _hand_overs(locked).get(pk=transfer.pk)
    return row if row.outcome != TransferOutcome.SENT else _receive(locked, row, now)


def _receive(locked: Application, row: Transfer, now: datetime) -> Transfer:
    row.received_at, row.outcome = now, TransferOutcome.RECEIVED
    row.save(update_fields=["received_at", "outcome"])
    complete_at = _complete_at(locked, now)
    received_on = legal_date(complete_at)
    days = standard_in_force(locked.service, received_on).completeness_days
    until = completeness_until(received_on=received_on, days=days, calendar=calendar_load())
    moved = transition(
        application=locked,
        event=EventKind.TRANSFER,
        actor=row.by,
        now=now,
        reason=row.reason,
        data=_logged(row),
        facts={
            "office": row.to_office,
            "complete_at": complete_at,
            "next_on": until,
            "standard": None,
            **NO_ALARMS,
            **_NOBODYS,
        },
    )
    applicant_tell(
        application=moved,
        event=MessageEvent.CASE_TRANSFERRED,
        now=now,
        answer_by=until.isoformat(),
        **office_words(row.to_office),
    )
    return row


def _received(locked: Application, reason: str) -> Transfer:
    """The hand-over that is returned for this reason; refused without either."""
    if not reason.strip():
        raise Incomplete(_("Say why. The home office and the inviter read it."))
    received = _hand_overs(locked).filter(outcome=TransferOutcome.RECEIVED, returns=None).last()
    if received is None or locked.at_home:
        raise TransitionNotAllowed(_("This application was not transferred by a home office."))
    return received


@transaction.atomic
def transfer_return(
    *,
    application: Application,
    reason: str,
    actor: User,
    now: datetime,
    key: str = "",
    expected_version: int | None = None,
) -> Transfer:
    """Send a transferred case back to its home office, with reasons, before it is accepted.

    :param actor: an officer of the office of the port, which owns the case.
    :param reason: why; the home office and the inviter read it.
    :param key: as for ``transfer_send``.
    :raises Incomplete: no reason was given.
    :raises TransferKeyUsed, StaleVersion, TransitionNotAllowed, NotPermitted: nothing was written.
    """
    locked = application_lock(application.pk)
    if done := _done_before(locked, locked.port_office_id, key, actor):
        return done
    version_check(locked, expected_version)
    received, (home, port) = _received(locked, reason), _sides(locked)
    row = _hand_over(
        locked,
        key,
        from_office=port,
        to_office=home,
        returns=received,
        by=actor,
        reason=reason.strip(),
        requested_at=now,
        received_at=now,
        outcome=TransferOutcome.RECEIVED,
        days_used=_days_used(locked, now),
    )
    received.outcome = TransferOutcome.RETURNED
    received.save(update_fields=["outcome"])
    moved = transition(
        application=locked,
        event=EventKind.TRANSFER_RETURN,
        actor=actor,
        now=now,
        reason=row.reason,
        data=_logged(row),
        facts={"office": row.to_office, **home_facts(locked.service, now), **_NOBODYS},
    )
    _tell_returned(moved, row, received, now)
    return row


def _sides(locked: Application) -> tuple[Office, Office]:
    """The home office and the office of the port: one query, also in the midst of a group."""
    found = {
        office.pk: office
        for office in Office.objects.filter(pk__in=[locked.home_office_id, locked.port_office_id])
    }
    return found[locked.home_office_id or 0], found[locked.port_office_id or 0]


def _hand_overs(locked: Application) -> QuerySet[Transfer]:
    parts = ("by", "from_office", "to_office")
    return Transfer.objects.filter(application=locked).select_related(*parts)


def _done_before(locked: Application, sender: int | None, key: str, actor: User) -> Transfer | None:
    """Return the hand-over that this number of the sender stands for already, if any."""
    if not key or sender is None:
        return None
    if sender not in offices_of(actor, REVIEW_ROLES) or not can_view_as_officer(actor, locked):
        raise NotPermitted
    row = Transfer.objects.filter(key=key, from_office_id=sender).first()
    if row is not None and row.application_id != locked.pk:
        raise _key_used(key)
    return row


def _hand_over(locked: Application, key: str, **facts: Any) -> Transfer:
    """Write the row. A number that another case took in this very moment is refused, too."""
    row = Transfer(application=locked, key=key or _own_key(locked), **facts)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "transfer_key_once" not in str(error):
            raise
        raise _key_used(key) from None
    return row


def _key_used(key: str) -> TransferKeyUsed:
    return TransferKeyUsed(
        _("The number “%(key)s” stands for another hand-over. Give this one its own."), key=key
    )


def _own_key(locked: Application) -> str:
    """The number of a hand-over whose sender has none: no two happen at one version of a case."""
    return f"{locked.reference}:{locked.version}"


def _check_lines(locked: Application) -> None:
    open_lines = ChecklistTick.objects.filter(application=locked).exclude(
        result=CheckResult.IN_ORDER
    )
    if codes := [tick.code for tick in open_lines]:
        raise Incomplete(
            _(
                "The checklist still has lines that are not in order (%(codes)s). Ask the "
                "inviter for them, or tick them as in order, then transfer."
            ),
            codes=", ".join(codes),
        )


def _days_used(locked: Application, now: datetime) -> int:
    if locked.complete_at is None:
        return 0
    return calendar_load().count_between(legal_date(locked.complete_at), legal_date(now))


def _complete_at(locked: Application, now: datetime) -> datetime:
    """Return the moment from which the port's days to say what is missing count.

    Now; but when the file comes back as it went, as many working days earlier as were used.
    """
    returned = _hand_overs(locked).filter(returns__isnull=False).last()
    if returned is None or not returned.days_used or _completed_since(locked, returned):
        return now
    day = calendar_load().add(legal_date(now), -returned.days_used).date
    return timezone.make_aware(datetime.combine(day, time.min), LEGAL_ZONE)


def _completed_since(locked: Application, returned: Transfer) -> bool:
    """Whether the inviter added or corrected something after the file was sent back."""
    kinds = [EventKind.HOME_ANSWER, EventKind.DATA_CHANGED]
    return Event.objects.filter(
        application=locked, kind__in=kinds, at__gte=returned.requested_at
    ).exists()


def _logged(row: Transfer) -> dict[str, str]:
    return {"from": row.from_office.code, "to": row.to_office.code, "key": row.key}


def _tell_returned(moved: Application, row: Transfer, received: Transfer, now: datetime) -> None:
    """The inviter, and the officer at home who had sent it."""
    facts = {"reason": row.reason, **office_words(row.to_office)}
    applicant_tell(application=moved, event=MessageEvent.TRANSFER_RETURNED, now=now, **facts)
    sender = received.by
    told = sender.is_active and not sender.is_system  # a system asks, or has a webhook
    senders: Sequence[User] = [sender] if told else []
    people_tell(
        application=moved,
        event=MessageEvent.TRANSFER_RETURNED_DESK,
        recipients=senders,
        now=now,
        **{**facts, "path": desk_path(moved)},
    )
