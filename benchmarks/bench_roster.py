"""A list of 500 people, 40 of whose rows are wrong: read and judged by a worker."""

import os
import time
from datetime import UTC, datetime

from benchmarks.registry import Measured, Ratio, Result, benchmark
from port_visa import services
from port_visa.enums import RosterStatus
from port_visa.models import Roster
from port_visa.roster_showing import roster_counts
from tests.factories.port_visa import Desk
from tests.factories.rosters import person, uploaded

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PEOPLE, WRONG = 500, 40
MOST_SECONDS = 1.0


def _worked() -> float:
    """Seconds of processor time of this process and of the reading processes that it started."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _judged(desk: Desk, people: int, wrong: int) -> tuple[float, float]:
    """From the stored file to the last judged row: seconds on the clock, seconds of work."""
    invitation = desk.draft()
    rows = [
        person(n, birth_date="31.02.1990" if n % (people // wrong) == 0 else "1974-08-12")
        for n in range(1, people + 1)
    ]
    roster = uploaded(desk, invitation, rows)
    started, before = time.perf_counter(), _worked()
    assert services.roster_check(roster_id=roster.pk, now=NOW) == RosterStatus.CHECKED
    seconds, work = time.perf_counter() - started, _worked() - before
    counts = roster_counts(Roster.objects.get(pk=roster.pk))
    assert counts["good"] + counts["faulty"] == people
    assert counts["faulty"] >= wrong
    return seconds, work


@benchmark("roster: 500 people with 40 mistakes")
def roster() -> Measured:
    """Within a second of a worker's time, and no dearer than the rows are many."""
    desk = Desk()
    few = min(_judged(desk, 50, 4) for _turn in range(3))
    many = min(_judged(desk, PEOPLE, WRONG) for _turn in range(3))
    yield Result("50 people", few[0], 50)
    yield Result("500 people", many[0], PEOPLE)
    yield Ratio("seconds of work for 500 people", many[1], at_most=MOST_SECONDS)
    yield Ratio("work, 500 ÷ 50 people", many[1] / few[1], at_most=10)
