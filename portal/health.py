"""Addresses for machines: is this process alive, and can it do its work?

``/healthz`` restarts a process that does not answer; ``/readyz`` takes it out of the balance, and
alarms people. ``/readyz`` answers 503 with the failing parts; it names no data.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

HEARTBEAT_LIMIT = timedelta(minutes=5)
CALENDAR_DAYS = 60
NOBODY = "nobody works at"


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer as long as this process serves; touches nothing else."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Check every part that the portal needs; 503 when one is missing."""
    now = timezone.now()
    parts = {name: _outcome(check, now) for name, check in CHECKS.items()}
    ready = all(part in ("ok", "provisional") or part.startswith(NOBODY) for part in parts.values())
    body = {"status": "ok" if ready else "not ready", "parts": parts, "offenders": _offenders()}
    return JsonResponse(body, status=200 if ready else 503)


def _outcome(check: Callable[[datetime], str], now: datetime) -> str:
    try:
        return check(now)
    except Exception as error:
        return f"failed: {type(error).__name__}"


def check_database(_now: datetime) -> str:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def check_broker(_now: datetime) -> str:
    """The broker takes connections."""
    from portal.celery import app

    with app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
    return "ok"


def check_workers(now: datetime) -> str:
    """Every queue was consumed within the last minutes."""
    from applications.models import Heartbeat

    fresh = Heartbeat.objects.filter(name__startswith="queue:", at__gt=now - HEARTBEAT_LIMIT)
    beating = {name.removeprefix("queue:") for name in fresh.values_list("name", flat=True)}
    silent = sorted({queue.name for queue in settings.CELERY_TASK_QUEUES} - beating)
    return f"no worker for: {', '.join(silent)}" if silent else "ok"


def check_calendar(now: datetime) -> str:
    """The State Council's notices cover the next sixty days; dates beyond are provisional."""
    from workdays.queries import calendar_load

    calendar = calendar_load()
    today = timezone.localdate(now)
    days = (today, today + timedelta(days=CALENDAR_DAYS))
    missing = sorted({day.year for day in days if not calendar.is_published(day)})
    if not missing:
        return "ok"
    # The notice for a year comes in November; until then the end of the window is provisional.
    return "provisional" if missing == [today.year + 1] else f"no calendar for {missing[0]}"


@cache
def _missing_files() -> tuple[str, ...]:
    """What the system checks miss on the disk, typefaces above all; looked up once a process."""
    return tuple(str(found.id) for found in run_checks(tags=[Tags.files]) if found.is_serious())


def check_fonts(_now: datetime) -> str:
    """The documents' typefaces are there."""
    missing = _missing_files()
    return f"missing: {', '.join(missing)}" if missing else "ok"


def check_partners(_now: datetime) -> str:
    """Somebody works at each home office that takes part; none is no reason to serve nobody."""
    from accounts.queries import partners_without_anybody

    codes = partners_without_anybody().values_list("code", flat=True)
    return f"{NOBODY}: {', '.join(codes)}" if codes else "ok"


def _offenders() -> int:
    """How many open cases broke a rule that must always hold, at the last sweep."""
    from applications.models import Heartbeat

    try:
        rows = Heartbeat.objects.filter(name__contains="invariant")
        return sum(rows.values_list("found", flat=True))
    except Exception:
        return -1


CHECKS: dict[str, Callable[[datetime], str]] = {
    "database": check_database,
    "broker": check_broker,
    "workers": check_workers,
    "calendar": check_calendar,
    "fonts": check_fonts,
    "partners": check_partners,
}
