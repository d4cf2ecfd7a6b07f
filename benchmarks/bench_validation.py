"""500 invitees judged: their passport lines read, their dates and written names compared."""

import time
from datetime import date

from applications.passport.rules import names
from applications.passport.rules.mrz import passport_read
from applications.specimen import Specimen
from benchmarks.registry import Measured, Ratio, Result, benchmark
from port_visa.rules import visit

PEOPLE = 500
MOST_SECONDS = 1.0
TODAY = date(2026, 3, 2)
ARRIVAL = date(2026, 3, 10)
WRITTEN = "Müller-Lüdenscheidt, Jürgen Ægir"


def _people(count: int) -> list[Specimen]:
    return [
        Specimen(
            "MUELLER LUEDENSCHEIDT",
            "JUERGEN AEGIR",
            f"P{n:08d}",
            date(1980, 1, 1),
            date(2034, 4, 15),
        )
        for n in range(count)
    ]


def _judge(people: list[Specimen]) -> float:
    """Seconds for everything that the rules say of these people."""
    limits = visit.Limits()
    lines = [person.lines for person in people]
    started = time.perf_counter()
    for text in lines:
        passport = passport_read(text, today=TODAY, allow_specimen=True)
        assert visit.passport_problem(passport.expires_on, arrival_on=ARRIVAL, stay_days=30) is None
        assert (
            visit.passport_warning(passport.expires_on, arrival_on=ARRIVAL, limits=limits) is None
        )
        assert names.display_problem(WRITTEN) is None
        assert names.names_agree(WRITTEN, passport.primary, passport.secondary)
    return time.perf_counter() - started


@benchmark("validation: 500 invitees")
def validation() -> Measured:
    """All of 500 people within a second, and no dearer each than 50."""
    few, many = _judge(_people(50)), _judge(_people(PEOPLE))
    yield Result("50 people", few, 50)
    yield Result("500 people", many, PEOPLE)
    yield Ratio("seconds for 500 people", many, at_most=MOST_SECONDS)
    yield Ratio("cost each, 500 ÷ 50 people", (many / PEOPLE) / (few / 50), at_most=3)
