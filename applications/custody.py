"""Who has had a transferred case, from when until when: for its inviter and for both offices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.deadlines import legal_date
from applications.models import Application
from offices.models import Office
from workdays.queries import calendar_load


@dataclass(frozen=True)
class Stay:
    """One owner's time with the file. ``until`` None: it is there now. ``days``: working days."""

    office: Office
    since: datetime
    until: datetime | None
    days: int
    at_home: bool
    reason: str = ""  # why it came here, when it was returned


@dataclass(frozen=True)
class Custody:
    """Every owner of a transferred case, the present one last."""

    stays: Sequence[Stay]

    @property
    def now(self) -> Stay:
        """Who has the file, or had it when the case was closed."""
        return self.stays[-1]

    @property
    def home_days(self) -> int:
        """Working days at the home office, all stays together."""
        return sum(stay.days for stay in self.stays if stay.at_home)


def custody_of(application: Application, now: datetime) -> Custody | None:
    """Return the owners of a case that goes through a home office; None for any other case."""
    home = application.home_office
    if home is None or application.submitted_at is None:
        return None
    rows = application.transfers.filter(received_at__isnull=False).select_related("to_office")
    begun = [(home, application.submitted_at, "")]
    begun += [
        (row.to_office, row.received_at, row.reason if row.returns_id else "")
        for row in rows
        if row.received_at
    ]
    ends = [since for _office, since, _reason in begun[1:]] + [application.closed_at]
    calendar = calendar_load()
    return Custody(
        [
            Stay(
                office=office,
                since=since,
                until=until,
                days=calendar.count_between(legal_date(since), legal_date(until or now)),
                at_home=office.pk == home.pk,
                reason=reason,
            )
            for (office, since, reason), until in zip(begun, ends, strict=True)
        ]
    )
