"""An office's hours, set by administrators. Visits that are booked are never dropped by a change.

They stay as they are, and ``queries.visits_outside`` lists them until somebody has dealt with them.
The people concerned are told as soon as the change holds (``services.stranded``).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.events import plain
from offices.models import Office
from visits.enums import HoursChangeKind
from visits.errors import HoursInvalid, NotPermitted
from visits.models import Booking, ClosedDate, ExtraHours, HoursChange, OpeningRule, VisitTerms
from visits.permissions import can_set_hours
from visits.queries import terms_of, visits_outside
from visits.rules import clashes

Values = Mapping[str, Any]


@transaction.atomic
def opening_rule_save(
    *, office: Office, values: Values, actor: User, now: datetime, rule: OpeningRule | None = None
) -> OpeningRule:
    """Add weekly hours, or change ``rule``. To end hours, give them a ``valid_until``.

    :param values: columns of ``OpeningRule`` by name.
    :raises NotPermitted: not an administrator.
    :raises HoursInvalid: closing before opening, no slot fits, or other hours overlap: both would
        count, and double the seats.
    """
    _lock(office, actor)
    before = _facts(rule)
    row = rule or OpeningRule(office=office)
    _fill(row, values)
    if row.valid_until is not None and row.valid_until < row.valid_from:
        raise HoursInvalid({"valid_until": [_("The last day lies before the first.")]})
    if not row.weekdays:
        raise HoursInvalid({"weekdays": [_("Choose at least one weekday.")]})
    _check_span(row)
    others = OpeningRule.objects.filter(office=office).exclude(pk=row.pk)
    if clashes(row.weekly, [other.weekly for other in others]):
        raise HoursInvalid(
            _(
                "Other weekly hours of this office overlap with these, or both hold on make-up "
                "working days. Both would count. End the others first, or choose other times."
            )
        )
    row.save()
    kind = HoursChangeKind.RULE_CHANGED if rule else HoursChangeKind.RULE_ADDED
    _log(office, kind, actor, now, before, _facts(row))
    return row


@transaction.atomic
def extra_hours_add(*, office: Office, values: Values, actor: User, now: datetime) -> ExtraHours:
    """Add hours on one designated date: an evening, for example.

    :raises NotPermitted, HoursInvalid: see ``opening_rule_save``.
    """
    _lock(office, actor)
    row = ExtraHours(office=office)
    _fill(row, values)
    _check_span(row)
    others = ExtraHours.objects.filter(office=office, on=row.on)
    if any(row.opens < one.closes and one.opens < row.closes for one in others):
        raise HoursInvalid(_("Other hours on this date overlap with these."))
    row.save()
    _log(office, HoursChangeKind.EXTRA_ADDED, actor, now, {}, _facts(row))
    return row


@transaction.atomic
def extra_hours_remove(*, extra: ExtraHours, actor: User, now: datetime) -> None:
    """Take hours on a date back."""
    _lock(extra.office, actor)
    before = _facts(extra)
    extra.delete()
    _log(extra.office, HoursChangeKind.EXTRA_REMOVED, actor, now, before, {})


@transaction.atomic
def closed_date_add(*, office: Office, values: Values, actor: User, now: datetime) -> ClosedDate:
    """Close the office on a date, with the reason that visitors read in both languages.

    :raises NotPermitted, HoursInvalid: not an administrator; the date is closed already.
    """
    _lock(office, actor)
    if ClosedDate.objects.filter(office=office, on=values["on"]).exists():
        raise HoursInvalid({"on": [_("This date is closed already.")]})
    row = ClosedDate(office=office)
    _fill(row, values)
    row.save()
    _log(office, HoursChangeKind.CLOSED_ADDED, actor, now, {}, _facts(row))
    return row


@transaction.atomic
def closed_date_remove(*, closed: ClosedDate, actor: User, now: datetime) -> None:
    """Open the office again on a closed date."""
    _lock(closed.office, actor)
    before = _facts(closed)
    closed.delete()
    _log(closed.office, HoursChangeKind.CLOSED_REMOVED, actor, now, before, {})


@transaction.atomic
def visit_terms_save(*, office: Office, values: Values, actor: User, now: datetime) -> VisitTerms:
    """Set how booking works at the office.

    :raises NotPermitted, HoursInvalid: not an administrator; the span of release is turned round.
    """
    _lock(office, actor)
    row = terms_of(office)
    before = _facts(row) if row.pk else {}
    _fill(row, values)
    if row.release_max < row.release_min:
        raise HoursInvalid({"release_max": [_("The most must not be less than the least.")]})
    row.save()
    _log(office, HoursChangeKind.TERMS_CHANGED, actor, now, before, _facts(row))
    return row


def hours_preview(*, office: Office, change: Callable[[], object], now: datetime) -> list[Booking]:
    """Return the visits that would lie outside the hours after ``change``, which is undone.

    What ``change`` raises is raised.
    """
    with transaction.atomic():
        change()
        found = visits_outside(office=office, now=now)
        transaction.set_rollback(True)
    return found


def _lock(office: Office, actor: User) -> None:
    """One change of an office's hours at a time."""
    if not can_set_hours(actor):
        raise NotPermitted(_("Only administrators set an office's hours."))
    Office.objects.select_for_update(of=("self",)).get(pk=office.pk)


def _fill(row: Any, values: Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _check_span(row: OpeningRule | ExtraHours) -> None:
    hours = row.hours
    if hours.closes <= hours.opens:
        raise HoursInvalid({"closes": [_("The office closes before it opens.")]})
    length = (hours.closes.hour - hours.opens.hour) * 60 + hours.closes.minute - hours.opens.minute
    if length < hours.minutes:
        raise HoursInvalid({"minutes": [_("Not even one slot fits between these times.")]})


def _facts(row: Any) -> dict[str, Any]:
    return {} if row is None or row.pk is None else model_to_dict(row)


def _log(
    office: Office,
    kind: HoursChangeKind,
    actor: User,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    from visits.tasks import tell_stranded

    HoursChange.objects.create(
        office=office, kind=kind, actor=actor, at=now, before=plain(before), after=plain(after)
    )
    tell_stranded.delay_on_commit()  # type: ignore[attr-defined]
