"""What strangers send, and what the portal makes of it."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from documents.enums import UploadProblem
from documents.errors import HOW_TO_FIX, UploadRejected
from documents.inspection import file_inspect, label_clean
from documents.reader import HEIC, JPEG, PDF, PNG, Unreadable, read
from tests.documents import files

LIMITS = {"max_pixels": 80_000_000, "max_pages": 100}
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HTML_IN_JPEG = files.picture() + b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("data", "media_type", "pages"),
    [
        (files.picture("JPEG"), JPEG, 1),
        (files.picture("PNG"), PNG, 1),
        (files.picture("HEIF"), HEIC, 1),
        (files.pdf(3), PDF, 3),
        (HTML_IN_JPEG, JPEG, 1),
    ],
    ids=["jpeg", "png", "heic", "pdf", "jpeg-and-html"],
)
def test_type_is_found_by_content(data: bytes, media_type: str, pages: int) -> None:
    reading = read(data, **LIMITS)
    assert (reading.media_type, reading.pages) == (media_type, pages)
    preview = Image.open(io.BytesIO(reading.preview))
    assert preview.format == "JPEG"
    assert len(reading.preview) < 300_000
    assert b"<script" not in reading.preview + reading.view


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"\0\n \0", "empty"),
        (SVG, "wrong_type"),
        (b"MZ\x90\0" + b"\0" * 500, "wrong_type"),
        (b"PK\x03\x04" + b"\0" * 200, "wrong_type"),
        (b"GIF89a" + b"\0" * 200, "wrong_type"),
        (b"just some words", "wrong_type"),
        (b"MZ\x90\0" + files.pdf(), "wrong_type"),
        (files.picture(size=(1200, 900))[:2000], "damaged"),
        (files.picture("PNG", size=(1200, 900))[:300], "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "damaged"),
        (b"%PDF-1.7\nnothing else", "damaged"),
        (files.pdf(2)[:200], "damaged"),
        (files.pdf(user_password="secret"), "encrypted"),
        (files.pdf(user_password=""), "encrypted"),
        (files.pdf(101), "too_many_pages"),
        (files.png_bomb(), "too_many_pixels"),
        (files.png_bomb(9_000), "too_many_pixels"),
    ],
)
def test_what_cannot_be_taken(data: bytes, problem: str) -> None:
    with pytest.raises(Unreadable, match=f"^{problem}$"):
        read(data, **LIMITS)


def test_photo_is_turned_upright_and_loses_its_hidden_data() -> None:
    reading = read(files.picture_turned_with_place(), **LIMITS)
    view = Image.open(io.BytesIO(reading.view))
    assert view.size == (300, 400)
    green = view.convert("RGB").crop((0, 0, 300, 40)).getchannel("G")
    assert max(green.tobytes()) < 60, "the red half is on top"
    assert not view.getexif()
    assert b"SecretPhone" not in reading.view + reading.preview


def test_transparent_picture_is_shown_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    view = Image.open(io.BytesIO(read(out.getvalue(), **LIMITS).view))
    assert view.getpixel((25, 25)) == (255, 255, 255)


def test_large_picture_is_viewed_smaller() -> None:
    view = Image.open(io.BytesIO(read(files.picture(size=(5000, 2500)), **LIMITS).view))
    assert view.size == (3200, 1600)


def test_reader_process_answers_the_same() -> None:
    reading = file_inspect(files.picture("PNG"), label="a.png")
    assert reading.media_type == PNG
    assert Image.open(io.BytesIO(reading.view)).size == (400, 300)
    assert Image.open(io.BytesIO(reading.preview)).size == (400, 300)


@pytest.mark.parametrize(
    ("data", "problem"),
    [(SVG, UploadProblem.WRONG_TYPE), (files.png_bomb(), UploadProblem.TOO_MANY_PIXELS)],
)
def test_reader_process_tells_how_to_fix(data: bytes, problem: UploadProblem) -> None:
    with pytest.raises(UploadRejected) as caught:
        file_inspect(data, label="我的护照.svg")
    assert caught.value.code == problem.value
    assert "我的护照.svg" in caught.value.messages[0]


def test_reader_that_takes_too_long_means_damaged(settings) -> None:
    settings.UPLOAD_READ_SECONDS = 0
    with pytest.raises(UploadRejected) as caught:
        file_inspect(files.picture(), label="slow.jpg")
    assert caught.value.code == UploadProblem.DAMAGED


def test_every_problem_has_a_sentence() -> None:
    assert set(HOW_TO_FIX) == set(UploadProblem)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("passport.jpg", "passport.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\scan.pdf", "scan.pdf"),
        ("e\u0301.jpg", "é.jpg"),
        ("a\0b\n\u202egpj.exe", "abgpj.exe"),
        ("🛂 护照 😀.png", "🛂 护照 😀.png"),
        ("", ""),
    ],
)
def test_label(name: str, label: str) -> None:
    assert label_clean(name) == label


def test_long_label_keeps_its_ending() -> None:
    label = label_clean("x" * 300 + ".jpeg")
    assert len(label) <= 200
    assert label.endswith("….jpeg")


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_label_is_always_short_and_harmless(name: str) -> None:
    label = label_clean(name)
    assert len(label) <= 200
    assert "/" not in label
    assert "\n" not in label
    assert "\0" not in label


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n"]),
)
def test_rubbish_never_crashes(rubbish: bytes, start: bytes) -> None:
    with pytest.raises(Unreadable):
        read(start + rubbish, **LIMITS)
