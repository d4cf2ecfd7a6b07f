"""A slip at the port is mended beside itself: what was typed, and what is right, both stay."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.enums import EventKind
from applications.errors import NotPermitted, StaleVersion
from applications.events import application_lock, event_record
from port_visa.errors import PassageError
from port_visa.models import PortCorrection, PortDecision
from port_visa.passage import passage_of, stand_of
from port_visa.rules.visit import last_lawful_day
from port_visa.services.passage import PRESSED_TWICE, sticker_check, sticker_normalise
from port_visa.slips import Right, own_until, right_to_correct


def port_correct(
    *,
    decision: PortDecision,
    visa_number: str,
    stay_days: int,
    reason: str,
    actor: User,
    now: datetime,
    seen: int | None = None,
) -> PortCorrection:
    """Correct the sticker's number or the days of a visa that was granted. Pressed twice is once.

    The officer who granted it, within the minutes of the row in force on that day; afterwards a
    supervisor of the case, who is another person. The last lawful day is counted anew.

    :param seen: how many corrections there were when the page was opened.
    :raises PassageError: with what is wrong; also when the number is another visa's.
    :raises StaleVersion: somebody corrected it meanwhile.
    :raises NotPermitted: too late, not their own, or the case is not in force.
    """
    number = sticker_normalise(visa_number)
    try:
        return _correct(decision, number, stay_days, reason.strip(), actor, now, seen)
    except IntegrityError as error:
        sticker_check(error)
        raise


@transaction.atomic
def _correct(
    decision: PortDecision,
    number: str,
    days: int,
    reason: str,
    actor: User,
    now: datetime,
    seen: int | None,
) -> PortCorrection:
    application_lock(decision.application_id)
    rows = PortDecision.objects.select_related("application", "port", "document")
    locked = rows.get(pk=decision.pk)
    made = list(locked.corrections.all())
    if made and _same(made[-1], number, days, actor, now):
        return made[-1]
    right = _right(locked, actor, now)
    if seen is not None and seen != len(made):
        raise StaleVersion(
            _("Somebody corrected this decision while the page was open. Look once more.")
        )
    _check(locked, number, days, reason, actor, now)
    correction = PortCorrection.objects.create(
        decision=locked,
        number_before=locked.visa_number,
        number_after=number,
        days_before=locked.stay_days or 0,  # never: what was granted has days
        days_after=days,
        reason=reason[:500],
        officer=actor,
        by_supervisor=right is Right.SUPERVISOR,
        corrected_at=now,
    )
    _log(locked, _rewritten(locked, number, days), correction)
    return correction


def _right(locked: PortDecision, actor: User, now: datetime) -> Right:
    if right := right_to_correct(actor, locked, now):
        return right
    if locked.officer_id == actor.pk and now > own_until(locked):
        raise NotPermitted(
            _("The time to correct your own decision is over. Ask a supervisor of the case.")
        )
    raise NotPermitted(_("You cannot correct this decision."))


def _check(
    locked: PortDecision, number: str, days: int, reason: str, actor: User, now: datetime
) -> None:
    passage = passage_of(locked.document, stand_of(actor), now)
    most = passage.stay_days if passage else 0
    if not 1 <= days <= most:
        message = _("The stay is between 1 day and the %(most)d days that were approved.")
        raise PassageError({"stay_days": [message % {"most": most}]})
    if not reason:
        raise PassageError({"reason": [_("Say what was wrong. It stays in the history.")]})
    if (number, days) == (locked.visa_number, locked.stay_days):
        raise PassageError(_("Number and days are as before. Change what is wrong."))


def _rewritten(locked: PortDecision, number: str, days: int) -> dict[str, list[str]]:
    """Write the right values on the decision; answer what each was and is."""
    values = {"visa_number": number, "stay_days": days}
    if locked.entered_on is not None:
        values["last_day"] = last_lawful_day(locked.entered_on, days)
    changes = {
        name: [str(getattr(locked, name)), str(value)]
        for name, value in values.items()
        if getattr(locked, name) != value
    }
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(values))
    return changes


def _log(locked: PortDecision, changes: dict[str, list[str]], correction: PortCorrection) -> None:
    event_record(
        application=locked.application,
        kind=EventKind.PORT_CORRECTED,
        actor=correction.officer,
        now=correction.corrected_at,
        reason=correction.reason,
        data={
            "decision": locked.pk,
            "changes": changes,
            "by_supervisor": correction.by_supervisor,
        },
    )


def _same(made: PortCorrection, number: str, days: int, actor: User, now: datetime) -> bool:
    """Whether it is the same correction by the same person, who pressed twice."""
    return (
        made.officer_id == actor.pk
        and now - made.corrected_at <= PRESSED_TWICE
        and (made.number_after, made.days_after) == (number, days)
    )
