"""The start page of the desk: what waits, what comes, how the promise was kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.admin.figures import Figure
from applications.admin.filters import OFFICE_OWES
from applications.admin.related import next_case
from applications.admin.scope import cases_of, port_offices, review_offices
from applications.admin.upkeep import upkeep
from applications.enums import OPEN_STATUSES, Service, Status
from applications.models import SupplementRequest
from applications.queries import promise_statistics
from workdays.queries import calendar_load

DAYS_AHEAD = 10
MONTHS_BACK = 3


@dataclass(frozen=True)
class Bar:
    """One working day and how many cases have their next date on it."""

    day: date
    value: int


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add what the start page shows to this officer."""
    now = timezone.now()
    context["title"] = _("Start")
    context["queue_counts"] = []
    context["is_port_officer"] = bool(port_offices(request))
    context |= upkeep(request, now)
    if review_offices(request):
        context["queue_counts"] = queue_counts(request, now)
        context["bars"] = due_bars(request, now)
        context["bars_most"] = max((bar.value for bar in context["bars"]), default=0) or 1
        context["promises"] = promises(now)
        context["next_case"] = next_case(request, calendar_load())
    return context


def queue_counts(request: HttpRequest, now: datetime) -> list[Figure]:
    """How many cases wait for what; all numbers in one query."""
    today = timezone.localdate(now)
    owed = Q(status__in=OFFICE_OWES)
    by_hour = Q(due_at__lt=now, next_on=today)
    answered = SupplementRequest.objects.filter(
        application_id=OuterRef("pk"), answered_at__isnull=False
    )
    found = (
        cases_of(request)
        .filter(status__in=OPEN_STATUSES)
        .aggregate(
            overdue=Count("pk", filter=owed & (Q(next_on__lt=today) | by_hour)),
            today=Count("pk", filter=owed & Q(next_on=today)),
            countersign=Count("pk", filter=Q(status=Status.RECOMMENDED)),
            answered=Count("pk", filter=Q(status=Status.SUBMITTED) & Q(Exists(answered))),
            unassigned=Count("pk", filter=owed & Q(assigned_to__isnull=True)),
            mine=Count("pk", filter=Q(assigned_to_id=request.user.pk)),
            stray=Count("pk", filter=Q(next_on__isnull=True) | Q(last_event_at__isnull=True)),
        )
    )
    return _with_links(found)


def _with_links(found: dict[str, int]) -> list[Figure]:
    queue = reverse("admin:applications_application_changelist")
    rows = [
        ("overdue", _("Overdue"), "?due=overdue", "stop"),
        ("today", _("Due today"), "?due=today", "wait"),
        ("countersign", _("To countersign"), "?status=recommended", "navy"),
        ("answered", _("Supplements answered"), "?status=submitted", "navy"),
        ("unassigned", _("Without an owner"), "?owner=nobody", "quiet"),
        ("mine", _("My cases"), "?owner=mine", "quiet"),
    ]
    counts = [Figure(label, found[key], queue + query, tone) for key, label, query, tone in rows]
    if found["stray"]:
        counts.append(
            Figure(_("Without a next date: tell the administrator"), found["stray"], queue, "stop")
        )
    return counts


def due_bars(request: HttpRequest, now: datetime) -> list[Bar]:
    """Cases by their next date, today and the next ten working days."""
    today = timezone.localdate(now)
    calendar = calendar_load()
    days = [today]
    while len(days) <= DAYS_AHEAD:
        days.append(calendar.add(days[-1], 1).date)
    rows = (
        cases_of(request)
        .filter(status__in=OFFICE_OWES, next_on__gte=today, next_on__lte=days[-1])
        .order_by("next_on")
        .values("next_on")
        .annotate(number=Count("pk"))
    )
    numbers = {row["next_on"]: row["number"] for row in rows}
    return [Bar(day, numbers.get(day, 0)) for day in days]


def promises(now: datetime) -> list[Any]:
    """How the promise of the port visa was kept in the last months."""
    since = (timezone.localdate(now) - timedelta(days=31 * MONTHS_BACK)).replace(day=1)
    return promise_statistics(service=Service.PORT_VISA, since=since, now=now)[::-1]
