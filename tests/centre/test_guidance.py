"""Guidance for after arrival: the page, and sending it from a case."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import PostRole
from accounts.models import User
from applications.enums import EventKind
from applications.errors import NotPermitted
from applications.models import Application
from centre import errors
from centre.services import guidance_send
from notifications.enums import MessageEvent
from notifications.models import Message
from offices.models import Office
from tests.factories.accounts import PostFactory
from tests.factories.applications import NOW, case_take
from tests.factories.centre import centre_officer
from tests.factories.port_visa import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> Application:
    case: Application = Desk().submitted().invitees.get().application
    return case


@pytest.fixture
def case(waiting: Application) -> Application:
    return case_take(waiting, "accept")


@pytest.fixture
def reviewer(waiting: Application) -> User:
    found: User = PostFactory.create(office=waiting.office).officer
    return found


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_names_the_law(client: Client, language: str) -> None:
    page = words(client.get(f"/{language}/guidance/after-arrival/"))
    law = {
        "en": ["articles 39 and 76", "24 hours", "9 April", "articles 30, 41, 43 and 80", "12367"],
        "zh-hans": ["第三十九条", "24小时", "4月9日", "第四十一条", "12367"],
    }
    assert [text for text in law[language] if text not in page] == []


def test_it_is_sent_once_and_written_down(case: Application, reviewer: User) -> None:
    guidance_send(application=case, actor=reviewer, now=NOW)
    sent = Message.objects.filter(event=MessageEvent.GUIDANCE_SENT)
    assert sent.exists()
    assert {message.context["path"] for message in sent} == {"/guidance/after-arrival/"}
    assert case.events.get(kind=EventKind.GUIDANCE_SENT).actor == reviewer
    with pytest.raises(errors.GuidanceSent):
        guidance_send(application=case, actor=reviewer, now=NOW)
    assert case.events.filter(kind=EventKind.GUIDANCE_SENT).count() == 1


def test_only_who_reviews_the_case_sends_it(case: Application) -> None:
    elsewhere = PostFactory.create(office=Office.objects.get(code="sha-port-visa")).officer
    port = PostFactory.create(office=case.office, role=PostRole.PORT_OFFICER).officer
    for person in (elsewhere, port, centre_officer(), case.filed_by):
        with pytest.raises(NotPermitted):
            guidance_send(application=case, actor=person, now=NOW)
    assert not Message.objects.filter(event=MessageEvent.GUIDANCE_SENT).exists()


def test_not_before_acceptance(waiting: Application, reviewer: User) -> None:
    with pytest.raises(errors.GuidanceTooEarly):
        guidance_send(application=waiting, actor=reviewer, now=NOW)


def test_the_button_sends_it_and_is_gone(client: Client, case: Application, reviewer: User) -> None:
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    step = reverse("admin:applications_application_step_guidance", args=[case.pk])
    page = words(client.get(step))
    assert "Open it to print" in page
    assert "Register the accommodation within 24 hours" in page  # the letter, as it will be sent
    assert "入住后24小时内办理住宿登记" in page
    assert "The guidance is sent." in words(client.post(step, follow=True))
    overview = words(client.get(reverse("admin:applications_application_change", args=[case.pk])))
    assert step not in overview
    assert "guidance for after arrival sent" in overview.lower()
