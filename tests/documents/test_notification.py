"""The Port Visa Notification on paper: one page, every fact readable, whatever the names are."""

import io
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.checks import fonts_present, production_has_scanner_and_keys
from documents.dates import date_en, date_zh
from documents.errors import DocumentNotProduced
from documents.models import IssuedDocument
from documents.notification import category_of, last_day, read_back
from documents.producing import document_draw
from documents.reading import pdf_pages, pdf_text, qr_texts, texts_missing
from documents.rendering import (
    FONT_FILES,
    FONTS,
    data_address,
    document_render_pdf,
    glyphs_missing,
    html_to_pdf,
)
from tests.factories.documents import FACTS, IssuedDocumentFactory

LONG = {
    "name_primary": "WOLFESCHLEGELSTEINHAUSENBERGERDORFFSSON",
    "name_secondary": "MARIA ALEXANDRA CHRISTINA GUADALUPE WXY",
    "name_zh": "欧阳䶮𬀪·司马相如·亚历山德拉",
    "sex": "X",
    "birth_date": None,
    "birth_date_mrz": "74<<<<",
    "nationality": "XXB",
    "nationality_zh": "1951年关于难民地位公约所指的难民",
    "nationality_en": "Refugee as defined in the 1951 Convention relating to the Status of Refugees",
    "inviter_zh": "上海" + "临港新片区国际商务合作" * 8 + "有限公司",
    "inviter_en": "Lin-gang International Business Cooperation and Advanced Technology Company "
    * 3,
    "category_zh": "高层次和急需紧缺专门人才及其他依法确定的人员",
    "category_en": "High-level talents and professionals urgently needed by the State, and others",
    "port_zh": "上海吴淞口国际邮轮港口岸签证处（宝山）",
    "port_en": "Shanghai Wusongkou International Cruise Terminal, Baoshan District",
    "issuing_office_zh": "上海市公安局出入境管理局口岸签证处（浦东国际机场）",
    "issuing_office_en": "Port Visa Division, Exit-Entry Administration Bureau of Shanghai Public Security",
}


def document(**facts) -> IssuedDocument:
    return IssuedDocumentFactory.build(facts={**FACTS, **facts})


@pytest.mark.parametrize(
    "facts",
    [
        {},
        LONG,
        {"name_primary": "ARKFREITH", "name_secondary": ""},
        {"name_primary": "", "name_secondary": "SATRIYA"},
        {"sex": "X"},
        {"sex": ""},
        {"birth_date": None, "birth_date_mrz": "<<<<<<"},
        {"birth_date": "", "birth_date_mrz": "740800"},
        {"name_zh": "䶮𬀪㐂", "inviter_zh": "上海鑫淼龘科技有限公司"},
        {"inviter_en": ""},
        {"inviter_en": "Đặng Nguyễn Ốc & Œuvre Łódź İstanbul <Ltd.> Ελλάς Москва"},
        {"stay_days": 30},
        {"nationality": "D", "nationality_zh": "德国", "nationality_en": "Germany"},
    ],
)
def test_one_page_with_every_fact(facts) -> None:
    subject = document(**facts)
    pdf = document_draw(subject).pdf  # compares every fact and the QR by itself
    assert pdf_pages(pdf) == 1
    text = pdf_text(pdf)
    assert not texts_missing(text, [*read_back(subject.facts), subject.number, subject.code])
    assert not texts_missing(text, ["This is not a visa", "12367", "+86 10 12367", "示范 SPECIMEN"])


def test_states_the_stay_in_words() -> None:
    """A14: entering on 10 March with 30 days, the last lawful day is 9 April."""
    assert last_day(date(2026, 3, 10), 30) == date(2026, 4, 9)
    subject = document(valid_until="2026-03-10", stay_days=30)
    subject.valid_until = date(2026, 3, 10)
    text = pdf_text(document_draw(subject).pdf)
    wanted = ["最后停留日为2026年4月9日", "If you enter that day, your last day is 9 April 2026"]
    assert not texts_missing(text, wanted)


def test_facts_and_record_must_agree_on_the_last_day() -> None:
    with pytest.raises(DocumentNotProduced):
        document_draw(document(valid_until="2026-03-10"))


def test_too_long_for_any_setting_is_not_issued() -> None:
    with pytest.raises(DocumentNotProduced) as caught:
        document_draw(document(inviter_zh="很长的名称" * 800))
    assert caught.value.code == "pages"


def test_markup_in_a_name_stays_text() -> None:
    text = pdf_text(document_draw(document(inviter_en="<b>Bold</b> & Co.")).pdf)
    assert "<b>Bold</b> & Co." in text.replace("\n", " ")
    assert "Port Visa Authority, Shanghai" in text, "spaces are plain spaces for readers"


