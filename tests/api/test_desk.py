"""The administrator's buttons lead to the pages that do what they say."""

from django.test import Client
from django.urls import reverse

from tests.factories.api import Caller, administrator


def test_every_button_of_a_system_opens_its_page(caller: Caller) -> None:
    """A button and its page once shared a name, so that the button led to itself for ever."""
    desk = Client()
    desk.force_login(administrator())
    key = caller.client.pk
    stem = "admin:api_apiclient"
    buttons = {
        reverse(f"{stem}_let_in"): reverse(f"{stem}_create"),
        reverse(f"{stem}_change_limits", args=[key]): reverse(f"{stem}_limits", args=[key]),
        reverse(f"{stem}_new_secret", args=[key]): reverse(f"{stem}_rotate", args=[key]),
        reverse(f"{stem}_shut_out", args=[key]): reverse(f"{stem}_revoke", args=[key]),
    }
    for button, page in buttons.items():
        answer = desk.get(button, follow=True)
        assert answer.redirect_chain == [(page, 302)]
        assert answer.status_code == 200
