"""The queue: order, words beside colours, filters, search, constant number of queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.services import application_assign
from tests.desk.conftest import case_at, content, page
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.applications import TravellerFactory
from tests.support.queries import queries_of
from workdays.queries import calendar_load

pytestmark = pytest.mark.django_db
QUEUE = "/admin/applications/application/"
START = "/admin/"


def listed(client: Client, query: str = "") -> list[str]:
    """References in the order in which the queue shows them."""
    answer = client.get(QUEUE + query)
    assert answer.status_code == 200, query
    return [case.reference for case in answer.context["cl"].result_list]


def due_in(days: int, path: str = "accepted", **values: Any) -> Application:
    """A case whose next date lies so many calendar days from today."""
    case = case_at(path, **values)
    on = timezone.localdate() + timedelta(days=days)
    Application.objects.filter(pk=case.pk).update(due_on=on, next_on=on)
    case.refresh_from_db()
    return case


def test_overdue_comes_first_then_by_date(desk: Client) -> None:
    later, overdue, today = due_in(20), due_in(-9), due_in(0)
    assert listed(desk) == [overdue.reference, today.reference, later.reference]


def test_a_line_names_the_person_and_the_passport(desk: Client) -> None:
    case = due_in(5)
    line = content(desk.get(QUEUE)).partition('id="result_list"')[2]
    assert case.traveller.name_mrz in line
    assert case.traveller.document_number in line


def test_colours_are_never_alone(desk: Client) -> None:
    due_in(-9)
    due_in(0)
    text = content(desk.get(QUEUE))
    assert "overdue by" in text
    assert "due today" in text
    assert "desk-tag--stop" in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"overdue", "today", "later", "submitted", "asked"}),
        ("?status=all", {"overdue", "today", "later", "submitted", "asked", "refused"}),
        ("?status=refused", {"refused"}),
        ("?status=accepted", {"overdue", "today", "later"}),
        ("?due=overdue", {"overdue"}),
        ("?due=today", {"today"}),
        ("?due=later", {"later"}),
        ("?due=never", {"overdue", "today", "later", "submitted", "asked"}),
        ("?owner=mine", {"later"}),
        ("?owner=nobody&status=accepted", {"overdue", "today"}),
        ("?owner=others", set()),
        ("?category=F", {"today"}),
        ("?category=nonsense", set()),
        ("?office=999999", set()),
        ("?inviter=not-a-key", set()),
        ("?inviter=00000000-0000-0000-0000-000000000000", set()),
    ],
)
def test_filters(desk: Client, reviewer: User, query: str, expected: set[str]) -> None:
    cases = {
        "overdue": due_in(-9),
        "today": due_in(0, category="F"),
        "later": due_in(40),
        "submitted": due_in(30, "submitted"),
        "asked": due_in(31, "supplement"),
        "refused": case_at("refused"),
    }
    case_at("draft")
    application_assign(
        application=cases["later"], officer=reviewer, actor=reviewer, now=timezone.now()
    )
    names = {case.reference: name for name, case in cases.items()}
    found = {names[reference] for reference in listed(desk, query)}
    if query == "?office=999999":  # no choice of offices with one post: the filter is not there
        return
    if query == "?due=later":
        expected = expected | {"submitted"}
    assert found == expected


def test_inviter_filter_names_the_inviter(desk: Client) -> None:
    mine, _other = due_in(1), due_in(2)
    query = f"?inviter={mine.organisation_id}"
    assert listed(desk, query) == [mine.reference]
    assert query in content(desk.get(QUEUE))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{reference}", True),
        ("{loose_reference}", True),
        ("x12345678", True),
        ("X 1234 5678", True),
        ("garcía már", True),
        ("maria del", True),
        ("{uscc}", True),
        ("Donghai", True),
        ("东海精密", True),
        ("nobody at all", False),
        ("PV-7K3M-4Q9X-9", False),
        ("%", False),
        ("<script>", False),
        ("' OR 1=1 --", False),
    ],
)
def test_search(desk: Client, text: str, found: bool) -> None:
    company = OrganisationFactory(
        verified=True, name_zh="上海东海精密机械有限公司", name_en="Donghai Precision"
    )
    person = TravellerFactory(
        name_mrz_primary="GARCIA MARQUEZ",
        name_mrz_secondary="MARIA DEL CARMEN",
        document_number="X12345678",
    )
    case = case_at("refused", organisation=company, traveller=person)
    case_at("accepted")
    typed = text.format(
        reference=case.reference,
        loose_reference=case.reference.lower().replace("-", " "),
        uscc=str(company.uscc).lower(),
    )
    answer = desk.get(QUEUE, {"q": typed})
    shown = [row.reference for row in answer.context["cl"].result_list]
    assert shown == ([case.reference] if found else [])
    assert (
        "<script>" not in content(answer).partition('id="changelist"')[2].partition("</table>")[0]
    )


def test_queue_and_start_page_need_the_same_queries_for_3_and_30_rows(desk: Client) -> None:
    for _number in range(3):
        due_in(3)
    few, start = queries_of(desk, QUEUE), queries_of(desk, START)
    for number in range(27):
        due_in(number - 9)
    assert len(listed(desk)) == 30
    assert queries_of(desk, QUEUE) == few <= 15
    assert queries_of(desk, START) == start <= 15


def test_case_page_needs_the_same_queries_for_few_and_many_neighbours(desk: Client) -> None:
    person = TravellerFactory(document_number="L99999999")
    company = OrganisationFactory(verified=True)
    MembershipFactory(organisation=company)
    case = case_at("accepted", organisation=company, traveller=person)
    for _number in range(2):
        case_at("accepted", organisation=company, traveller__document_number="L99999999")
    few = queries_of(desk, page(case))
    for _number in range(6):
        case_at("accepted", organisation=company, traveller__document_number="L99999999")
    assert queries_of(desk, page(case)) == few <= 55


def test_the_page_reads_the_queue_by_its_index(desk: Client) -> None:
    """With rows to sort, the plan starts from the partial index instead of reading the table."""
    case_at("accepted")
    cases = desk.get(QUEUE).context["cl"].queryset[:30]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    assert "applications_next" in cases.explain()


def test_working_days_are_counted_not_days(desk: Client) -> None:
    case = due_in(-9)
    assert case.next_on is not None
    days = calendar_load().count_between(case.next_on, timezone.localdate())
    assert f"overdue by {days} working days" in content(desk.get(QUEUE))


def test_start_page_counts_what_waits(desk: Client, chief: Client) -> None:
    due_in(-9)
    due_in(0)
    case_at("refusal_recommended")
    context = desk.get("/admin/").context
    figures = {figure.label: figure.value for figure in context["queue_counts"]}
    assert figures["Due today"] == 1
    assert figures["Overdue"] == 2  # the recommended one is of March, too
    assert figures["To countersign"] == 1
    assert len(context["bars"]) == 11
    assert chief.get("/admin/").status_code == 200
