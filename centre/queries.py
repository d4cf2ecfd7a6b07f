"""Reads that the pages, the hall and the desk share."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import F, Prefetch, QuerySet

from applications.deadlines import LEGAL_ZONE, legal_date
from applications.numbers import numbers_in_force
from centre.enums import TicketState
from centre.models import CentreParameter, ServiceWindow, Shift, Ticket, TicketPurpose
from centre.rules import Estimate, estimate, staffed, unstaffed
from offices.enums import OfficeKind
from offices.models import Office


@dataclass(frozen=True)
class Numbers:
    """The numbers in force on a day; what stands here holds where no row says otherwise."""

    estimate_hours: int = 3  # over how many past hours visits are measured
    estimate_least: int = 3  # visits of a purpose before an estimate is given
    recall_minutes: int = 120  # how long a ticket that was missed can be called again
    phone_tickets: int = 30  # numbers by phone from one network address in ten minutes
    expedite_asks: int = 2  # how often expedited handling can be asked for one case
    share_days: int = 90  # days over which the share of expedited cases is shown at first
    share_percent: int = 30  # share of expedited cases from which an inviter is marked
    share_least: int = 5  # cases of an inviter before the share is marked


def numbers_on(day: date) -> Numbers:
    """Load the numbers that hold on ``day``."""
    return numbers_in_force(Numbers, CentreParameter, day)


def centres() -> QuerySet[Office]:
    """Centres that are open to the public."""
    return Office.objects.filter(kind=OfficeKind.PORT_VISA_CENTRE, active=True).order_by("code")


def tickets_with_parts() -> QuerySet[Ticket]:
    """Tickets with what their label and window need, in one query."""
    return Ticket.objects.select_related("purpose", "window", "office")


def ticket_for(office: Office, code: str) -> Ticket | None:
    """The ticket that this secret code opens; None for any other."""
    return tickets_with_parts().filter(office=office, code=code[:24]).first()


def wall_time(now: datetime) -> datetime:
    """The time on the wall in Shanghai, naive, as the rules want it."""
    return now.astimezone(LEGAL_ZONE).replace(tzinfo=None)


def windows_of(office: Office) -> list[ServiceWindow]:
    """The active windows with their purposes."""
    active = TicketPurpose.objects.filter(active=True)
    windows = ServiceWindow.objects.filter(office=office, active=True)
    return list(windows.prefetch_related(Prefetch("purposes", active)).order_by("number"))


def shifts_of(office: Office) -> QuerySet[Shift]:
    """The centre's shifts with the windows that are in use."""
    active = ServiceWindow.objects.filter(active=True)
    return Shift.objects.filter(office=office).prefetch_related(Prefetch("windows", active))


def staffed_now(office: Office, now: datetime) -> frozenset[int]:
    """Keys of the windows that a shift staffs now."""
    weekly = [s.weekly(frozenset(w.pk for w in s.windows.all())) for s in shifts_of(office)]
    return staffed(weekly, wall_time(now))


def gaps_ahead(office: Office, now: datetime, hours: int = 24) -> list[tuple[datetime, datetime]]:
    """Spans of the next hours in which no window is staffed, as times on the wall."""
    weekly = [s.weekly(frozenset(w.pk for w in s.windows.all())) for s in shifts_of(office)]
    start = wall_time(now).replace(second=0, microsecond=0)
    return unstaffed(weekly, start, start + timedelta(hours=hours))


def called_lately(office: Office, limit: int) -> list[Ticket]:
    """Tickets that are at a window now, the last called first."""
    called = tickets_with_parts().filter(office=office, state=TicketState.CALLED)
    return list(called.order_by("-called_at")[:limit])


def missed_lately(office: Office, numbers: Numbers, now: datetime) -> list[Ticket]:
    """Tickets whose holders did not come and that can still be called again, the last first."""
    since = now - timedelta(minutes=numbers.recall_minutes)
    missed = tickets_with_parts().filter(office=office, state=TicketState.MISSED)
    return list(missed.filter(ended_at__gte=since).order_by("-ended_at"))


class Queue:
    """The queue of one centre at one moment, read once for all that a page shows."""

    def __init__(self, office: Office, now: datetime) -> None:
        self.office, self.now = office, now
        self.numbers = numbers_on(legal_date(now))

    @cached_property
    def windows(self) -> list[ServiceWindow]:
        """Windows that are staffed now, with their purposes."""
        on = staffed_now(self.office, self.now)
        return [window for window in windows_of(self.office) if window.pk in on]

    @cached_property
    def serving(self) -> dict[int, list[ServiceWindow]]:
        """The staffed windows by the key of the purpose."""
        found: dict[int, list[ServiceWindow]] = defaultdict(list)
        for window in self.windows:
            for purpose in window.purposes.all():
                found[purpose.pk].append(window)
        return found

    @cached_property
    def purposes(self) -> list[TicketPurpose]:
        """What people can take a number for: some window serves it at some hour."""
        served = {p.pk: p for window in windows_of(self.office) for p in window.purposes.all()}
        return sorted(served.values(), key=lambda purpose: (purpose.position, purpose.letter))

    @cached_property
    def waiting(self) -> list[Ticket]:
        """Waiting tickets in the order in which they are called."""
        rows = tickets_with_parts().filter(office=self.office, state=TicketState.WAITING)
        return list(rows.order_by("taken_at", "id"))

    @cached_property
    def busy(self) -> frozenset[int]:
        """Keys of the windows that have somebody."""
        rows = Ticket.objects.filter(office=self.office, state=TicketState.CALLED)
        return frozenset(rows.values_list("window_id", flat=True))

    @cached_property
    def took(self) -> dict[int, list[float]]:
        """Minutes that each visit of the last hours took, by the key of the purpose."""
        since = self.now - timedelta(hours=self.numbers.estimate_hours)
        rows = Ticket.objects.filter(
            office=self.office, state=TicketState.DONE, ended_at__gt=since, ended_at__lte=self.now
        ).annotate(took=F("ended_at") - F("called_at"))
        found: dict[int, list[float]] = defaultdict(list)
        for purpose, length in rows.values_list("purpose_id", "took"):
            found[purpose].append(length.total_seconds() / 60)
        return found

    def waiting_for(self, purpose: TicketPurpose) -> int:
        """How many wait for this purpose."""
        return sum(ticket.purpose_id == purpose.pk for ticket in self.waiting)

    def before(self, purpose_id: int, ticket: Ticket | None = None) -> Sequence[Ticket]:
        """Who is called before ``ticket``; without one, before somebody who takes a number now.

        Everybody who came earlier and whom one of the same windows serves.
        """
        shared = {p.pk for window in self.serving[purpose_id] for p in window.purposes.all()}
        shared.add(purpose_id)
        mine = (ticket.taken_at, ticket.pk) if ticket else None
        return [
            other
            for other in self.waiting
            if other.purpose_id in shared and (mine is None or (other.taken_at, other.pk) < mine)
        ]

    def estimate(self, purpose_id: int, ticket: Ticket | None = None) -> Estimate:
        """How long until ``ticket``, or somebody who takes a number now, is called."""
        windows = self.serving[purpose_id]
        return estimate(
            purpose=purpose_id,
            ahead=Counter(other.purpose_id for other in self.before(purpose_id, ticket)),
            took=self.took,
            windows=len(windows),
            free=sum(window.pk not in self.busy for window in windows),
            least=self.numbers.estimate_least,
        )
