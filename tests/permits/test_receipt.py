"""The receipt as a PDF says what the record says, in both languages, to both hands."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Authority, PostRole
from applications.deadlines import legal_date
from applications.models import Application
from applications.services import application_accept
from documents.enums import DocumentKind
from documents.reading import pdf_pages, pdf_text, texts_missing
from tests.factories.applications import officer_at
from tests.factories.documents import IssuedDocumentFactory
from tests.factories.permits import TwoHands
from ui.templatetags.components import date_words

pytestmark = pytest.mark.usefixtures("time_machine_at")


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert pdf_pages(answer.content) <= 2
    return pdf_text(answer.content)


@pytest.mark.parametrize("hand", ["", "mine/"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Application received", "Who acts next", "Passport number", "Post"]),
        ("zh-hans", ["上海外国人出入境服务", "护照号码", "闵行"]),
    ],
)
def test_what_was_handed_in_reads_back(
    client: Client, hands: TwoHands, hand: str, language: str, words: list[str]
) -> None:
    permit = hands.submitted()
    client.force_login(hands.someone if hand else hands.employer)
    case = permit.application
    text = text_of(client, f"/{language}/permit-applications/{permit.pk}/{hand}receipt.pdf")
    facts = [
        case.reference,
        case.traveller.name_mrz,
        case.traveller.document_number,
        "Process engineer",
        hands.organisation.name_zh,
        hands.organisation.name_en,
        "12367",
    ]
    assert texts_missing(text, [*facts, *words]) == []
    assert "UNDEFINED" not in text


def test_after_acceptance_it_gives_the_promised_day(client: Client, hands: TwoHands) -> None:
    permit = hands.submitted()
    case = permit.application
    assert case.office is not None
    officer = officer_at(case.office, PostRole.REVIEWER, Authority.WORK_PERMIT)
    application_accept(application=case, actor=officer, now=hands.now)
    due = Application.objects.get(pk=case.pk).due_on
    assert due is not None
    assert due > legal_date(hands.now)
    client.force_login(hands.employer)
    text = text_of(client, f"/en/permit-applications/{permit.pk}/receipt.pdf")
    assert texts_missing(text, ["Application accepted", date_words(due)]) == []


def test_what_the_bureau_issued_is_downloaded_from_the_page(hands: TwoHands) -> None:
    permit = hands.submitted()
    reference = permit.application.reference
    valid, draft = (
        IssuedDocumentFactory.create(kind=kind, subject=reference, **state)
        for kind, state in (
            (DocumentKind.WORK_REFUSAL, {"valid": True}),
            (DocumentKind.RESIDENCE_REFUSAL, {}),
        )
    )
    for hand, user in (("", hands.employer), ("mine/", hands.someone)):
        client = Client()
        client.force_login(user)
        page = client.get(f"/en/permit-applications/{permit.pk}/{hand}receipt/").content.decode()
        assert reverse("application_document", args=[reference, valid.pk]) in page
        assert str(draft.pk) not in page


def test_a_draft_has_no_receipt_and_a_stranger_none(client: Client, hands: TwoHands) -> None:
    draft = hands.complete()
    client.force_login(hands.employer)
    assert client.get(f"/en/permit-applications/{draft.pk}/receipt.pdf").status_code == 404
    filed = hands.submitted()
    client.force_login(TwoHands().employer)
    assert client.get(f"/en/permit-applications/{filed.pk}/receipt.pdf").status_code == 404
