"""What happens by itself: reminders, missed visits, visits of cases that are closed.

Every sweep asks the database what is due now, so it may run late, twice, or at once with itself.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from applications.deadlines import LEGAL_ZONE, legal_date
from applications.enums import OPEN_STATUSES
from applications.events import application_lock
from notifications.enums import MessageEvent
from visits.enums import BookingState
from visits.errors import VisitError
from visits.models import Booking, HeldSeat, VisitTerms
from visits.queries import bookings_with_parts
from visits.rules import reminder_days
from visits.services.booking import visit_end
from visits.services.common import visit_tell
from visits.services.window import visit_missed
from workdays.queries import calendar_load

BATCH = 200
ONE_DAY = timedelta(days=1)
LOOK_AHEAD = 30  # days; two working days before the end of the longest holidays lie well within
FIRST_HOUR = 8  # nobody is woken up by a reminder
KEPT = timedelta(days=1)


def reminders_give(*, now: datetime, batch: int = BATCH) -> int:
    """Send the reminders of the visits to come, each once; return how many."""
    if localtime(now).hour < FIRST_HOUR:
        return 0
    today = legal_date(now)
    days = [today + ONE_DAY * n for n in range(LOOK_AHEAD + 1)]
    calendar = calendar_load()
    due = {day: reminder_days(day, calendar) for day in days}
    late = [day for day in days if due[day][1] <= today]
    early = [day for day in days if due[day][0] <= today and day not in late]
    return _remind(now, late, ("reminded_late_at", "reminded_early_at"), batch) + _remind(
        now, early, ("reminded_early_at",), batch
    )


def visits_missed(*, now: datetime) -> int:
    """Note the visits to which nobody came; return how many."""
    after = dict(VisitTerms.objects.values_list("office_id", "missed_after"))
    usual = VisitTerms().missed_after
    over = [
        visit
        for visit in Booking.objects.filter(state=BookingState.BOOKED, ends_at__lte=now)
        if visit.ends_at + timedelta(minutes=after.get(visit.office_id, usual)) <= now
    ]
    return _each(over, lambda visit: bool(visit_missed(booking=visit, actor=None, now=now)))


def visits_close(*, now: datetime) -> int:
    """Cancel the visits of cases that were withdrawn or closed; return how many.

    Also forgets seats that have been free again for a day.
    """
    HeldSeat.objects.filter(free_at__lt=now - KEPT).delete()
    closed = Booking.objects.filter(state=BookingState.BOOKED).exclude(
        application__status__in=OPEN_STATUSES
    )
    return _each(closed, lambda visit: _close(visit, now))


@transaction.atomic
def _close(visit: Booking, now: datetime) -> bool:
    application_lock(visit.application_id)
    fresh = bookings_with_parts().get(pk=visit.pk)
    if fresh.state != BookingState.BOOKED:
        return False
    visit_end(booking=fresh, actor=None, now=now, closed=True)
    return True


def _remind(now: datetime, days: list[date], latches: tuple[str, ...], batch: int) -> int:
    given = 0
    while count := _remind_batch(now, days, latches, batch):
        given += count
    return given


@transaction.atomic
def _remind_batch(now: datetime, days: list[date], latches: tuple[str, ...], batch: int) -> int:
    """Set the latch and queue the letters of one batch; rows that another worker holds are left."""
    if not days:
        return 0
    on_these = Q()
    for day in days:
        begin = datetime.combine(day, time.min, tzinfo=LEGAL_ZONE)
        on_these |= Q(starts_at__gte=begin, starts_at__lt=begin + ONE_DAY)
    due: QuerySet[Booking] = bookings_with_parts().filter(
        on_these, state=BookingState.BOOKED, starts_at__gt=now, **{f"{latches[0]}": None}
    )
    due = due.filter(application__status__in=OPEN_STATUSES)
    visits = list(due.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:batch])
    Booking.objects.filter(pk__in=[visit.pk for visit in visits]).update(
        **dict.fromkeys(latches, now)
    )
    for visit in visits:
        key = latches[0].removesuffix("_at")
        visit_tell(booking=visit, event=MessageEvent.VISIT_REMINDER, now=now, key=key)
    return len(visits)


def _each(visits: "QuerySet[Booking] | list[Booking]", step: Callable[[Booking], bool]) -> int:
    """Take each visit one step in a transaction of its own; skip what changed meanwhile."""
    done = 0
    for visit in visits:
        try:
            done += step(visit)
        except VisitError:
            continue
    return done
