"""The two permits and the two letters: drawn for real, read back, and never mixed up."""

import pytest
from django.urls import reverse

from documents.enums import DocumentKind
from documents.errors import DocumentNotProduced
from documents.producing import document_draw
from documents.reading import pdf_pages, pdf_text
from documents.signing import payload_fields, payload_verify
from tests.factories.documents import IssuedDocumentFactory
from tests.permits.paper import FACTS, PERMIT, draft

LONGEST = {
    "name_primary": "WOLFESCHLEGELSTEINHAUSENBERGERDORFFWEL",
    "name_secondary": "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLM",
    "employer_zh": "上海" + "示例" * 40 + "有限公司",
    "employer_en": "Shanghai " + "Example " * 20 + "Co., Ltd.",
    "post": "Principal " + "Engineer " * 11,
    "post_zh": "高级" * 50,
}


@pytest.mark.parametrize("kind", FACTS)
def test_each_is_drawn_sealed_and_read_back_on_one_page(kind: DocumentKind) -> None:
    document = draft(kind)
    product = document_draw(document)
    assert pdf_pages(product.pdf) == 1
    assert payload_verify(product.payload) == payload_fields(document)
    assert payload_fields(document)["typ"].endswith(kind.value.rpartition("_")[2])


@pytest.mark.parametrize("kind", [DocumentKind.WORK_PERMIT, DocumentKind.RESIDENCE_PERMIT])
@pytest.mark.parametrize(
    "changes",
    [
        {"name_secondary": ""},
        {"name_zh": "", "employer_en": "", "post_zh": ""},
        {"birth_date": None, "birth_date_mrz": "88<<<<"},
        {"sex": "X"},
        {"name_zh": "䶮𬀪"},
        LONGEST,
    ],
    ids=["one name", "no Chinese", "unknown birth day", "X", "rare signs", "longest"],
)
def test_people_are_not_all_alike(kind: DocumentKind, changes: dict[str, str]) -> None:
    assert pdf_pages(document_draw(draft(kind, **changes)).pdf) == 1


def test_a_fact_that_does_not_reach_the_page_stops_the_permit(monkeypatch) -> None:
    document = draft(DocumentKind.WORK_PERMIT)
    real = document.facts
    monkeypatch.setattr("documents.producing.document_render_pdf", _drawn_with(real, "uscc"))
    with pytest.raises(DocumentNotProduced, match=PERMIT["uscc"]):
        document_draw(document)


def _drawn_with(facts, forgotten):
    from documents.rendering import document_render_pdf

    def draw(template, context, *, strict):
        return document_render_pdf(
            template, {**context, "facts": {**facts, forgotten: ""}}, strict=strict
        )

    return draw


def test_the_letters_differ_where_the_laws_differ() -> None:
    work = pdf_text(document_draw(draft(DocumentKind.WORK_REFUSAL)).pdf)
    residence = pdf_text(document_draw(draft(DocumentKind.RESIDENCE_REFUSAL)).pdf)
    assert "reconsideration" in work
    assert "行政复议" in work
    assert "final" not in work
    assert "reconsideration" not in residence
    assert "行政复议" not in residence
    assert "最终决定" in residence
    assert "final" in residence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DocumentKind.WORK_PERMIT, ("Work permit", "share code")),
        (DocumentKind.RESIDENCE_PERMIT, ("Residence permit", "share code")),
        (DocumentKind.WORK_REFUSAL, ("for its reader alone",)),
    ],
)
def test_check_page_tells_a_stranger_no_more_than_needed(client, kind, words) -> None:
    facts = FACTS[kind]
    document = IssuedDocumentFactory(valid=True, kind=kind, facts=facts, valid_until=None)
    page = client.get(reverse("verify_code", args=[document.code])).content.decode()
    for word in words:
        assert word in page
    for secret in (PERMIT["employer_en"], PERMIT["post"], "L898902C3", "ERIKSSON", "boarding"):
        assert secret not in page
    assert "OK to board" not in page
