"""The administrator's buttons lead to the pages that do what they say."""

from django.test import Client
from django.urls import reverse

from api.models import ApiClient
from tests.factories.api import Caller, administrator
from tests.factories.transfers import home_office, port


def test_every_button_of_a_system_opens_its_page(caller: Caller) -> None:
    """A button and its page once shared a name, so that the button led to itself for ever."""
    desk = Client()
    desk.force_login(administrator())
    key = caller.client.pk
    stem = "admin:api_apiclient"
    buttons = {
        reverse(f"{stem}_let_in"): reverse(f"{stem}_create"),
        reverse(f"{stem}_let_office_in"): reverse(f"{stem}_create_office"),
        reverse(f"{stem}_change_limits", args=[key]): reverse(f"{stem}_limits", args=[key]),
        reverse(f"{stem}_new_secret", args=[key]): reverse(f"{stem}_rotate", args=[key]),
        reverse(f"{stem}_shut_out", args=[key]): reverse(f"{stem}_revoke", args=[key]),
    }
    for button, page in buttons.items():
        answer = desk.get(button, follow=True)
        assert answer.redirect_chain == [(page, 302)]
        assert answer.status_code == 200


def test_an_administrator_lets_an_offices_system_in(caller: Caller) -> None:
    desk = Client()
    desk.force_login(administrator())
    home = home_office()
    wish = {
        "office": home.pk,
        "name": "Case system of Jiangsu",
        "language": "zh-hans",
        "scopes": ["transfers:read"],
        "requests_per_minute": 90,
    }
    page = desk.post(reverse("admin:api_apiclient_create_office"), wish)
    made = ApiClient.objects.get(office=home)
    assert made.oauth.client_id in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert (made.scopes, made.requests_per_minute) == (["transfers:read"], 90)
    assert str(made.party) in desk.get(reverse("admin:api_apiclient_changelist")).content.decode()

    shown = desk.get(reverse("admin:api_apiclient_change", args=[made.pk])).content.decode()
    assert "read the cases of a partner office <code>transfers:read</code>" in shown

    limits = reverse("admin:api_apiclient_limits", args=[made.pk])
    assert "cases:write" not in desk.get(limits).content.decode()
    wrong = desk.post(limits, {"scopes": ["cases:write"], "requests_per_minute": 60})
    made.refresh_from_db()
    assert (wrong.status_code, made.scopes) == (200, ["transfers:read"])
    desk.post(limits, {"scopes": ["transfers:write"], "requests_per_minute": 60})
    made.refresh_from_db()
    assert made.scopes == ["transfers:write"]
    desk.post(reverse("admin:api_apiclient_revoke", args=[made.pk]), {})
    made.refresh_from_db()
    assert made.revoked_at


def test_another_office_is_not_offered(caller: Caller) -> None:
    desk = Client()
    desk.force_login(administrator())
    wish = {
        "office": port().pk,
        "name": "X",
        "language": "en",
        "scopes": ["transfers:read"],
        "requests_per_minute": 90,
    }
    page = desk.post(reverse("admin:api_apiclient_create_office"), wish)
    assert page.status_code == 200
    assert not ApiClient.objects.filter(office__isnull=False).exists()