def test_real_seal_is_not_marked_as_a_specimen() -> None:
    with patch("documents.producing.seal_is_specimen", return_value=False):
        text = pdf_text(document_draw(document()).pdf)
    assert "SPECIMEN" not in text
    assert "电子印章" in text


def test_corrected_version_says_so() -> None:
    subject = document()
    subject.version = 2
    text = pdf_text(document_draw(subject).pdf)
    assert not texts_missing(text, ["更正版", "Corrected version 2"])


def test_is_tagged_for_readers() -> None:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(document_draw(document()).pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_uses_nothing_but_packaged_fonts() -> None:
    from pypdf import PdfReader

    page: Any = PdfReader(io.BytesIO(document_draw(document(name_zh="䶮")).pdf)).pages[0]
    names = {font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()}
    assert names
    for name in names:
        assert name.partition("+")[2].startswith("Noto-Sans"), name


def test_category_without_the_letter_before_it() -> None:
    facts = {"category": "M", "category_meaning_zh": "M · 贸易", "category_meaning_en": "M · trade"}
    assert category_of(facts) == ["贸易", "trade"]


# The tools


def test_dates_in_words() -> None:
    assert (date_zh(date(2026, 3, 2)), date_en(date(2026, 3, 2))) == (
        "2026年3月2日",
        "2 March 2026",
    )


@given(st.dates())
def test_dates_have_no_zero_in_front(day: date) -> None:
    assert str(day.day) == date_en(day).split()[0]
    assert f"月{day.day}日" in date_zh(day)


def test_fonts_cover_the_names_of_the_world() -> None:
    assert not glyphs_missing("䶮𬀪㐂龘 Nguyễn Thị Ắ Ł ß ŉ İ ı Ő ŵ Ñ Ђ Ж Ω ά 〔〕“”…—·，。：；（）")
    assert glyphs_missing("a😀\u0e01") == {"😀", "\u0e01"}


@pytest.mark.parametrize("name", FONT_FILES)
def test_fonts_are_free_to_share(name: str) -> None:
    with TTFont(FONTS / name) as font:
        assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert (FONTS / "OFL.txt").read_text().count("SIL OPEN FONT LICENSE")


def test_check_finds_a_missing_font(tmp_path) -> None:
    assert fonts_present() == []
    with patch("documents.checks.FONTS", tmp_path):
        assert [error.id for error in fonts_present()] == ["documents.E001"] * len(FONT_FILES)


def test_check_asks_for_productions_own_scanner_and_keys(settings) -> None:
    assert len(production_has_scanner_and_keys()) == 3
    settings.CLAMAV_ADDRESS = settings.SEAL_PKCS12 = settings.SIGNING_KEY_PEM = "set"
    assert production_has_scanner_and_keys() == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "file:///etc/passwd",
        "asset:../settings.py",
        "asset:document.css",
    ],
)
def test_nothing_is_fetched(address: str) -> None:
    source = f'<html lang="en"><title>t</title><p>Hi<img alt="" src="{address}">'
    with pytest.raises(BaseException, match="may not fetch"):
        html_to_pdf(source)


def test_receipt_draws_a_box_where_a_document_would_stop() -> None:
    source = '<html lang="en"><title>t</title><p>Hi 😀'
    assert "□" in pdf_text(html_to_pdf(source))
    with pytest.raises(DocumentNotProduced):
        html_to_pdf(source, strict=True)


def test_template_is_drawn_with_its_context() -> None:
    pdf = document_render_pdf(
        "documents/pdf/notification.html", {"facts": FACTS, "words": {}, **EMPTY}
    )
    assert "ERIKSSON" not in pdf_text(pdf)
    assert "Utopia" in pdf_text(pdf)


EMPTY = {
    "name": "",
    "name_is_long": False,
    "qr": data_address(b"\x89PNG", "image/png"),
    "check_address": "",
    "density": "normal",
    "category_zh": "",
    "category_en": "",
    "sex_zh": "",
    "sex_letter": "",
    "specimen": True,
    "document": {"number": "1", "code": "2", "version": 1},
    "words": dict.fromkeys(
        f"{name}_{language}"
        for name in ("until", "last", "issued", "passport_until", "birth")
        for language in ("zh", "en")
    ),
}


@settings(max_examples=100)
@given(st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_comparison_finds_what_is_there(facts: list[str]) -> None:
    page = "\n ".join(facts)
    assert texts_missing(page, facts) == []
    assert texts_missing(page, ["\u4dae absent"]) == ["\u4dae absent"]


def test_qr_reads_as_a_camera_reads_it() -> None:
    subject = document()
    product = document_draw(subject)
    [text] = qr_texts(product.pdf)
    assert text.endswith(f"/v/{subject.code}#{product.payload}")
