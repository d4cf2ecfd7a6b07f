"""An officer of the work-permit authority puts an item of the points right, with the reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Authority
from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind, Status
from applications.events import application_lock, event_record
from applications.models import Application
from applications.permissions import can_review
from permits.enums import Item, TalentCategory
from permits.errors import PermitError
from permits.filing.queries import answers_of, decision_of
from permits.models import PermitApplication, PointsCorrection
from permits.rules import CORRECTABLE, Decision, value_read, value_text

OPEN = (Status.SUBMITTED, Status.ACCEPTED, Status.RECOMMENDED)


@transaction.atomic
def points_correct(
    *, application: Application, item: str, value: str, reason: str, actor: User, now: datetime
) -> Decision:
    """Put another value in the place of an answer; the category is counted anew.

    :param value: as ``permits.rules.value_read`` reads it.
    :returns: the decision that the corrected answers lead to. Where it is category A or B, the case
        takes it; category C does not fit the single window, and the officer decides what follows.
    :raises PermitError: not this authority's officer, decided already, no reason, an item or value
        that cannot be, or nothing changes.
    """
    locked = application_lock(application.pk)
    _check(locked, actor, item, reason)
    permit = PermitApplication.objects.select_related("application__traveller").get(
        application=locked
    )
    on = legal_date(locked.submitted_at or now)
    before = answers_of(permit, on)
    if before is None:
        raise PermitError(_("The answers are not complete: ask for them first."), code="incomplete")
    after = _read(item, value)
    if after == value_text(item, before):
        raise PermitError(_("This is the value already."), code="unchanged")
    PointsCorrection.objects.create(
        permit=permit, item=item, value=after, reason=reason.strip(), officer=actor, at=now
    )
    decision = decision_of(permit, on)
    if decision is None:  # never: the answers were complete before
        raise PermitError(_("The answers are not complete: ask for them first."), code="incomplete")
    _take_category(locked, decision)
    event_record(
        application=locked,
        kind=EventKind.POINTS_CORRECTED,
        actor=actor,
        now=now,
        reason=reason.strip(),
        data={
            "item": item,
            "before": value_text(item, before),
            "after": after,
            "category": str(decision.category),
            "total": decision.points.total if decision.points else None,
            "authority": Authority.WORK_PERMIT,
        },
    )
    return decision


def _check(locked: Application, actor: User, item: str, reason: str) -> None:
    if not can_review(actor, locked, Authority.WORK_PERMIT):
        raise PermitError(
            _("Only an officer of the work-permit authority corrects points."), code="not_permitted"
        )
    review = locked.reviews.filter(authority=Authority.WORK_PERMIT).first()
    if locked.status not in OPEN or (review is not None and review.decision):
        raise PermitError(
            _("The work-permit authority has decided: its points stand."),
            code="transition_not_allowed",
        )
    if item not in CORRECTABLE:
        raise PermitError(_("This item cannot be corrected here."), code="item")
    if not reason.strip():
        raise PermitError(_("Give the reason. The applicants read it."), code="reason")


def _read(item: str, value: str) -> str:
    try:
        read = value_read(item, value.strip())
    except ValueError:
        raise PermitError(
            _("%(item)s cannot have this value. Look at the points table."),
            code="value",
            params={"item": str(Item(item).label)},
        ) from None
    return ",".join(sorted(read)) if item == Item.DISTINCTION else str(read)


def _take_category(locked: Application, decision: Decision) -> None:
    if decision.category == TalentCategory.C or locked.category == decision.category:
        return
    locked.category = decision.category
    locked.save(update_fields=["category"])
