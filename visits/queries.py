"""Reads that the pages, the desk and the services share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from accounts.models import Membership, User
from applications.deadlines import LEGAL_ZONE, legal_date
from applications.models import Application
from applications.queries import application_search
from offices.models import Office
from visits.enums import OPEN_STATES, BookingState
from visits.models import Booking, ClosedDate, ExtraHours, HeldSeat, OpeningRule, VisitTerms
from visits.permissions import window_offices
from visits.rules import Opening, Slot, slot_at, slots_of
from workdays.queries import calendar_load
from workdays.rules import Calendar, DayName

ONE_DAY = timedelta(days=1)
NEXT_TIMES = 3


@dataclass(frozen=True)
class FreeSlot:
    """A slot and how many of its seats are free for this application."""

    slot: Slot
    free: int

    @property
    def starts_at(self) -> datetime:
        return self.slot.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.slot.ends_at


@dataclass(frozen=True)
class FreeDay:
    """A day and its slots that can still be booked. ``closed`` is the reason visitors read."""

    on: date
    slots: Sequence[FreeSlot] = ()
    is_open: bool = False
    closed: str = ""
    holiday: DayName | None = None

    @property
    def free(self) -> int:
        """Free seats of the whole day."""
        return sum(slot.free for slot in self.slots)


def terms_of(office: Office) -> VisitTerms:
    """Return how booking works at the office; the defaults when nobody set anything."""
    return VisitTerms.objects.filter(office=office).first() or VisitTerms(office=office)


def opening_of(office: Office, first: date, last: date) -> Opening:
    """Return everything that says when the office is open between two days."""
    rules = OpeningRule.objects.filter(office=office, valid_from__lte=last).filter(
        Q(valid_until=None) | Q(valid_until__gte=first)
    )
    extra = ExtraHours.objects.filter(office=office, on__range=(first, last))
    closed = ClosedDate.objects.filter(office=office, on__range=(first, last))
    return Opening(
        weekly=tuple(rule.weekly for rule in rules),
        extra=tuple((row.on, row.hours) for row in extra),
        closed=frozenset(row.on for row in closed),
    )


def seats_taken(
    office: Office, first: datetime, last: datetime, now: datetime, application: Application | None
) -> dict[datetime, set[int]]:
    """Return the seats that nobody can take now, by slot, between two instants (``last`` out).

    What ``application`` itself gave back a moment ago is free for it.
    """
    taken: dict[datetime, set[int]] = defaultdict(set)
    span = {"office": office, "starts_at__gte": first, "starts_at__lt": last}
    booked = Booking.objects.filter(**span).exclude(state=BookingState.CANCELLED)
    held = HeldSeat.objects.filter(**span, free_at__gt=now)
    if application is not None:
        held = held.exclude(application=application)
    for rows in (booked, held):
        for starts_at, seat in rows.order_by().values_list("starts_at", "seat"):
            taken[starts_at].add(seat)
    return taken


def slots_free(
    *, office: Office, day: date, now: datetime, application: Application | None = None
) -> list[FreeSlot]:
    """Return the slots of ``day`` that can still be booked, full ones with 0 free seats."""
    return list(
        days_free(office=office, first=day, last=day, now=now, application=application)[0].slots
    )


def days_free(
    *,
    office: Office,
    first: date,
    last: date,
    now: datetime,
    application: Application | None = None,
) -> list[FreeDay]:
    """Return every day from ``first`` to ``last`` with its slots; a few queries, however many."""
    if last < first:
        return []
    calendar, opening = calendar_load(), opening_of(office, first, last)
    taken = seats_taken(office, _start(first), _start(last + ONE_DAY), now, application)
    soonest = now + timedelta(minutes=terms_of(office).notice_minutes)
    reasons = dict[date, str]()
    if opening.closed:
        rows = ClosedDate.objects.filter(office=office, on__in=opening.closed)
        reasons = {row.on: row.reason for row in rows}
    return [
        _day(day, opening, calendar, taken, soonest, reasons.get(day, ""))
        for day in (first + ONE_DAY * n for n in range((last - first).days + 1))
    ]


def next_free(
    *,
    office: Office,
    now: datetime,
    after: datetime,
    last: date,
    application: Application | None = None,
    limit: int = NEXT_TIMES,
) -> list[datetime]:
    """Return the next free times: those nearest after ``after``, then from the first day on."""
    days = days_free(
        office=office, first=legal_date(now), last=last, now=now, application=application
    )
    free = [slot.starts_at for day in days for slot in day.slots if slot.free]
    later = [at for at in free if at >= after]
    return (later + [at for at in free if at < after])[:limit]


def last_bookable(office: Office, now: datetime, until: date | None) -> date:
    """Return the last day that can be booked: the office's, or the service's when it is earlier."""
    last = legal_date(now) + ONE_DAY * terms_of(office).days_ahead
    return last if until is None else min(last, until)


def visit_open(application: Application) -> Booking | None:
    """Return the application's visit to come or going on; None when there is none."""
    return _visits(application).filter(state__in=OPEN_STATES).first()


