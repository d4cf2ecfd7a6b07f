"""Signing in and registering an organisation in a real browser, with and without JavaScript."""

import io

import pytest
from django.core import mail
from PIL import Image
from playwright.sync_api import Page

from accounts.models import Organisation
from tests.accounts.test_pages import GOOD
from tests.accounts.test_signin import code_of, totp_code
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def submit(page: Page, number: int = 0) -> None:
    with page.expect_navigation():
        page.locator("main button[type=submit]:visible").nth(number).click()


def sign_in(page: Page, email: str) -> None:
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def fill(page: Page, **changes: str) -> None:
    for name, value in {**GOOD, **changes}.items():
        if name in ("province", "has_business_licence"):
            page.check(f"input[name={name}][value={value}]")
        else:
            page.fill(f"#id_{name}", value)


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (600, 400), "white").save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_code_to_an_organisation_that_is_handed_in(
    open_page: OpenPage, language: str, javascript: bool
) -> None:
    user = UserFactory(language=language)

    def clean() -> None:
        if javascript:
            assert axe_violations(page) == []

    page = open_page(f"/{language}/organisations/new/", javascript=javascript)
    clean()
    page.click("a[href*='login/code']")
    clean()
    page.fill("#id_email", user.email)
    submit(page)
    clean()
    page.fill("#id_code", code_of(mail.outbox[0]))
    submit(page)
    assert page.url.endswith(f"/{language}/organisations/new/")
    fill(page, uscc="913101O5MA1K00007Q")
    submit(page)
    clean()
    assert page.locator(".govuk-error-summary a").count() == 1
    page.fill("#id_uscc", GOOD["uscc"])
    submit(page)
    page.set_input_files(
        "input[type=file]", {"name": "证照.png", "mimeType": "image/png", "buffer": picture()}
    )
    submit(page)
    clean()
    page.locator("form[action$='hand-in/'] button").click()
    page.wait_for_url("**/organisations/*/")
    clean()
    assert Organisation.objects.get().status == "pending"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_is_clean_and_fits(open_page: OpenPage, language: str, width: int) -> None:
    member = MembershipFactory(user__language="en")
    base = f"/{language}/organisations/{member.organisation_id}"
    page = open_page("/en/account/login/", width=width)
    assert axe_violations(page) == []
    sign_in(page, member.user.email)
    host = page.url.split("/en/")[0]
    for path in (
        f"/{language}/account/",
        f"/{language}/account/2fa/",
        f"/{language}/account/password/change/",
        f"/{language}/account/email/",
        f"{base}/",
        f"{base}/members/",
        f"{base}/members/{member.pk}/remove/",
        f"{base}/edit/",
        f"{base}/licence/",
        f"/{language}/offices/",
    ):
        page.goto(host + path)
        assert axe_violations(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, path


def test_a_second_factor_is_set_up_and_asked_for(open_page: OpenPage) -> None:
    user = UserFactory()
    page = open_page("/en/account/2fa/totp/activate/")
    sign_in(page, user.email)
    if page.locator("#id_password").count():
        page.fill("#id_password", PASSWORD)
        submit(page)
    assert axe_violations(page) == []
    secret = page.locator("code.portal-code").inner_text()
    page.fill("#id_code", totp_code(secret))
    submit(page)
    assert axe_violations(page) == []
    assert page.locator("code.portal-code").count() == 10
    again = open_page("/en/account/login/")
    sign_in(again, user.email)
    assert axe_violations(again) == []
    assert "Second step" in again.inner_text("h1")


def test_what_was_typed_survives_a_language_switch_and_an_expired_session(
    open_page: OpenPage,
) -> None:
    user = UserFactory()
    page = open_page("/en/organisations/new/")
    sign_in(page, user.email)
    fill(page, district="Minhang")
    page.check("input[name=province][value=jiangsu]")
    page.click(".portal-language")
    page.wait_for_url("**/zh-hans/organisations/new/")
    page.wait_for_selector("main [role=status]")
    assert page.input_value("#id_district") == "Minhang"
    assert page.is_checked("input[name=province][value=jiangsu]")
    user.refresh_from_db()
    assert user.language == "zh-hans"
    page.context.clear_cookies(name="sessionid")
    submit(page)
    assert "/account/login/" in page.url
    page.fill("#id_login", user.email)
    page.fill("#id_password", PASSWORD)
    submit(page)  # the server kept it, so the page needs no help of the browser's memory
    page.wait_for_url("**/zh-hans/organisations/new/")
    assert page.input_value("#id_district") == "Minhang"
    assert page.input_value("#id_name_zh") == GOOD["name_zh"]
