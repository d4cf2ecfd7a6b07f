"""Which documents are asked for: category × kind of inviter × licence × day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from port_visa.rules.checklist import requirements_for

DAY = date(2026, 3, 2)


@dataclass
class Row:
    code: str
    order: int = 0
    categories: Sequence[str] = field(default_factory=list)
    inviter_kinds: Sequence[str] = field(default_factory=list)
    only_without_licence: bool = False
    valid_from: date = date(2023, 5, 20)
    valid_until: date | None = None


ROWS = [
    Row("passport_copy", 1),
    Row("approval", 2, categories=["F"]),
    Row("itinerary", 3, categories=["M"], only_without_licence=True),
    Row("delta_licence", 4, inviter_kinds=["delta_organisation"]),
    Row("old", 5, valid_until=date(2025, 1, 1)),
    Row("future", 6, valid_from=date(2030, 1, 1)),
    Row("replaced", 9, valid_from=date(2023, 1, 1)),
    Row("replaced", 0, valid_from=date(2026, 3, 2)),
]


@pytest.mark.parametrize(
    ("category", "kind", "licence", "expected"),
    [
        ("M", "shanghai_organisation", True, ["replaced", "passport_copy"]),
        ("M", "shanghai_organisation", False, ["replaced", "passport_copy", "itinerary"]),
        ("F", "shanghai_organisation", False, ["replaced", "passport_copy", "approval"]),
        ("S2", "delta_organisation", True, ["replaced", "passport_copy", "delta_licence"]),
        ("", "shanghai_organisation", True, ["replaced", "passport_copy"]),
    ],
)
def test_lines(category: str, kind: str, licence: bool, expected: list[str]) -> None:
    lines = requirements_for(
        ROWS, category=category, inviter_kind=kind, has_licence=licence, on=DAY
    )
    assert [line.code for line in lines] == expected


def test_a_row_ends_with_its_last_day() -> None:
    def on(day: date) -> list[str]:
        rows = requirements_for(
            ROWS, category="M", inviter_kind="shanghai_organisation", has_licence=True, on=day
        )
        return [row.code for row in rows]

    assert "old" in on(date(2025, 1, 1))
    assert "old" not in on(date(2025, 1, 2))
