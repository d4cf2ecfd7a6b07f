"""Reads of the single window's rules: rows in, plain values of ``permits.rules`` out."""

from datetime import date

from django.db.models import Q, QuerySet

from applications.enums import Service
from applications.models import DocumentRequirement
from applications.numbers import numbers_in_force
from offices.models import Office
from permits.errors import NoPointsTable
from permits.models import PermitParameter, PointsTable, ServingRule, WageAverage
from permits.rules import Paper, Parameters, PersonFacts, Serving, branches_for, papers_for
from permits.rules.table import Table
from permits.rules.zones import rules_in_force


def points_table_row(on: date) -> PointsTable:
    """The version of the points table in force on a day; raises ``NoPointsTable``."""
    row = (
        PointsTable.objects.filter(valid_from__lte=on)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
        .order_by("-valid_from")
        .first()
    )
    if row is None:
        raise NoPointsTable
    return row


def points_table(on: date) -> Table:
    """The points table in force on a day, ready to count; raises ``NoPointsTable``."""
    return points_table_row(on).table


def parameters(on: date) -> Parameters:
    """The numbers in force on a day; where no row says otherwise, the code's own."""
    return numbers_in_force(Parameters, PermitParameter, on)


def wage_average(on: date) -> int | None:
    """The average pay in yuan a month in force on a day; None while nobody has entered one."""
    row = WageAverage.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    return row.monthly_amount if row else None


def serving_rules() -> QuerySet[ServingRule]:
    """Every serving rule with its zone and office, in one query."""
    return ServingRule.objects.select_related("zone", "office")


def serving(category: str, zone: str, on: date) -> Serving[ServingRule]:
    """Which branches serve a category for an employer in a zone (its code, or empty) on a day."""
    return branches_for(category, zone, on, serving_rules())


def branches_on(on: date) -> list[Office]:
    """The offices that serve any category on a day, each once, in their order."""
    rules = rules_in_force(serving_rules().order_by("office__code"), on)
    return list({rule.office.pk: rule.office for rule in rules if rule.office}.values())


def fees_on(on: date) -> dict[str, PermitParameter]:
    """The fees in force on a day by their code, with the source that each row names."""
    rows = PermitParameter.objects.filter(code__startswith="fee_", valid_from__lte=on)
    return {row.code: row for row in rows.order_by("valid_from")}


def requirements() -> QuerySet[DocumentRequirement]:
    """Every document requirement of the single window."""
    return DocumentRequirement.objects.filter(service=Service.SINGLE_WINDOW)


def papers(
    *, kind: str, category: str, person: PersonFacts, on: date
) -> list[Paper[DocumentRequirement]]:
    """The personal list of documents on a day."""
    return papers_for(
        requirements(), kind=kind, category=category, person=person, numbers=parameters(on), on=on
    )
