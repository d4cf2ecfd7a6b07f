"""Recompute of every open case after a change of the calendar: set-based against row by row.

Both ways use the services of the portal and leave the same rows, events and messages behind; the
loop is measured on a sample of the cases and scaled to all of them.
"""

import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from applications import due_sql, registry
from applications.enums import Service, Status
from applications.models import Application, ServiceStandard, Traveller
from applications.services.due import due_recompute, due_recompute_open, dues_of_groups
from benchmarks.registry import Measured, Ratio, Result, benchmark
from offices.models import Office
from workdays.models import CalendarDay
from workdays.queries import calendar_forget, calendar_load

CASES = 100_000
SAMPLE = 400
DAYS = 250  # working days on which the cases were accepted
NOW = datetime.fromisoformat("2026-11-20T10:00:00+08:00")
NEW_HOLIDAY = date(2026, 6, 10)
FIRST_DAY = date(2025, 11, 1)
CHUNK = 5_000
NOON = clock(12, tzinfo=NOW.tzinfo)


class Adapter(registry.BaseAdapter):
    service = Service.PORT_VISA
    reference_prefix = "PV"


@benchmark("deadlines: recompute of 100,000 open cases")
def deadlines() -> Measured:
    """After a new day off; and when nothing moves, as the hourly check finds it."""
    with registry.override(Adapter()):
        _fill(CASES)
        nothing, _none = _timed(lambda: due_recompute_open(now=NOW))
        _declare_holiday()
        sample = list(Application.objects.order_by("?")[:SAMPLE])
        loop, _moved = _timed(lambda: [due_recompute(application=case, now=NOW) for case in sample])
        loop *= CASES / len(sample)
        together, done = _timed(lambda: due_recompute_open(now=NOW))
        calendar_forget()
    yield Result("set-based, nothing moves", nothing)
    yield Result(f"set-based, {done.moved:,} cases move, are logged and told", together)
    yield Result(f"row by row, scaled from {SAMPLE}", loop)
    yield Ratio("row by row ÷ set-based", loop / together, at_least=20)
    yield Ratio("ms a moved case", (together - nothing) * 1000 / done.moved, at_most=5)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Run in a transaction that is undone, so that each way starts from the same rows."""
    with transaction.atomic():
        begun = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - begun
        transaction.set_rollback(True)
    return seconds, result


def _fill(cases: int) -> None:
    """Insert the cases, with the due dates of the calendar as it is."""
    calendar = calendar_load()
    user = User.objects.create_user("bench@example.org", "a-long-password-1")
    standard = ServiceStandard.objects.get(service=Service.PORT_VISA)
    office = Office.objects.order_by("pk").first()
    days = [calendar.add(FIRST_DAY, n + 1).date for n in range(DAYS)]
    for start in range(0, cases, CHUNK):
        numbers = range(start, min(start + CHUNK, cases))
        travellers = Traveller.objects.bulk_create(
            Traveller(document_number=f"L{n}", name_mrz_primary="ERIKSSON") for n in numbers
        )
        moments = [datetime.combine(days[n % DAYS], NOON) for n in numbers]
        Application.objects.bulk_create(
            Application(
                reference=f"BENCH-{n}",
                service=Service.PORT_VISA,
                status=Status.ACCEPTED,
                traveller=traveller,
                filed_by=user,
                office=office,
                category="M",
                language="en",
                created_at=at,
                submitted_at=at,
                complete_at=at,
                accepted_at=at,
                standard=standard,
                due_on=at.date(),
                next_on=at.date(),
                last_event_at=at,
            )
            for n, traveller, at in zip(numbers, travellers, moments, strict=True)
        )
    with transaction.atomic():
        due_sql.set_due_of_groups(dues_of_groups(calendar), today=NOW.date())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE applications_application")


def _declare_holiday() -> None:
    CalendarDay.objects.create(
        date=NEW_HOLIDAY, kind="holiday", name_zh="假", name_en="off", year_id=2026
    )
    calendar_forget()
