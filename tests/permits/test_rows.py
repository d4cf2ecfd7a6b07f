"""The seeded rules over time, and the tables that administrators enter."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone, translation

from permits.enums import PermitKind
from permits.errors import NoPointsTable
from permits.models import PermitParameter, PointsTable, ServingRule, WageAverage
from permits.queries import (
    branches_on,
    fees_on,
    papers,
    parameters,
    points_table,
    requirements,
    serving,
    wage_average,
)
from permits.rules import Parameters, PersonFacts
from permits.rules.papers import CONDITIONS

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
FIVE = [f"branch-{name}" for name in ("lingang", "minhang", "qingpu", "waigaoqiao", "zhangjiang")]


def places(category: str, zone: str, on: date) -> list[str]:
    rules = serving(category, zone, on).rules
    return sorted(rule.office.code if rule.office else rule.place for rule in rules)


@pytest.mark.parametrize(
    ("category", "zone", "on", "expected"),
    [
        ("A", "", "2019-11-30", []),
        ("A", "", "2019-12-01", ["A counter that our sources do not name: ask 12367"]),
        ("A", "hongqiao", "2021-09-30", ["A counter that our sources do not name: ask 12367"]),
        ("A", "", "2021-10-01", ["Counters in Xuhui District: ask 12367"]),
        ("A", "", "2023-05-31", ["Counters in Xuhui District: ask 12367"]),
        ("B", "hongqiao", "2023-05-31", []),
        ("A", "", "2023-06-01", FIVE),
        ("A", "pudong", "2026-03-02", FIVE),
        ("B", "hongqiao", "2023-06-01", ["branch-minhang"]),
        ("B", "pudong", "2026-03-02", ["branch-waigaoqiao", "branch-zhangjiang"]),
        ("B", "lingang", "2026-03-02", ["branch-lingang"]),
        ("B", "yrd-demonstration", "2026-03-02", ["branch-qingpu"]),
        ("B", "", "2026-03-02", []),
        ("C", "pudong", "2026-03-02", []),
    ],
)
def test_who_served_whom_over_time(category: str, zone: str, on: str, expected: list[str]) -> None:
    assert places(category, zone, date.fromisoformat(on)) == expected


def test_elsewhere_is_told_from_not_at_all() -> None:
    assert serving("B", "", TODAY).elsewhere
    assert not serving("B", "", date(2023, 5, 31)).elsewhere
    assert not serving("C", "", TODAY).elsewhere


def test_the_online_check_came_in_2022() -> None:
    days = [date(2022, 1, 31), date(2022, 2, 1), TODAY]
    found = [any(rule.online_check for rule in serving("A", "", day).rules) for day in days]
    assert found == [False, True, True]


def test_versions_of_the_points_table_over_time() -> None:
    def maximum(on: date) -> int:
        return points_table(on).scales["chinese"].maximum

    assert [maximum(date(2017, 4, 1)), maximum(date(2019, 11, 30))] == [10, 10]
    assert [maximum(date(2019, 12, 1)), maximum(TODAY)] == [5, 5]
    with pytest.raises(NoPointsTable):
        points_table(date(2017, 3, 31))


def test_a_new_version_takes_over_on_its_first_day() -> None:
    data = PointsTable.objects.get(valid_from=date(2019, 12, 1)).data
    data["thresholds"]["A"] = 90
    PointsTable.objects.create(name="New", data=data, valid_from=TODAY, legal_basis="Notice")
    yesterday = TODAY - timedelta(days=1)
    assert [points_table(day).threshold_a for day in (yesterday, TODAY)] == [85, 90]


def test_no_average_pay_is_invented() -> None:
    assert not WageAverage.objects.exists()
    assert wage_average(TODAY) is None
    WageAverage.objects.create(
        year=2025, monthly_amount=10_000, valid_from=TODAY, legal_basis="Notice"
    )
    assert wage_average(TODAY) == 10_000
    assert wage_average(TODAY - timedelta(days=1)) is None


def test_numbers_are_dated_and_the_seeds_agree_with_the_code() -> None:
    assert parameters(TODAY) == Parameters()
    PermitParameter.objects.create(
        code="change_days", value=15, valid_from=TODAY, legal_basis="Notice"
    )
    PermitParameter.objects.create(code="nonsense", value=1, valid_from=TODAY, legal_basis="x")
    assert parameters(TODAY).change_days == 15
    assert parameters(TODAY - timedelta(days=1)).change_days == 10


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_row_names_its_source_in_both_languages(language: str) -> None:
    with translation.override(language):
        rows: list[Any] = [
            *PointsTable.objects.all(),
            *PermitParameter.objects.all(),
            *ServingRule.objects.all(),
            *requirements(),
        ]
        assert rows
        assert all(row.legal_basis for row in rows)
        texts = [row.legal_basis for row in rows]
    chinese = [any("\u4e00" <= sign <= "\u9fff" for sign in text) for text in texts]
    assert all(chinese) if language == "zh-hans" else not any(chinese)


def test_every_requirement_says_what_why_and_how_and_uses_known_codes() -> None:
    for row in requirements():
        for code in ("en", "zh_hans"):
            for name in ("name", "help_text", "reason", "form"):
                assert getattr(row, f"{name}_{code}"), (row.code, name, code)
        assert row.hand in ("employer", "person")
        assert set(row.kinds) <= set(PermitKind.values)
        assert set(row.conditions) <= set(CONDITIONS)
        assert not (row.private and row.hand == "employer")


def names(kind: str, category: str = "B", **facts: object) -> set[str]:
    person = PersonFacts(age=35, by_points=True, **facts)  # type: ignore[arg-type]
    return {
        paper.row.code for paper in papers(kind=kind, category=category, person=person, on=TODAY)
    }


def test_lists_by_kind() -> None:
    assert "notification_letter" in names("new_from_abroad")
    assert "notification_letter" not in names("new_in_china")
    assert {"no_crime_record", "health", "degree", "contract"} <= names("new_in_china")
    assert not {"no_crime_record", "degree"} & names("extension")
    assert "release" in names("change_employer")
    assert names("cancellation") == {"passport", "ending"}
    assert "change_proof" in names("change_details")
    assert ("family" in names("extension", family=True)) != ("family" in names("extension"))


def test_category_a_may_promise_some() -> None:
    def promised(category: str) -> set[str]:
        found = papers(kind="new_in_china", category=category, person=PersonFacts(age=35), on=TODAY)
        return {paper.row.code for paper in found if paper.may_promise}

    assert promised("A") == {"degree", "experience", "no_crime_record"}
    assert promised("B") == set()


def test_branches_and_fees() -> None:
    assert [office.code for office in branches_on(TODAY)] == FIVE
    assert {code: row.value for code, row in fees_on(TODAY).items()} == {
        "fee_months_12": 400,
        "fee_months_36": 800,
        "fee_months_60": 1000,
        "fee_change": 200,
    }


def test_what_the_database_refuses() -> None:
    rule = ServingRule.objects.filter(category="A", zone=None, office__isnull=False)[0]
    bad = [
        ServingRule(category="C", place="x", valid_from=TODAY, legal_basis="x"),
        ServingRule(
            category="A", place="x", valid_from=TODAY, valid_until=date(2026, 3, 1), legal_basis="x"
        ),
        ServingRule(
            category="A",
            office=rule.office,
            place=rule.place,
            valid_from=rule.valid_from,
            legal_basis="twice",
        ),
        WageAverage(year=2025, monthly_amount=0, valid_from=TODAY, legal_basis="x"),
    ]
    for row in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (PointsTable, {"data": {}}),
        (PermitParameter, {"value": 1}),
        (PermitParameter, {"valid_from": date(2090, 1, 1)}),
        (ServingRule, {"category": "B"}),
        (ServingRule, {"legal_basis_en": "another"}),
    ],
)
def test_the_database_keeps_the_past_as_it_was(model: Any, change: dict[str, Any]) -> None:
    rows = model.objects.filter(valid_from__lte=timezone.localdate())
    with pytest.raises(DatabaseError, match="not rewritten"), transaction.atomic():
        rows.filter(pk=rows[0].pk).update(**change)


def test_a_row_to_come_may_change_and_a_last_day_may_be_set() -> None:
    coming = WageAverage.objects.create(
        year=2089, monthly_amount=1, valid_from=date(2090, 1, 1), legal_basis="x"
    )
    assert WageAverage.objects.filter(pk=coming.pk).update(monthly_amount=2) == 1
    assert ServingRule.objects.filter(valid_until=None).update(valid_until=date(2090, 1, 1)) == 10


def test_what_the_forms_refuse() -> None:
    with pytest.raises(ValidationError, match="Choose an office"):
        ServingRule(category="A", valid_from=TODAY, legal_basis="x").clean()
    with pytest.raises(ValidationError, match="thresholds"):
        PointsTable(name="x", data={}, valid_from=TODAY, legal_basis="x").clean()
