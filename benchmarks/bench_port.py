"""The port officer's page with 200,000 Notifications on record: every kind of scan, at p95."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client

from accounts.enums import PostRole
from accounts.models import Organisation, Post, User
from applications.enums import Service
from applications.passport.rules.digits import check_digit
from applications.services.standards import standard_in_force
from benchmarks.registry import Measured, Ratio, Result, benchmark
from offices.models import Port
from port_visa.enums import InvitationStatus, InviterKind
from port_visa.models import Invitation

FEW, MANY = 1_000, 200_000
TIMES = 80
LIMIT_MS = 50
ADDRESS = "/admin/port_visa/portdecision/port/"
SIGNS = "23456789ACDEFGHJKMNPQRTVWXY"

TRAVELLERS = """
INSERT INTO applications_traveller (id, mrz_line1, mrz_line2, document_code, issuing_state,
  nationality, document_number, name_mrz_primary, name_mrz_secondary, name_viz, name_zh,
  name_search, sex, birth_date_mrz, birth_date, expires_on)
SELECT n, '', '', 'P<', 'D', 'D', 'L' || lpad(n::text, 8, '0'), 'ERIKSSON', g.name, '', '',
  'ERIKSSON ' || g.name || '|||', 'F', to_char(date '1960-01-01' + n %% 14999, 'YYMMDD'),
  date '1960-01-01' + n %% 14999, %s
FROM generate_series(%s, %s) n,
  LATERAL (SELECT translate(to_char(n %% 5000, 'FM0000'), '0123456789', 'ABCDEFGHIJ') name) g
"""
CASES = """
INSERT INTO applications_application (id, reference, service, status, version, traveller_id,
  filed_by_id, organisation_id, office_id, category, language, created_at, submitted_at,
  complete_at, accepted_at, standard_id, due_on, decided_at, issued_at, due_provisional,
  refusal_reason, non_acceptance_reason, decision_text, last_event_at, last_actor_kind,
  event_count, event_digest)
SELECT n, 'B-' || n, 'port_visa', 'issued', 4, n, %s, %s, %s, 'M', 'en', now(), now(), now(),
  now(), %s, %s, now(), now(), false, '', '', '', now(), 'officer', 0, ''
FROM generate_series(%s, %s) n
"""
INVITEES = """
INSERT INTO port_visa_invitee (application_id, invitation_id, position, entries, stay_days,
  occupation, employer, previous_visits, relation, corrected_fields, correction_reason,
  email, language, self_changed)
SELECT n, (%s::uuid[])[1 + n / 1000], 1 + n %% 1000, 1, 10, '', '', '', '', '[]', '', '', '', '[]'
FROM generate_series(%s, %s) n
"""
# The code's twelve signs are n written in 27 signs, so that a number leads to its code.
DOCUMENTS = """
INSERT INTO documents_issueddocument (id, kind, subject, version, bundle_position, number, code,
  facts, payload, file, sha256, status, valid_until, created_at, issued_at, revoked_reason,
  attempts, last_error)
SELECT md5('d' || n)::uuid, 'port_visa_notification', 'B-' || n, 1, 0,
  '沪口签通〔2026〕第' || lpad(n::text, 6, '0') || '号',
  '2222-2222-' || substr(%s, 1 + n / 19683 %% 27, 1) || substr(%s, 1 + n / 729 %% 27, 1)
    || substr(%s, 1 + n / 27 %% 27, 1) || substr(%s, 1 + n %% 27, 1),
  json_build_object('document_number', 'L' || lpad(n::text, 8, '0'), 'name_primary', 'ERIKSSON',
    'name_secondary', translate(to_char(n %% 5000, 'FM0000'), '0123456789', 'ABCDEFGHIJ'),
    'name_zh', '', 'birth_date', date '1960-01-01' + n %% 14999,
    'birth_date_mrz', to_char(date '1960-01-01' + n %% 14999, 'YYMMDD'), 'nationality', 'D',
    'sex', 'F', 'document_expires_on', %s, 'stay_days', 10, 'category', 'M',
    'valid_until', %s, 'inviter_zh', '测试', 'purpose', 'Talks'),
  'x', 'x.pdf', repeat('0', 64), 'valid', %s, now(), now(), '', 0, ''
