"""A home office at which nobody would see a case: it is raised at once, and nobody is told twice."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import PostRole
from accounts.models import Post
from accounts.queries import partners_without_anybody
from api.services import client_revoke
from applications.models import Application, Heartbeat
from applications.services.attendance import unattended_tell
from applications.tasks import tell_unattended
from notifications.enums import MessageEvent
from notifications.models import Message
from portal.health import check_partners
from tests.factories.accounts import PostFactory
from tests.factories.api import administrator
from tests.factories.applications import NOW, ApplicationFactory, officer_at
from tests.factories.transfers import home_office, partner, port

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Application:
    """It waits at home, and the last officer there has gone."""
    found: Application = ApplicationFactory(path="home_check")
    Post.objects.filter(office=home_office()).update(active=False)
    return found


def told() -> list[str]:
    rows = Message.objects.filter(event=MessageEvent.HOME_UNATTENDED).order_by("pk")
    return [str(row.recipient) for row in rows]


def test_administrators_and_the_ports_supervisors_are_told_once(case: Application) -> None:
    chief, supervisor = administrator(), officer_at(port(), PostRole.SUPERVISOR)
    PostFactory.create(office=port(), role=PostRole.REVIEWER)
    assert unattended_tell(now=NOW) == 1
    once = told()
    assert set(once) == {str(chief), str(supervisor)}
    assert unattended_tell(now=NOW) == 1
    assert told() == once
    letter = Message.objects.filter(event=MessageEvent.HOME_UNATTENDED).first()
    assert letter is not None
    assert letter.context["reference"] == case.reference
    case.refresh_from_db()
    assert case.at_home, "it is not sent elsewhere behind everybody's back"


def test_somebody_at_work_is_enough(case: Application) -> None:
    assert home_office() in partners_without_anybody()
    officer_at(home_office(), PostRole.SUPERVISOR)
    assert home_office() not in partners_without_anybody()
    assert unattended_tell(now=NOW) == 0


def test_a_system_is_enough_until_it_is_shut_out(case: Application) -> None:
    home = partner()
    assert home_office() not in partners_without_anybody()
    client_revoke(client=home.client, actor=administrator(), now=NOW)
    assert home_office() in partners_without_anybody()


def test_an_administrator_alone_sees_no_case(case: Application) -> None:
    PostFactory.create(office=home_office(), role=PostRole.ADMINISTRATOR)
    assert home_office() in partners_without_anybody()


def test_the_health_page_and_the_list_of_offices_say_so(case: Application) -> None:
    tell_unattended()
    assert Heartbeat.objects.get(name="invariants:unattended").found == 1
    assert "partner-jiangsu" in check_partners(timezone.now())
    desk = Client()
    desk.force_login(administrator())
    page = desk.get(reverse("admin:offices_office_changelist")).content.decode()
    assert "nobody: its cases would not be seen" in page
    for office in partners_without_anybody():
        officer_at(office)
    assert check_partners(timezone.now()) == "ok"
