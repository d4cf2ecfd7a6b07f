"""The page on which a slip at the port is corrected."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.enums import PostRole
from accounts.models import User
from documents.models import IssuedDocument
from port_visa.models import PortCorrection, PortDecision
from port_visa.services import port_grant
from port_visa.services.passage import Seen
from tests.factories.port_visa import NOW
from tests.port_visa.passing import LINES, LOOKUP, browser_of, porter, scan, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("port_day")]
LIST = "/admin/port_visa/portdecision/"


@pytest.fixture
def made(officer: User, document: IssuedDocument) -> PortDecision:
    return port_grant(
        document=document,
        visa_number="PV1234567",
        stay_days=8,
        seen=Seen(lines=LINES),
        actor=officer,
        now=NOW,
    )


def desk(answer: Any) -> str:
    """A page inside the admin's frame."""
    text: str = answer.content.decode()
    return text


def page_of(made: PortDecision) -> str:
    return f"{LIST}{made.pk}/correct/"


def _typed(**values: Any) -> dict[str, Any]:
    given = {"visa_number": "PV1234576", "stay_days": "10", "reason": "Two digits were swapped."}
    return {"expected_version": 0, **given, **values}


def test_from_the_decision_to_the_page_and_back_to_the_queue(
    port: Client, made: PortDecision, document: IssuedDocument
) -> None:
    done = words(port.get(LOOKUP, {"done": made.pk}))
    assert f'href="{page_of(made)}"' in done
    assert "until 11:00" in done
    assert f'href="{page_of(made)}"' in scan(port, document.code), "shown again, it is still there"
    page = desk(port.get(page_of(made)))
    assert 'value="PV1234567"' in page
    assert "You can do this until 11:00" in page
    assert f"{made.document_id}:" not in page, "nobody reads the key of a row"
    answer = port.post(page_of(made), _typed(), follow=True)
    assert answer.redirect_chain == [(f"{LOOKUP}?done={made.pk}", 302)]
    shown = words(answer)
    assert "<code>PV1234567</code> (8) → <code>PV1234576</code> (10)" in shown
    assert "2026-03-12" in shown
    assert "Two digits were swapped." in shown


def test_when_the_time_is_over_the_link_is_gone_and_a_late_press_keeps_what_was_typed(
    port: Client, made: PortDecision
) -> None:
    with time_machine.travel(NOW + timedelta(minutes=61)):
        assert page_of(made) not in words(port.get(LOOKUP, {"done": made.pk}))
        late = port.post(page_of(made), _typed())
        assert late.status_code == 403
        page = desk(late)
    assert "Ask a supervisor of the case" in page
    assert 'value="PV1234576"' in page
    assert not PortCorrection.objects.exists()


@pytest.mark.parametrize(
    ("change", "said", "status"),
    [
        ({"visa_number": "x"}, "6 to 12 letters and digits", 200),
        ({"stay_days": "30"}, "the 10 days that were approved", 200),
        ({"reason": ""}, "Say what was wrong", 200),
        ({"expected_version": "7"}, "Look once more", 409),
    ],
)
def test_bad_answers_say_why(
    port: Client, made: PortDecision, change: dict[str, Any], said: str, status: int
) -> None:
    answer = port.post(page_of(made), _typed(**change))
    assert (answer.status_code, said in desk(answer)) == (status, True)


def test_a_supervisor_comes_from_the_list_and_goes_back_to_it(made: PortDecision) -> None:
    supervisor = browser_of(porter(role=PostRole.SUPERVISOR))
    assert page_of(made) in desk(supervisor.get(LIST))
    answer = supervisor.post(page_of(made), _typed(), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Corrected: PV1234567 (8) is now PV1234576 (10)." in answer.content.decode()


@pytest.mark.parametrize("role", [PostRole.PORT_OFFICER, PostRole.REVIEWER])
def test_others_have_neither_link_nor_page(made: PortDecision, role: str) -> None:
    other = browser_of(porter(role=role))
    assert page_of(made) not in desk(other.get(LIST))
    assert other.get(page_of(made)).status_code == 403
    assert browser_of(porter("sha-port-visa", role)).get(page_of(made)).status_code == 404


def test_in_chinese(port: Client, made: PortDecision, officer: User) -> None:
    User.objects.filter(pk=officer.pk).update(language="zh-hans")
    port.cookies.load({"language": "zh-hans"})
    page = desk(port.get(page_of(made)))
    assert "更正口岸录入差错" in page
    assert "签证贴纸号码" in page