FROM generate_series(%s, %s) n
"""
TABLES = (
    "applications_traveller, applications_application, port_visa_invitation, port_visa_invitee,"
    " documents_issueddocument"
)


def _code(n: int) -> str:
    tail = "".join(SIGNS[n // power % 27] for power in (19683, 729, 27, 1))
    return f"2222-2222-{tail}"


def _lines(n: int, expires_on: date, *, number: str = "") -> str:
    """The two lines of the passport of the n-th traveller, or with another number."""
    born = (date(1960, 1, 1) + timedelta(days=n % 14999)).strftime("%y%m%d")
    number = number or f"L{n:08d}"
    expires = expires_on.strftime("%y%m%d")
    parts = [text + check_digit(text) for text in (number, born, expires)]
    head = f"{parts[0]}D<<{parts[1]}F{parts[2]}{'<' * 14}0"
    total = check_digit(head[:10] + head[13:20] + head[21:43])
    name = f"{n % 5000:04d}".translate(str.maketrans("0123456789", "ABCDEFGHIJ"))
    return f"P<D<<ERIKSSON<<{name}".ljust(44, "<") + head + total


def _fill(first: int, last: int, expires_on: date, until: date) -> None:
    person, _made = User.objects.get_or_create(email="bench@example.org")
    company, _made = Organisation.objects.get_or_create(
        uscc="91310115MA1K00000A", defaults={"name_zh": "测试", "province": "shanghai"}
    )
    standard = standard_in_force(Service.PORT_VISA, date(2026, 3, 2))
    port = Port.objects.get(code="PVG")
    span = [first, last]
    work: list[tuple[str, list[Any]]] = [
        (TRAVELLERS, [expires_on, *span]),
        (CASES, [person.pk, company.pk, port.office_id, standard.pk, until, *span]),
        (INVITEES, [_invitations(company, person, port, until), *span]),
        (DOCUMENTS, [*[SIGNS] * 4, expires_on, until, until, *span]),
    ]
    with connection.cursor() as cursor:
        for statement, values in work:
            cursor.execute(statement, values)
        cursor.execute(f"VACUUM ANALYZE {TABLES}")
        cursor.execute("CHECKPOINT")  # what the filling left to do must not be measured


def _invitations(company: Organisation, person: User, port: Port, until: date) -> list[str]:
    """One invitation for a thousand people: what a look reads is the same as with one each."""
    now = datetime.now(UTC)
    rows = [
        Invitation(
            status=InvitationStatus.SUBMITTED,
            inviter_kind=InviterKind.SHANGHAI_ORGANISATION,
            organisation=company,
            created_by=person,
            declared_by=person,
            language="en",
            category="M",
            purpose="Talks",
            arrival_on=until,
            port=port,
            stay_days=10,
            created_at=now,
            updated_at=now,
            declared_at=now,
            submitted_at=now,
        )
        for _number in range(MANY // 1000 + 1)
    ]
    return [str(row.pk) for row in Invitation.objects.bulk_create(rows)]


def _officer() -> Client:
    officer = User.objects.create_user("port@example.org", "a-long-password", is_staff=True)
    office = Port.objects.get(code="PVG").office
    assert office is not None
    Post.objects.create(officer=officer, office=office, role=PostRole.PORT_OFFICER)
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _times(client: Client, last: int, sort: str, expires_on: date) -> list[float]:
    """Seconds of each look, in order; each at another traveller, as in a queue."""
    found = []
    for step in range(TIMES + 5):
        n = 1 + (step * 7919 + len(sort) * 104729) % last
        asked = {
            "a code": {"q": _code(n)},
            "a passport": {"q": _lines(n, expires_on)},
            "a passport after its code": {"q": _lines(n, expires_on), "shown": _code(n)},
            "a renewed passport": {"q": _lines(n, expires_on, number="Z99999999")},
            "a code nobody knows": {"q": "3333-3333-3333"},
            "a number": {"q": f"沪口签通〔2026〕第{n:06d}号"},
        }[sort]
        started = time.perf_counter()
        answer = client.get(ADDRESS, asked)
        seconds = time.perf_counter() - started
        shown = b"Nothing is on record" in answer.content or b"not known" in answer.content
        if answer.status_code != 200 or shown != ("nobody knows" in sort):
            raise RuntimeError(f"{sort}: {answer.status_code}")
        if step >= 5:  # the first ones warm up
            found.append(seconds)
    return sorted(found)


SORTS = (
    *("a code", "a passport", "a passport after its code", "a number"),
    *("a renewed passport", "a code nobody knows"),
)


@benchmark("port: the port officer's page, 200,000 Notifications")
def port_page() -> Measured:
    """The whole answer of the server, the look in the log of the case included."""
    today = datetime.now(UTC).date()
    expires_on, until = today + timedelta(days=1500), today + timedelta(days=20)
    client = _officer()
    _fill(1, FEW, expires_on, until)
    few = {sort: _times(client, FEW, sort, expires_on) for sort in SORTS}
    _fill(FEW + 1, MANY, expires_on, until)
    many = {sort: _times(client, MANY, sort, expires_on) for sort in SORTS}
    for sort in SORTS:
        yield Result(f"{sort}, median", many[sort][TIMES // 2])
        yield Ratio(f"{sort}, p95, ms", many[sort][TIMES * 95 // 100] * 1000, at_most=LIMIT_MS)
        best = many[sort][0] / few[sort][0]  # which other work on the machine disturbs least
        yield Ratio(f"{sort}, {MANY:,} ÷ {FEW:,}", best, at_most=1.5)
