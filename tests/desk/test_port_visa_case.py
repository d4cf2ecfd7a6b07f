"""The desk over real invitations: the port visa's own adapter, documents and messages."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications import registry
from applications.admin.related import messages_about
from applications.models import Application
from notifications.enums import Channel, MessageEvent, MessageStatus
from offices.models import Office
from port_visa.adapter import PortVisaAdapter
from tests.desk.conftest import content, officer, page, posted, signed_in
from tests.factories.notifications import NOW, MessageFactory
from tests.factories.port_visa import ANNA, SAM, Desk
from tests.support.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_adapter(adapter: Any, settings: Any) -> Iterator[None]:
    settings.PORTAL_DEMO = True
    with registry.override(PortVisaAdapter()):
        yield


@pytest.fixture
def group() -> list[Application]:
    invitation = Desk().submitted(ANNA, SAM)
    return list(Application.objects.filter(invitee__invitation=invitation).order_by("id"))


@pytest.fixture
def post(group: list[Application]) -> tuple[Client, User]:
    user = officer(Office.objects.get(applications=group[0]))
    return signed_in(user), user


def test_the_case_page_shows_visit_inviter_files_and_flags(
    group: list[Application], post: tuple[Client, User]
) -> None:
    text = content(post[0].get(page(group[0])))
    organisation = group[0].organisation
    assert organisation is not None
    for expected in (
        "Commissioning of a test line",
        organisation.uscc,
        "TESTER, SAM",
        "passport.jpg",
        "Copy of the passport",
        "ERIKSSON",
        group[1].reference,
    ):
        assert expected in text


def test_all_invitees_at_once(
    group: list[Application], post: tuple[Client, User], settings: Any
) -> None:
    # one service call a case, on purpose: what fails for one must not stop the others
    settings.ZEAL_ALLOWLIST = [{"model": "*"}]
    values: dict[str, Any] = {"case": [case.pk for case in group], "action": "accept"}
    values |= {f"version_{case.pk}": case.version for case in group}
    text = content(post[0].post(page(group[0], "together"), values))
    assert "2 of 2 done: Accept." in text
    assert {case.status for case in Application.objects.all()} == {"accepted"}
    shown = content(post[0].get(page(group[0])))
    assert "Application accepted" in shown  # the message to the applicant, as it was sent


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("accept", {}),
        ("supplement", {"use_passport_copy": "on", "text_passport_copy": "Again, sharper."}),
        ("not-accept", {"reason": "not_needed", "text": "No visa is needed."}),
    ],
)
def test_each_step_shows_its_message_in_both_languages(
    group: list[Application], post: tuple[Client, User], step: str, typed: dict[str, str]
) -> None:
    case = group[0]
    text = content(post[0].post(page(case, step), posted(case, preview="1", **typed)))
    if step == "accept":  # nothing is typed, so the page shows the message at once
        assert Application.objects.get(pk=case.pk).status == "accepted"
        return
    assert 'lang="en"' in text
    assert 'lang="zh-hans"' in text
    assert Application.objects.get(pk=case.pk).status == "submitted"


def test_files_open_for_the_officer_and_not_for_another(
    group: list[Application], post: tuple[Client, User], other_office: Office
) -> None:
    upload = group[0].attachments.first()
    assert upload is not None
    address = reverse("upload_preview", args=[upload.upload_id])
    outsider = signed_in(officer(other_office))
    assert outsider.get(address).status_code in (403, 404)


def test_queries_of_the_case_page_do_not_grow_with_the_group(
    post: tuple[Client, User], group: list[Application]
) -> None:
    alone = Desk().submitted(ANNA).invitees.get().application
    assert queries_of(post[0], page(group[0])) == queries_of(post[0], page(alone)) <= 30


def test_what_one_act_told_everybody_is_one_line(
    group: list[Application], post: tuple[Client, User]
) -> None:
    case = group[0]
    told = {"context": {"reference": case.reference}, "recipient": case.filed_by}
    for minute in (1, 2):
        for channel in Channel:
            MessageFactory.create(
                **told,
                event=MessageEvent.SUPPLEMENT_REQUESTED,
                channel=channel,
                created_at=NOW + timedelta(minutes=minute),
                subject=f"Please correct {minute}",
            )
    sent = [act for act in messages_about(case) if act.newest.event == "supplement_requested"]
    assert [len(act.messages) for act in sent] == [2, 2]
    text = content(post[0].get(page(case)))
    assert text.count("<strong>Please correct 1</strong>") == 1  # in the e-mail and in the inbox
    assert text.index("Please correct 2") < text.index("Please correct 1")


def test_a_failed_message_colours_its_line(group: list[Application]) -> None:
    told = {"event": MessageEvent.APPLICATION_ACCEPTED, "created_at": NOW}
    told |= {"context": {"reference": group[0].reference}, "recipient": group[0].filed_by}
    MessageFactory.create(**told, sent=True)
    failed = MessageFactory.create(**told, status=MessageStatus.FAILED, address="gone@example.org")
    newest = messages_about(group[0])[0]
    assert len(newest.messages) == 2
    assert newest.worst == failed