def visit_latest(application: Application) -> Booking | None:
    """Return the visit to come, or the latest that was; None when there was none."""
    return visit_open(application) or _visits(application).order_by("-changed_at", "-pk").first()


def visit_complete(application: Application) -> bool:
    """Whether identity was checked and fingerprints are settled: nothing more waits for a visit."""
    return any(visit.is_complete for visit in _visits(application).filter(state=BookingState.DONE))


def visits_outside(*, office: Office, now: datetime) -> list[Booking]:
    """Return the booked visits to come whose time or seat the office's hours no longer have."""
    rows = list(
        bookings_with_parts()
        .filter(office=office, state=BookingState.BOOKED, starts_at__gte=now)
        .order_by("starts_at", "seat")
    )
    if not rows:
        return []
    calendar = calendar_load()
    last = legal_date(rows[-1].starts_at)
    opening = opening_of(office, legal_date(now), last)

    def outside(visit: Booking) -> bool:
        slot = slot_at(visit.starts_at, opening, calendar)
        return slot is None or visit.seat > slot.capacity

    return [visit for visit in rows if outside(visit)]


def visits_served_by(user: User) -> QuerySet[Booking]:
    """Visits at the officer's windows; none of an application that they or their own filed.

    Agrees with ``permissions.can_serve`` for every row.
    """
    own = list(Membership.objects.filter(user_id=user.pk).values_list("organisation_id", flat=True))
    visits = bookings_with_parts().filter(office_id__in=window_offices(user))
    visits = visits.exclude(application__filed_by_id=user.pk)
    visits = visits.exclude(application__person_id=user.pk)
    return visits.exclude(application__organisation_id__in=own) if own else visits


def visits_found(user: User, text: str) -> QuerySet[Booking]:
    """Visits at the officer's windows by reference, passport number or beginning of a name."""
    served = visits_served_by(user)
    cases = Application.objects.filter(pk__in=served.order_by().values("application_id"))
    found = application_search(text, within=cases).values("pk")
    return served.filter(application_id__in=found).order_by("-starts_at")


def bookings_with_parts() -> QuerySet[Booking]:
    """Visits with everything that a list shows, in one query."""
    return Booking.objects.select_related(
        "office",
        "application__traveller",
        "application__organisation",
        "application__office",
        "application__filed_by",
    )


def _visits(application: Application) -> QuerySet[Booking]:
    return bookings_with_parts().filter(application=application)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first instant of a day in Shanghai, and that of the next."""
    return _start(day), _start(day + ONE_DAY)


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LEGAL_ZONE)


def _day(
    day: date,
    opening: Opening,
    calendar: Calendar,
    taken: dict[datetime, set[int]],
    soonest: datetime,
    closed: str,
) -> FreeDay:
    slots = slots_of(day, opening, calendar)
    return FreeDay(
        on=day,
        slots=[
            FreeSlot(slot, _free(slot, taken.get(slot.starts_at, set())))
            for slot in slots
            if slot.starts_at >= soonest
        ],
        is_open=bool(slots),
        closed=closed,
        holiday=calendar.off.get(day),
    )


def _free(slot: Slot, taken: set[int]) -> int:
    return slot.capacity - sum(1 for seat in taken if seat <= slot.capacity)
