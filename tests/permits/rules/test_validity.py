"""Until when the permits last: the shortest of five limits, never under 90 days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.rules import Parameters, validity
from permits.rules.periods import add_months

NUMBERS = Parameters()
START = date(2026, 3, 2)
FAR = date(2099, 1, 1)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-03-02", 12, "2027-03-02"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-31", -2, "2025-11-30"),
        ("2026-03-02", 0, "2026-03-02"),
    ],
)
def test_adding_months(start: str, months: int, expected: str) -> None:
    assert str(add_months(date.fromisoformat(start), months)) == expected


@pytest.mark.parametrize(
    ("category", "contract", "passport", "wanted", "until", "deciding"),
    [
        ("A", None, FAR, None, date(2031, 3, 2), {"law", "category"}),
        ("B", None, FAR, None, date(2028, 3, 2), {"category"}),
        ("B", date(2027, 6, 30), FAR, None, date(2027, 6, 30), {"contract"}),
        ("A", date(2027, 6, 30), date(2027, 1, 15), None, date(2027, 1, 15), {"passport"}),
        ("A", date(2030, 1, 1), FAR, date(2027, 3, 1), date(2027, 3, 1), {"wanted"}),
        ("A", date(2040, 1, 1), FAR, date(2040, 1, 1), date(2031, 3, 2), {"law", "category"}),
    ],
)
def test_the_shortest_limit_decides(
    category: str,
    contract: date | None,
    passport: date,
    wanted: date | None,
    until: date,
    deciding: set[str],
) -> None:
    found = validity(
        category=category,
        starts_on=START,
        contract_until=contract,
        passport_until=passport,
        wanted_until=wanted,
        numbers=NUMBERS,
    )
    assert (found.until, found.possible, found.problem) == (until, True, "")
    assert found.deciding.code in deciding
    assert found.deciding.words


@pytest.mark.parametrize(
    ("days", "possible"),
    [(89, False), (90, True), (91, True)],
)
@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("passport_until", "Renew the passport first"),
        ("contract_until", "Extend the contract first"),
        ("wanted_until", "Ask for a later day"),
    ],
)
def test_at_least_90_days(days: int, possible: bool, limit: str, words: str) -> None:
    values = {"passport_until": FAR, "contract_until": None, "wanted_until": None}
    values[limit] = START + timedelta(days=days)
    found = validity(category="A", starts_on=START, numbers=NUMBERS, **values)  # type: ignore[arg-type]
    assert found.possible == possible
    assert (words in found.problem) == (not possible)
    assert possible or "at least 90 days" in found.problem


def test_everything_that_is_too_short_is_said_at_once() -> None:
    soon = START + timedelta(days=30)
    found = validity(
        category="B",
        starts_on=START,
        contract_until=soon,
        passport_until=soon,
        numbers=NUMBERS,
    )
    assert "passport" in found.problem
    assert "contract" in found.problem


def test_five_years_from_a_leap_day_end_in_february() -> None:
    found = validity(
        category="A",
        starts_on=date(2028, 2, 29),
        contract_until=None,
        passport_until=FAR,
        numbers=NUMBERS,
    )
    assert found.until == date(2033, 2, 28)


DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@given(st.sampled_from("AB"), DAYS, st.none() | DAYS, DAYS, st.none() | DAYS, st.integers(1, 60))
def test_never_beyond_any_limit(
    category: str,
    start: date,
    contract: date | None,
    passport: date,
    wanted: date | None,
    months_b: int,
) -> None:
    numbers = Parameters(months_max_b=months_b)
    found = validity(
        category=category,
        starts_on=start,
        contract_until=contract,
        passport_until=passport,
        wanted_until=wanted,
        numbers=numbers,
    )
    limits = [passport, add_months(start, 60), *filter(None, [contract, wanted])]
    limits += [add_months(start, months_b)] if category == "B" else []
    assert found.until == min(limits)
    assert found.possible == (found.until >= start + timedelta(days=90))
    assert [limit.until for limit in found.reasons] == sorted(x.until for x in found.reasons)
