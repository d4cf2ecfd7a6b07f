"""Ports that a caller can really use, and for which visa; what is chosen against it is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from offices.models import Office
from port_visa.models import PortRoute
from tests.api.test_problems import told
from tests.factories.api import VISIT, Caller
from tests.factories.filings import filed_desk, suspended
from tests.factories.port_visa import TODAY, Desk

COUNTERS = ["PVG", "SHA"]
OTHERS = ["north-bund", "shanghai-railway", "wusongkou"]


@pytest.fixture
def desk(db: None, specimens: None, monday: None) -> Desk:
    return filed_desk()


def kinds(caller: Caller) -> dict[str, list[str]]:
    found = caller.get("ports/").json()
    assert all(one["name"] for one in found)
    return {one["code"]: one["kinds"] for one in found}


def wish(port: str, *, electronic: bool) -> dict[str, Any]:
    arrival = (TODAY + timedelta(days=8)).isoformat()
    return {**VISIT, "port": port, "electronic": electronic, "arrival_on": arrival}


def wrong(caller: Caller, visit: dict[str, Any]) -> tuple[str, str]:
    """The one thing that keeps this visit from being saved: where, and what."""
    [part] = told(caller.post("invitations/", visit), 422, "invalid")["errors"]
    return part["pointer"], part["code"]


def test_without_a_filing_only_the_counters(caller: Caller) -> None:
    assert kinds(caller) == {key: ["notification"] for key in COUNTERS}
    assert wrong(caller, wish("PVG", electronic=True)) == ("/electronic", "not_filed")


def test_with_a_filing_every_port_that_somebody_decides(desk: Desk) -> None:
    caller = Caller(desk.organisation)
    assert kinds(caller) == {
        **{key: ["notification", "electronic"] for key in COUNTERS},
        **{key: ["electronic"] for key in OTHERS},
    }
    made = caller.post("invitations/", wish("wusongkou", electronic=True))
    assert (made.status_code, made.json()["port"]) == (201, "wusongkou")
    assert wrong(caller, wish("wusongkou", electronic=False)) == ("/port", "port")
    PortRoute.objects.filter(port__code="wusongkou").update(valid_until=TODAY - timedelta(days=1))
    assert "wusongkou" not in kinds(caller)
    assert wrong(caller, wish("wusongkou", electronic=True)) == ("/port", "port_undecided")


def test_a_suspended_filing_and_a_closed_office_take_their_ports_away(caller: Caller) -> None:
    desk = Desk(organisation=caller.organisation)
    suspended(desk)
    assert kinds(caller) == {key: ["notification"] for key in COUNTERS}
    Office.objects.filter(code="sha-port-visa").update(active=False)
    assert kinds(caller) == {"PVG": ["notification"]}


def test_the_schema_says_what_the_kinds_mean(client: Client) -> None:
    found = client.get("/api/schema/?format=json").json()["components"]["schemas"]["Port"]
    told_kinds = found["properties"]["kinds"]
    assert "for filed organisations" in told_kinds["description"]
    assert set(found["required"]) == {"code", "name", "kinds"}
