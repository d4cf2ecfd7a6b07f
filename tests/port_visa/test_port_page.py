"""The port officer's page: what each scan shows, small and harmless."""

import gzip
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from applications.enums import EventKind
from applications.specimen import Specimen
from documents.models import IssuedDocument
from tests.factories.port_visa import ANNA, SAM
from tests.port_visa.passing import LINES, LOOKUP, case_of, facts, issued, scan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("port_day")]


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
