"""Private papers are the person's and the officers': the company cannot open or even find them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.enums import Authority
from applications.registry import adapter_for
from applications.services import supplement_request
from documents.models import Upload
from notifications.models import Message
from permits import services
from permits.filing.queries import private_codes
from tests.factories.accounts import PostFactory
from tests.factories.permits import PAPER, TwoHands

pytestmark = pytest.mark.usefixtures("time_machine_at")
PRIVATE = ("health", "no_crime_record")


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload_of(permit: Any, code: str) -> Upload:
    rows = permit.application.attachments.filter(code=code, removed_at=None)
    found: Upload = rows.last().upload
    return found


def opened(client: Client, upload: Upload) -> list[int]:
    codes = []
    for page in ("", "preview/"):
        answer: Any = client.get(f"/en/files/{upload.pk}/{page}")
        for close in answer._resource_closers:  # files; close() itself would end the connection
            close()
        codes.append(answer.status_code)
    return codes


def test_the_rows_say_what_is_private(db: None) -> None:
    assert set(PRIVATE) <= private_codes()


@pytest.mark.parametrize("code", PRIVATE)
def test_the_company_opens_no_private_paper(hands: TwoHands, code: str) -> None:
    permit = hands.submitted()
    upload = upload_of(permit, code)
    officer = PostFactory(office=permit.application.office, authority=Authority.WORK_PERMIT).officer
    assert opened(browser(hands.employer), upload) == [404, 404]
    assert opened(browser(hands.someone), upload) == [200, 200]
    assert opened(browser(officer), upload) == [200, 200]
    assert opened(Client(), upload) == [404, 404]


def test_the_company_opens_what_is_not_private(hands: TwoHands) -> None:
    permit = hands.submitted()
    for code in ("degree", "contract", "passport"):
        assert opened(browser(hands.employer), upload_of(permit, code)) == [200, 200]


def test_the_company_finds_no_trace_of_private_papers(hands: TwoHands) -> None:
    permit = hands.submitted()
    reference, client = permit.application.reference, browser(hands.employer)
    for url in (
        f"/en/permit-applications/{permit.pk}/check/",
        f"/en/permit-applications/{permit.pk}/receipt/",
        f"/en/applications/{reference}/",
    ):
        page = client.get(url).content.decode()
        for code in PRIVATE:
            assert f"{code}.jpg" not in page, url
    own = browser(hands.someone)
    assert (
        "health.jpg" in own.get(f"/en/permit-applications/{permit.pk}/mine/check/").content.decode()
    )


def test_a_supplement_about_private_papers_is_the_persons_alone(hands: TwoHands) -> None:
    permit = hands.submitted()
    application = permit.application
    officer = PostFactory(office=application.office).officer
    asked = supplement_request(
        application=application,
        items=[
            ("health", "The health certificate is too old."),
            ("contract", "Page 2 is missing."),
        ],
        actor=officer,
        now=hands.now,
    )
    assert asked
    letters = Message.objects.filter(event="supplement_requested", channel="email")
    told = {letter.recipient: letter.context["items"] for letter in letters}
    assert told[hands.employer] == ["Page 2 is missing."]
    assert len(told[hands.someone]) == 2
    for page in ("", "supplement/"):
        url = f"/en/applications/{application.reference}/{page}"
        assert "too old" not in browser(hands.employer).get(url).content.decode()
        assert "too old" in browser(hands.someone).get(url).content.decode()


def test_a_link_opens_the_files_of_its_application_only(hands: TwoHands) -> None:
    first, second = hands.complete(), hands.complete()
    _link, token = hands.link(first)
    guest = Client()
    assert guest.get(f"/en/permit-link/{token}/").status_code == 200
    assert opened(guest, upload_of(first, "health")) == [404, 404]
    guest.post(f"/en/permit-link/{token}/")
    assert opened(guest, upload_of(first, "health")) == [200, 200]
    assert opened(guest, upload_of(second, "health")) == [404, 404]
    services.person_link_close(permit=first, actor=hands.employer, now=hands.now)
    assert opened(guest, upload_of(first, "health")) == [404, 404]


def test_hidden_codes_by_reader(hands: TwoHands) -> None:
    permit = hands.complete()
    hands.file(permit, "health", "person", SimpleUploadedFile("again.jpg", PAPER))
    adapter = adapter_for(permit.application)
    permit.application.refresh_from_db()
    assert set(PRIVATE) <= set(adapter.hidden_codes(hands.employer, permit.application))
    assert not adapter.hidden_codes(hands.someone, permit.application)
