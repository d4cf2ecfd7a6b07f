"""The numbers of the interface that hold on a day. Rows of ``ApiParameter``.

What began under a rule ends under it: a delivery is retried as the rule of its own day says, and an
answer is kept as long as was promised when it was given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from api.models import ApiParameter
from applications.deadlines import LEGAL_ZONE, legal_date
from applications.numbers import numbers_in_force


@dataclass(frozen=True)
class Limits:
    """Numbers in force; what stands here holds where no row says otherwise. Waits in seconds."""

    client_requests: int = 120  # a minute, unless the administrator gives another number
    answers_days: int = 7  # how long a repetition is recognised
    webhook_endpoints: int = 5  # of one client that are in use
    webhook_attempts: int = 24  # then the event is given up
    webhook_wait_1: int = 10
    webhook_wait_2: int = 60
    webhook_wait_3: int = 300
    webhook_wait_4: int = 900
    webhook_wait_5: int = 1800
    webhook_wait_6: int = 3600
    webhook_wait_7: int = 7200
    webhook_wait_8: int = 14400  # and after every later attempt

    @property
    def waits(self) -> tuple[int, ...]:
        """Seconds to wait after the first, second, ... attempt."""
        return tuple(getattr(self, f.name) for f in fields(self) if "_wait_" in f.name)

    def wait_after(self, attempts: int) -> timedelta:
        """How long to wait after so many attempts that failed."""
        return timedelta(seconds=self.waits[min(attempts, len(self.waits)) - 1])


def limits_on(day: date) -> Limits:
    """The numbers in force on ``day``."""
    return numbers_in_force(Limits, ApiParameter, day)


def limits_at(instant: datetime) -> Limits:
    """The numbers in force on the day of an instant, Beijing time."""
    return limits_on(legal_date(instant))


def answers_over(now: datetime) -> Q:
    """Return the condition for answers whose time is over, each by the rule of its own day."""
    found = Q(pk__in=[])
    for first, last, days in _answer_rules():
        own = Q(created_at__lt=min(_midnight(last), now - timedelta(days=days)))
        found |= own & Q(created_at__gte=_midnight(first))
    return found


def _answer_rules() -> Iterator[tuple[date, date, int]]:
    """From which day, until which (excluded), how many days."""
    rows = ApiParameter.objects.filter(code="answers_days").order_by("valid_from")
    rules = [(date(2000, 1, 1), Limits().answers_days), *rows.values_list("valid_from", "value")]
    ends = [day for day, _days in rules[1:]] + [date(9000, 1, 1)]
    for (first, days), last in zip(rules, ends, strict=True):
        yield first, last, days


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), LEGAL_ZONE)
