"""The personal list: kind × category × person × day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from permits.rules import Parameters, PersonFacts, papers_for

DAY = date(2026, 3, 2)
NUMBERS = Parameters()


@dataclass
class Row:
    code: str
    order: int = 0
    kinds: Sequence[str] = field(default_factory=list)
    categories: Sequence[str] = field(default_factory=list)
    conditions: Sequence[str] = field(default_factory=list)
    promise_categories: Sequence[str] = field(default_factory=list)
    valid_from: date = date(2023, 6, 1)
    valid_until: date | None = None


ROWS = [
    Row("all", 5),
    Row("only_extension", 4, kinds=["extension"]),
    Row("only_b", 3, categories=["B"]),
    Row("family", 2, conditions=["family"]),
    Row("promised", 6, promise_categories=["A"]),
    Row("ended", 7, valid_until=date(2026, 3, 1)),
    Row("last_day", 8, valid_until=DAY),
    Row("coming", 9, valid_from=date(2026, 3, 3)),
    Row("newer", 1, kinds=["nothing"], valid_from=date(2020, 1, 1)),
    Row("newer", 1, valid_from=DAY),
]


def codes(
    kind: str = "extension", category: str = "A", on: date = DAY, **facts: object
) -> list[str]:
    person = PersonFacts(age=30, **facts)  # type: ignore[arg-type]
    found = papers_for(ROWS, kind=kind, category=category, person=person, numbers=NUMBERS, on=on)
    return [paper.row.code + ("!" if paper.may_promise else "") for paper in found]


def test_kind_category_person_and_day() -> None:
    assert codes() == ["newer", "only_extension", "all", "promised!", "last_day"]
    assert codes(kind="x") == ["newer", "all", "promised!", "last_day"]
    assert codes(category="B", kind="x") == ["newer", "only_b", "all", "promised", "last_day"]
    assert codes(kind="x", family=True)[:2] == ["newer", "family"]
    assert codes(kind="x", on=date(2026, 3, 3)) == ["newer", "all", "promised!", "coming"]
    assert codes(kind="x", on=date(2026, 3, 1)) == ["all", "promised!", "ended", "last_day"]


@pytest.mark.parametrize(
    ("age", "months", "asked"),
    [
        (17, 12, False),
        (18, 12, True),
        (70, 12, True),
        (71, 12, False),
        (30, 11, False),
        (30, None, True),
    ],
)
def test_the_health_certificate(age: int, months: int | None, asked: bool) -> None:
    person = PersonFacts(age=age, months=months)
    assert ("health" in person.conditions(NUMBERS)) == asked


def test_chinese_is_proved_only_where_points_decided() -> None:
    assert "chinese" in PersonFacts(30, by_points=True, chinese=True).conditions(NUMBERS)
    assert "chinese" not in PersonFacts(30, by_ground=True, chinese=True).conditions(NUMBERS)
