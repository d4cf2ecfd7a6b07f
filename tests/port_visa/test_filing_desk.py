"""The officers' list of filings and the steps on one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import PostRole
from port_visa.enums import FilingStatus
from port_visa.models import OrganisationFiling
from tests.factories.filings import asked, checker, electronic, filed
from tests.factories.port_visa import NOW, Desk
from tests.port_visa.passing import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at")]
LIST = "/admin/port_visa/organisationfiling/"


@pytest.fixture
def supervisor() -> Client:
    return browser_of(checker(PostRole.SUPERVISOR))


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_the_longest_waiting_is_on_top(supervisor: Client) -> None:
    done, late, early = Desk(), Desk(), Desk()
    filed(done)
    asked(late, at=NOW - timedelta(hours=1))
    asked(early, at=NOW - timedelta(days=1))
    text = words(supervisor, LIST)
    names = [desk.organisation.name_zh for desk in (early, late, done)]
    places = [text.index(name) for name in names]
    assert places == sorted(places)


def test_the_number_of_queries_does_not_grow(supervisor: Client) -> None:
    counts = []
    for _again in range(2):
        for _number in range(3):
            asked(Desk())
        words(supervisor, LIST)
        with CaptureQueriesContext(connection) as queries:
            words(supervisor, LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_granted_with_two_presses(supervisor: Client, desk: Desk) -> None:
    filing = asked(desk)
    page = words(supervisor, f"{LIST}{filing.pk}/change/")
    assert "Decide by" in page
    assert f"{LIST}{filing.pk}/grant/" in page
    assert f"{LIST}{filing.pk}/suspend/" not in page
    asking = words(supervisor, f"{LIST}{filing.pk}/grant/")
    assert "for 24 months" in asking
    data = {"expected_version": filing.version}
    supervisor.post(f"{LIST}{filing.pk}/grant/", data)
    filing.refresh_from_db()
    assert filing.status == FilingStatus.ACTIVE
    page = words(supervisor, f"{LIST}{filing.pk}/change/")
    assert f"{LIST}{filing.pk}/suspend/" in page
    assert "2028-03-02" in page


def test_returned_suspended_and_lifted_in_words(supervisor: Client, desk: Desk) -> None:
    filing = asked(desk)
    answer = supervisor.post(f"{LIST}{filing.pk}/return/", {"reason": " "})
    assert "Give a reason. The organisation will read it." in answer.content.decode()
    supervisor.post(f"{LIST}{filing.pk}/return/", {"reason": "Say who comes."})
    assert "Say who comes." in words(supervisor, f"{LIST}{filing.pk}/change/")
    filing = filed(desk)
    supervisor.post(f"{LIST}{filing.pk}/suspend/", {"reason": "Two false letters."})
    assert OrganisationFiling.objects.get().status == FilingStatus.SUSPENDED
    supervisor.post(f"{LIST}{filing.pk}/lift/", {})
    assert OrganisationFiling.objects.get().status == FilingStatus.ACTIVE


def test_somebody_elses_step_meanwhile_is_said(supervisor: Client, desk: Desk) -> None:
    filing = asked(desk)
    seen = filing.version
    supervisor.post(f"{LIST}{filing.pk}/return/", {"reason": "Say who."})
    asked(desk)
    answer = supervisor.post(f"{LIST}{filing.pk}/grant/", {"expected_version": seen})
    assert "Somebody else acted on this filing" in answer.content.decode()
    assert OrganisationFiling.objects.get().status == FilingStatus.REQUESTED


def test_what_became_of_earlier_visas(supervisor: Client, desk: Desk) -> None:
    filing = filed(desk)
    electronic(desk=desk)
    page = words(supervisor, f"{LIST}{filing.pk}/change/")
    assert "Electronic visas issued" in page
