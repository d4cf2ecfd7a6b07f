"""Home and guidance: figures come from the rows, never from the page."""

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from applications.enums import PeriodUnit, Service
from applications.models import DocumentRequirement, ServiceStandard
from notifications.enums import Channel, MessageEvent
from notifications.models import Message
from portal.queries import promise_today, requirements_in_force
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
BEFORE_THE_FESTIVAL = dt.datetime(2026, 2, 13, 4, tzinfo=dt.UTC)


@time_machine.travel(BEFORE_THE_FESTIVAL, tick=False)
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Wednesday 25 February 2026"), ("zh-hans", "2026年2月25日（星期三）")],
)
def test_home_tells_the_day_of_a_decision(client: Client, language: str, words: str) -> None:
    soup = BeautifulSoup(client.get(f"/{language}/").content, "lxml")
    promise = soup.select_one(".portal-offer__promise")
    assert promise is not None
    assert words in promise.get_text()
    assert soup.select_one(".portal-promise__number").get_text() == "3"  # type: ignore[union-attr]


def test_the_newest_standard_in_force_is_promised() -> None:
    today = dt.date(2026, 3, 2)
    for valid_from, amount in ((dt.date(2026, 3, 1), 2), (dt.date(2026, 3, 3), 1)):
        ServiceStandard.objects.create(
            service=Service.PORT_VISA,
            amount=amount,
            unit=PeriodUnit.WORKING_DAYS,
            legal_basis="Notice",
            valid_from=valid_from,
        )
    promise = promise_today(service=Service.PORT_VISA, today=today)
    assert promise is not None
    assert (promise.amount, promise.decided_by) == (2, dt.date(2026, 3, 4))


def test_no_standard_no_promise(client: Client) -> None:
    ServiceStandard.objects.all().delete()
    assert promise_today(service=Service.PORT_VISA, today=dt.date(2026, 3, 2)) is None
    for page in ("/en/", "/en/guidance/port-visa/"):
        response = client.get(page)
        assert response.status_code == 200
        assert "portal-promise__number" not in response.content.decode()


def test_only_requirements_in_force_are_listed(client: Client) -> None:
    today = timezone.localdate()
    line = DocumentRequirement.objects.filter(service=Service.PORT_VISA).first()
    assert line is not None
    assert line in requirements_in_force(service=Service.PORT_VISA, today=today)
    assert line.name in client.get("/en/guidance/port-visa/").content.decode()
    line.valid_until = today - dt.timedelta(days=1)
    line.save()
    assert line not in requirements_in_force(service=Service.PORT_VISA, today=today)


def test_menu_counts_unread_messages_of_this_person_only(client: Client) -> None:
    mine, other = UserFactory(), UserFactory()
    now = timezone.now()
    for number, (person, read_at) in enumerate([(mine, None), (mine, now), (other, None)]):
        Message.objects.create(
            event=MessageEvent.values[0],
            key=str(number),
            channel=Channel.INBOX,
            recipient=person,
            language="en",
            next_attempt_at=now,
            created_at=now,
            read_at=read_at,
        )
    assert "portal-menu__count" not in client.get("/en/privacy/").content.decode()
    client.force_login(mine)
    soup = BeautifulSoup(client.get("/en/privacy/").content, "lxml")
    count = soup.select_one(".portal-menu__count")
    assert count is not None
    assert count.get_text(" ", strip=True) == "1 unread"


def test_the_demonstration_says_so(client: Client) -> None:
    soup = BeautifulSoup(client.get("/en/official-site/").content, "lxml")
    band = soup.select_one(".portal-demo a")
    assert band is not None
    assert band["href"] == "/demo/mailbox/"
    assert "belongs to no authority" in soup.get_text()
