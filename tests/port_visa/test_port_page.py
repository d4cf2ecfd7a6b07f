"""The port officer's page: what each scan shows, decisions in two steps, small and harmless."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.enums import PostRole
from accounts.models import User
from applications.enums import EventKind, RefusalReason
from applications.specimen import Specimen
from documents.models import IssuedDocument
from documents.services import document_mark_used, document_revoke
from port_visa.models import PortDecision
from port_visa.services import port_grant, port_refuse
from port_visa.services.passage import Seen
from tests.factories.documents import IssuedDocumentFactory
from tests.factories.port_visa import ANNA, NOW, SAM, Desk
from tests.nasty import attempt
from tests.port_visa.passing import LOOKUP, browser_of, case_of, issued, porter, words

pytestmark = pytest.mark.django_db
LINES = ANNA.lines.replace("\n", "")


def facts() -> list[str]:
    """A sum of every table."""
    return sorted(attempt.facts().split(","))


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    """Monday, 2 March 2026, 10:00 in Shanghai, and running."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def officer() -> User:
    return porter()


@pytest.fixture
def port(officer: User) -> Client:
    return browser_of(officer)


@pytest.fixture
def document() -> IssuedDocument:
    return issued()


def scan(client: Client, text: str, **carried: str) -> str:
    return words(client.get(LOOKUP, {"q": text, **carried}))


def test_each_way_to_ask_leads_to_the_person(port: Client, document: IssuedDocument) -> None:
    code = document.code
    for text in (
        code,
        code.replace("-", "").lower(),
        f"https://portal.example/v/{code}#token.x.y",
        document.number,
        ANNA.lines,
        LINES,
        "L898902C3",
    ):
        page = scan(port, text)
        assert "ERIKSSON, ANNA MARIA" in page, text
        assert document.number in page
        assert "Grant the visa" in page


def test_the_code_first_then_the_passport(port: Client, document: IssuedDocument) -> None:
    page = scan(port, document.code)
    assert "Valid. Now scan the passport." in page
    assert "Passport and record" not in page
    page = scan(port, LINES, shown=document.code)
    assert "Valid. The passport agrees with the record." in page
    assert page.count("agrees</td>") == 8
    assert f'name="lines" value="{LINES.replace("<", "&lt;")}"' in page
    again = scan(port, document.code, shown=document.code, lines=LINES)
    assert "The passport agrees" in again


def test_every_mismatch_is_marked(port: Client, document: IssuedDocument) -> None:
    other = Specimen("ERIKSEN", "ANNA", "M11122234", date(1974, 8, 13), date(2033, 1, 1), "M")
    page = scan(port, other.lines, shown=document.code)
    assert "The passport differs from the record" in page
    assert page.count("DIFFERS") == 6
    assert page.count("agrees</td>") == 2
    assert "why is it the same person?" in page


def test_a_new_passport_of_the_same_person_is_found(port: Client, document: IssuedDocument) -> None:
    page = scan(port, replace(ANNA, number="M11122234").lines)
    assert document.number in page
    assert page.count("DIFFERS") == 1


def test_the_next_travellers_passport_leads_to_their_own_record(
    port: Client, document: IssuedDocument
) -> None:
    own = issued(SAM)
    page = scan(port, SAM.lines, shown=document.code)
    assert own.number in page
    assert document.number not in page


def test_the_next_travellers_code_is_not_held_against_the_last_passport(
    port: Client, document: IssuedDocument
) -> None:
    own = issued(SAM)
    page = scan(port, own.code, shown=document.code, lines=LINES)
    assert "Valid. Now scan the passport." in page


def test_half_a_passport_waits_for_the_other_half(port: Client, document: IssuedDocument) -> None:
    one, two = ANNA.lines.split("\n")
    page = scan(port, one)
    assert "Scan or type the second line" in page
    assert one.replace("<", "&lt;") in page
    assert document.number in scan(port, two, first=one)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "neither a code of the portal nor"),
        ("2345-6789-ACDE", "This code is not known"),
        ("Z99999999", "Nothing is on record for this passport"),
        (SAM.lines, "Nothing is on record for this passport"),
        (LINES[:53] + "0" + LINES[54:], "These passport lines cannot be taken"),
        ("<script>alert(1)</script>", "cannot be taken"),
        ("%", "neither a code"),
    ],
)
def test_a_wrong_scan_is_harmless(
    port: Client, document: IssuedDocument, text: str, said: str
) -> None:
    before = facts()
    page = scan(port, text)
    assert said in page
    assert "<script>alert" not in page
    assert document.number not in page
    assert facts() == before


@pytest.mark.parametrize("text", ["", " ", "x" * 1001])
def test_nothing_and_too_much_are_told(port: Client, text: str) -> None:
    assert "desk-error" in scan(port, text) or "neither a code" in scan(port, text)


def test_looking_is_logged_once_an_hour(port: Client, document: IssuedDocument) -> None:
    for _look in range(3):
        scan(port, document.code)
    assert case_of(document).events.filter(kind=EventKind.OPENED).count() == 1


