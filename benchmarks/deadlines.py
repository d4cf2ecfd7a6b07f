"""Recompute of every open case after a change of the calendar: set-based against row by row.

Run alone with ``python -m benchmarks.deadlines [cases]``. Both ways use the services of the portal
and leave the same rows, events and messages behind; the loop is measured on a sample of the cases
and scaled to all of them.
"""

import logging
import os
import sys
import time
from datetime import date, datetime
from datetime import time as clock

CASES = 100_000
SAMPLE = 400
DAYS = 250  # working days on which the cases were accepted
NOW = datetime.fromisoformat("2026-11-20T10:00:00+08:00")
NEW_HOLIDAY = date(2026, 6, 10)
FIRST_DAY = date(2025, 11, 1)
CHUNK = 5_000
NOON = clock(12, tzinfo=NOW.tzinfo)


def run(cases: int = CASES) -> float:
    """Print both times and their ratio; return the ratio."""
    from benchmarks.scratch import scratch_database

    with scratch_database("deadlines"):
        return _measure(cases)


def _measure(cases: int) -> float:
    from applications import registry
    from applications.enums import Service
    from applications.models import Application
    from applications.services.due import due_recompute, due_recompute_open

    class Adapter(registry.BaseAdapter):
        service = Service.PORT_VISA
        reference_prefix = "PV"

    with registry.override(Adapter()):
        _fill(cases)
        nothing, _none = _timed(lambda: due_recompute_open(now=NOW))
        _declare_holiday()
        sample = list(Application.objects.order_by("?")[:SAMPLE])
        loop, _moved = _timed(lambda: [due_recompute(application=case, now=NOW) for case in sample])
        loop *= cases / len(sample)
        together, done = _timed(lambda: due_recompute_open(now=NOW))
    ratio = loop / together
    print(
        f"deadlines: {cases:,} open cases, {done.moved:,} moved; set-based {together:.2f} s "
        f"(when nothing moves: {nothing:.2f} s), row by row {loop:.0f} s (scaled from "
        f"{len(sample):,}); ratio {ratio:.0f}"
    )
    return ratio


def _timed(work):
    """Run in a transaction that is undone, so that each way starts from the same rows."""
    from django.db import transaction

    with transaction.atomic():
        begun = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - begun
        transaction.set_rollback(True)
    return seconds, result


def _fill(cases: int) -> None:
    """Insert the cases, with the due dates of the calendar as it is."""
    from django.contrib.auth import get_user_model
    from django.db import connection, transaction

    from applications import due_sql
    from applications.enums import Service, Status
    from applications.models import Application, ServiceStandard, Traveller
    from applications.services.due import dues_of_groups
    from offices.models import Office
    from workdays.queries import calendar_load

    calendar = calendar_load()
    user = get_user_model().objects.create_user("bench@example.org", "a-long-password-1")
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
                reference=f"BENCH-{n}", service=Service.PORT_VISA, status=Status.ACCEPTED,
                traveller=traveller, filed_by=user, office=office, category="M", language="en",
                created_at=at, submitted_at=at, complete_at=at, accepted_at=at,
                standard=standard, due_on=at.date(), next_on=at.date(), last_event_at=at,
            )
            for n, traveller, at in zip(numbers, travellers, moments, strict=True)
        )  # fmt: skip
    with transaction.atomic():
        due_sql.set_due_of_groups(dues_of_groups(calendar), today=NOW.date())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE applications_application")


def _declare_holiday() -> None:
    from workdays.models import CalendarDay
    from workdays.queries import calendar_forget

    CalendarDay.objects.create(
        date=NEW_HOLIDAY, kind="holiday", name_zh="假", name_en="off", year_id=2026
    )
    calendar_forget()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    logging.disable(logging.INFO)
    run(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
