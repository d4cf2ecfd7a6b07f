"""The port officer's page: decisions in two steps, and who reads of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import PostRole
from accounts.models import User
from documents.models import IssuedDocument
from port_visa.models import PortDecision
from port_visa.services import port_grant
from port_visa.services.passage import Seen
from tests.factories.port_visa import Desk
from tests.port_visa.passing import LINES, LOOKUP, browser_of, case_of, facts, issued, porter, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("port_day")]


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