def test_shown_twice_says_who_used_it_where_and_when(
    port: Client, officer: User, document: IssuedDocument
) -> None:
    now = timezone.now()
    port_grant(
        document=document,
        visa_number="PV1234567",
        stay_days=10,
        seen=Seen(by_eye=True),
        actor=officer,
        now=now,
    )
    page = scan(port, document.code)
    assert "Used already." in page
    assert "Visa granted: by Po, Pudong International Airport (PVG), on" in page
    assert "PV1234567" in page
    assert "somebody else used this code" in page
    assert 'name="visa_number"' not in page


def test_refused_before(port: Client, officer: User, document: IssuedDocument) -> None:
    seen = Seen(by_eye=True, explanation="No money.")
    port_refuse(
        document=document,
        reason=RefusalReason.MEANS,
        seen=seen,
        actor=officer,
        now=timezone.now(),
    )
    page = scan(port, document.code)
    assert "Shown before, and refused." in page
    assert "No money." in page


def test_used_without_a_decision_on_record(port: Client, document: IssuedDocument) -> None:
    document_mark_used(document=document, now=timezone.now())
    assert "It was used at the port on" in scan(port, document.code)


def test_revoked(port: Client, document: IssuedDocument) -> None:
    document_revoke(document=document, reason="The visit was cancelled.", now=timezone.now())
    page = scan(port, document.code)
    assert "Revoked: this paper no longer counts" in page
    assert "The visit was cancelled." in page
    assert 'name="visa_number"' not in page


def test_replaced_leads_to_the_newer_version(port: Client, document: IssuedDocument) -> None:
    IssuedDocument.objects.filter(pk=document.pk).update(status="replaced")
    newer = IssuedDocumentFactory.create(
        valid=True, subject=document.subject, version=2, replaces=document, facts=document.facts
    )
    page = scan(port, document.code)
    assert "Replaced: this paper no longer counts" in page
    assert f"?q={newer.code}" in page
    assert newer.number in scan(port, LINES)


def test_expired(port: Client) -> None:
    document = issued(at=timezone.now() - timedelta(days=31), arrival_on=date(2026, 2, 5))
    page = scan(port, document.code)
    assert "Expired." in page
    assert 'name="visa_number"' not in page


def test_another_port_is_named_and_the_person_is_not(document: IssuedDocument) -> None:
    elsewhere = browser_of(porter("sha-port-visa"))
    for text in (document.code, LINES):
        page = scan(elsewhere, text)
        assert "For another port." in page
        assert "Pudong International Airport (PVG)" in page
        assert "ERIKSSON, ANNA" not in page
        assert 'name="visa_number"' not in page
    assert elsewhere.get(f"{LOOKUP}{document.pk}/grant/").status_code == 404
    assert elsewhere.post(f"{LOOKUP}{document.pk}/refuse/", {}).status_code == 404


def test_another_kind_of_document(port: Client) -> None:
    permit = IssuedDocumentFactory.create(valid=True, kind="work_permit")
    assert "This code belongs to another document: work permit" in scan(port, permit.code)


def _form(document: IssuedDocument, **values: Any) -> dict[str, Any]:
    given = {"visa_number": "PV1234567", "stay_days": "10", "lines": LINES}
    return {"expected_version": case_of(document).version, **given, **values}


def test_a_decision_is_shown_once_more_and_then_done(
    port: Client, document: IssuedDocument
) -> None:
    url = f"{LOOKUP}{document.pk}/grant/"
    before = facts()
    page = words(port.post(url, _form(document)))
    assert "Grant the visa?" in page
    assert "Nothing was done yet" in page
    assert "You may stay until" in page
    assert "您可停留至" in page
    assert facts() == before
    back = words(port.post(url, _form(document, confirm="no")))
    assert not PortDecision.objects.exists()
    assert 'value="PV1234567"' in back
    assert "Yes, grant the visa" not in back
    done = port.post(url, _form(document, confirm="yes"), follow=True)
    page = words(done)
    assert "Done. Read the last day to the traveller." in page
    assert "autofocus" in page.partition('name="q"')[2].partition(">")[0]
    made = PortDecision.objects.get()
    assert made.last_day == timezone.localdate() + timedelta(days=10)
    assert made.last_day.isoformat() in page


def test_refusing_takes_the_same_two_steps(port: Client, document: IssuedDocument) -> None:
    url = f"{LOOKUP}{document.pk}/refuse/"
    assert "Ground of the refusal" in words(port.get(url, {"lines": LINES}))
    values = {
        "expected_version": case_of(document).version,
        "reason": "means",
        "explanation": "No money.",
        "by_eye": "on",
    }
    assert "Refuse at the port?" in words(port.post(url, values))
    page = words(port.post(url, {**values, "confirm": "yes"}, follow=True))
    assert "Refused. The document cannot be used again." in page
    assert PortDecision.objects.get().explanation == "No money."


