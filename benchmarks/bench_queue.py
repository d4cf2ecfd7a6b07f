"""The officers' queue: as fast at 100,000 open cases as at 1,000, with the same queries."""

import time
from datetime import date, timedelta
from hashlib import md5
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import PostRole
from accounts.models import Organisation, Post, User
from applications.enums import Service
from applications.services.standards import standard_in_force
from benchmarks.registry import Measured, Ratio, Result, benchmark
from offices.models import Office

FEW, MANY = 1_000, 100_000
LETTERS = str.maketrans("0123456789", "ghijklmnop")
NAME = md5(b"77", usedforsecurity=False).hexdigest().translate(LETTERS)[:8]
PAGES = {
    "the queue": "",
    "overdue": "?due=overdue",
    "mine": "?owner=mine",
    "search by name": "?q=" + NAME,
    "search by number": "?q=L00000077",
}
TIMES = 25

# Every case has its own traveller; dates spread over 40 days around today, offices in turn.
TRAVELLERS = """
INSERT INTO applications_traveller (id, mrz_line1, mrz_line2, document_code, issuing_state,
  nationality, document_number, name_mrz_primary, name_mrz_secondary, name_viz, name_zh,
  name_search, sex, birth_date_mrz)
SELECT n, '', '', 'P<', 'UTO', 'UTO', 'L' || lpad(n::text, 8, '0'), 'ERIKSSON', 'ANNA ' || n, '',
  '', upper(translate(md5(n::text), '0123456789', 'ghijklmnop')) || ' ANNA|||', 'F', '740812'
FROM generate_series(%s, %s) n
"""
CASES = """
INSERT INTO applications_application (reference, service, status, version, traveller_id,
  filed_by_id, organisation_id, office_id, category, language, created_at, submitted_at,
  complete_at, accepted_at, standard_id, due_on, next_on, due_provisional, refusal_reason,
  non_acceptance_reason, decision_text, last_event_at, last_actor_kind, event_count, event_digest)
SELECT 'B-' || n, 'port_visa', 'accepted', 2, n, %s, %s, (%s::bigint[])[1 + n %% 2], 'M', 'en',
  now(), now(), now(), now(), %s, %s::date + (n * 7919 %% 40)::int,
  %s::date + (n * 7919 %% 40)::int,
  false, '', '', '', now(), 'officer', 2, ''
FROM generate_series(%s, %s) n
"""


def _fill(first: int, last: int, offices: list[int]) -> None:
    applicant, _made = User.objects.get_or_create(email="bench@example.org")
    organisation, _made = Organisation.objects.get_or_create(
        uscc="91310115MA1K00000A", defaults={"name_zh": "测试", "province": "shanghai"}
    )
    standard = standard_in_force(Service.PORT_VISA, date(2026, 3, 2))
    start = date.today() - timedelta(days=10)  # noqa: DTZ011 - any day will do
    with connection.cursor() as cursor:
        cursor.execute(TRAVELLERS, [first, last])
        key: list[Any] = [
            applicant.pk,
            organisation.pk,
            offices,
            standard.pk,
            start,
            start,
            first,
            last,
        ]
        cursor.execute(CASES, key)
        cursor.execute("VACUUM ANALYZE applications_traveller, applications_application")
        cursor.execute("CHECKPOINT")  # what the filling left to do must not be measured


def _officer(email: str, offices: list[int]) -> Client:
    officer = User.objects.create_user(email, "a-long-password", is_staff=True)
    for office in offices:
        Post.objects.create(officer=officer, office_id=office, role=PostRole.REVIEWER)
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _measure(client: Client, query: str) -> tuple[float, int]:
    """The best time of a page, which other work on the machine disturbs least; its queries."""
    address = f"/admin/applications/application/{query}"
    times = []
    for _round in range(TIMES):
        started = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - started)
        assert answer.status_code == 200, address
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return min(times), len(caught)


@benchmark("queue: the page at 1,000 and at 100,000 open cases")
def queue() -> Measured:
    """For an officer of one office and of two."""
    offices = list(Office.objects.order_by("pk").values_list("pk", flat=True)[:2])
    clients = {
        "one office": _officer("one@example.org", offices[:1]),
        "two offices": _officer("two@example.org", offices),
    }
    _fill(1, FEW, offices)
    for client in clients.values():  # templates and code are loaded before anything is measured
        _measure(client, "")
    before = {
        (who, page): _measure(client, query)
        for who, client in clients.items()
        for page, query in PAGES.items()
    }
    _fill(FEW + 1, MANY, offices)
    for who, client in clients.items():
        for page, query in PAGES.items():
            few, few_queries = before[who, page]
            many, many_queries = _measure(client, query)
            yield Result(f"{page}, {who}, {FEW:,} cases, {few_queries} queries", few)
            yield Result(f"{page}, {who}, {MANY:,} cases, {many_queries} queries", many)
            yield Ratio(f"{page}, {who}: further queries", many_queries - few_queries, at_most=0)
            most = 1.5 if page == "the queue" else 4
            yield Ratio(f"{page}, {who}: time, {MANY:,} ÷ {FEW:,}", many / few, at_most=most)
