"""The page of one step: the way back, with its own words or the common one."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories.port_visa import Desk

pytestmark = pytest.mark.django_db


def back(markup: str) -> str:
    assert "UNDEFINED TEMPLATE VARIABLE" not in markup
    link = BeautifulSoup(markup, "lxml").select_one(".govuk-back-link")
    assert link is not None
    return link.get_text(strip=True)


def test_a_step_that_says_nothing_leads_back(client: Client) -> None:
    desk = Desk()
    draft = desk.draft()
    client.force_login(desk.actor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("invitation_visit", args=[draft.pk, "arrival"])).content.decode()
    assert back(page) == "Back"


@pytest.mark.parametrize(("text", "words"), [("To the list", "To the list"), ("", "Back")])
def test_a_step_may_say_where_it_leads_back(client: Client, text: str, words: str) -> None:
    request = client.get("/en/privacy/").wsgi_request
    context = {"back": "/en/", "back_text": text, "form": None}
    assert back(render_to_string("journey/step.html", context, request)) == words