@pytest.mark.parametrize(
    ("change", "said", "status"),
    [
        ({"visa_number": ""}, "Type the number of the visa sticker", 200),
        ({"visa_number": "https://x/v/2345"}, "6 to 12 letters and digits", 200),
        ({"stay_days": "11"}, "the 10 days that were approved", 200),
        ({"stay_days": "ten"}, "Enter the number of days in digits", 200),
        ({"stay_days": "31"}, "between 1 and 30 days", 200),
        ({"lines": ""}, "compared it by eye", 200),
        ({"lines": "nonsense"}, "compared it by eye", 200),
        ({"expected_version": "1"}, "Scan the code again", 409),
        ({"expected_version": "x"}, "did not arrive as it was sent", 200),
    ],
)
def test_bad_answers_keep_what_was_typed(
    port: Client, document: IssuedDocument, change: dict[str, str], said: str, status: int
) -> None:
    values = _form(document, **change)
    for confirm in ({}, {"confirm": "yes"}):
        answer = port.post(f"{LOOKUP}{document.pk}/grant/", {**values, **confirm})
        page = words(answer)
        assert said in page
        assert answer.status_code == status
        assert f'value="{values["visa_number"]}"' in page or not values["visa_number"]
    assert not PortDecision.objects.exists()


def test_decided_meanwhile_by_somebody_else(
    port: Client, officer: User, document: IssuedDocument
) -> None:
    form = _form(document, confirm="yes")
    port_grant(
        document=document,
        visa_number="PV9999999",
        stay_days=5,
        seen=Seen(by_eye=True),
        actor=porter(),
        now=timezone.now(),
    )
    page = words(port.post(f"{LOOKUP}{document.pk}/grant/", form))
    assert "Visa granted: by Po" in page
    assert "PV9999999" in page


def test_nobody_reads_anothers_result(
    port: Client, officer: User, document: IssuedDocument
) -> None:
    port.post(f"{LOOKUP}{document.pk}/grant/", _form(document, confirm="yes"))
    key = PortDecision.objects.get().pk
    assert "PV1234567" in words(port.get(LOOKUP, {"done": key}))
    for other in (key + 1, "x", "²"):
        assert "PV1234567" not in words(port.get(LOOKUP, {"done": other}))
    assert "PV1234567" not in words(browser_of(porter()).get(LOOKUP, {"done": key}))


def test_the_list_of_decisions(port: Client, document: IssuedDocument) -> None:
    port.post(f"{LOOKUP}{document.pk}/grant/", _form(document, confirm="yes"))
    path = "/admin/port_visa/portdecision/"
    assert "PV1234567" in port.get(path).content.decode()
    assert "PV1234567" in port.get(path, {"q": "PV1234567"}).content.decode()
    elsewhere = browser_of(porter("sha-port-visa"))
    assert "PV1234567" not in elsewhere.get(path).content.decode()
    reviewer = browser_of(porter(role=PostRole.REVIEWER))
    assert "PV1234567" in reviewer.get(path).content.decode()
    history = reviewer.get(f"/admin/applications/application/{case_of(document).pk}/change/")
    assert "visa PV1234567" in history.content.decode()


@pytest.mark.parametrize(
    ("language", "title", "nobody"),
    [
        ("en", "The document was used at the port", "Nobody: the case is closed"),
        ("zh-hans", "文件已在口岸使用", "无需任何人办理"),
    ],
)
def test_the_applicant_reads_that_it_was_used_and_no_ground(
    port: Client, language: str, title: str, nobody: str
) -> None:
    desk = Desk()
    document = issued(desk=desk)
    values = {
        "expected_version": case_of(document).version,
        "reason": "means",
        "explanation": "No money.",
        "by_eye": "on",
        "confirm": "yes",
    }
    port.post(f"{LOOKUP}{document.pk}/refuse/", values)
    page = browser_of(desk.actor).get(f"/{language}/applications/{document.subject}/")
    text = page.content.decode()
    assert f"<strong>{title}</strong>" in text
    assert nobody in text
    assert "No money." not in text


@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.ADMINISTRATOR])
def test_only_port_officers(role: PostRole, document: IssuedDocument) -> None:
    client = browser_of(porter(role=role))
    assert client.get(LOOKUP).status_code == 403
    assert client.post(f"{LOOKUP}{document.pk}/grant/", _form(document)).status_code == 403


def test_looking_is_never_a_post(port: Client) -> None:
    assert port.post(LOOKUP, {"q": "x"}).status_code == 405


def test_the_start_page_leads_there(port: Client) -> None:
    assert LOOKUP in port.get("/admin/").content.decode()


def test_small_pages(port: Client, document: IssuedDocument) -> None:
    """The whole result page with its style and script, compressed, within 8 KB; no picture."""
    page = port.get(LOOKUP, {"q": LINES, "shown": document.code}).content
    assert b"<img" not in page
    total = len(gzip.compress(page))
    for name in ("port.css", "port.js"):
        with open(f"static/desk/{name}", "rb") as file:
            total += len(gzip.compress(file.read()))
    assert total < 8 * 1024


def test_queries_do_not_grow_with_the_day(
    port: Client, document: IssuedDocument, django_assert_max_num_queries: Any
) -> None:
    scan(port, document.code)  # the look is logged
    with django_assert_max_num_queries(12):
        scan(port, LINES, shown=document.code)
