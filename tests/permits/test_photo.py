"""The photo check names what can be mended, and passes a plain portrait."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from permits.filing.enums import PhotoProblem
from permits.filing.photo import photo_measure, photo_sentences
from tests.factories.permits import portrait


def drawn(
    size: tuple[int, int] = (420, 560),
    ground: str = "white",
    skin: str = "#c4a082",
    coat: str = "#3c5078",
    scale: float = 1.0,
    shift: float = 0.0,
) -> bytes:
    """Head and shoulders, with one thing wrong."""
    picture = Image.new("RGB", size, ground)
    draw, (width, height) = ImageDraw.Draw(picture), size
    middle = width * (0.5 + shift)
    half = width * 0.2 * scale
    draw.ellipse((middle - half, height * 0.12, middle + half, height * 0.62), fill=skin)
    half = width * 0.38 * scale
    draw.ellipse((middle - half, height * 0.62, middle + half, height * 1.5), fill=coat)
    stored = BytesIO()
    picture.save(stored, "PNG")
    return stored.getvalue()


def test_a_plain_portrait_passes() -> None:
    assert photo_measure(portrait().read()).problems == []
    assert photo_measure(drawn()).problems == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (drawn(size=(210, 280)), PhotoProblem.TOO_SMALL),
        (drawn(size=(800, 600)), PhotoProblem.SHAPE),
        (drawn(ground="#404040", skin="#f0d0b0"), PhotoProblem.BACKGROUND_DARK),
        (drawn(skin="#201810", coat="#101010"), PhotoProblem.TOO_DARK),
        (drawn(scale=0.3), PhotoProblem.FACE_SMALL),
        (drawn(shift=0.3), PhotoProblem.FACE_PLACE),
        (b"no picture", PhotoProblem.UNREADABLE),
    ],
)
def test_doubts_are_named_with_a_way_to_mend_them(data: bytes, problem: PhotoProblem) -> None:
    finding = photo_measure(data)
    assert problem in finding.problems
    assert all(photo_sentences(finding.problems, finding.measures))


def test_a_background_of_two_halves_is_uneven() -> None:
    with Image.open(BytesIO(drawn())) as opened:
        picture = opened.convert("RGB")
    ImageDraw.Draw(picture).rectangle((0, 0, 40, 560), fill="#a0a0a0")
    stored = BytesIO()
    picture.save(stored, "PNG")
    assert PhotoProblem.BACKGROUND_UNEVEN in photo_measure(stored.getvalue()).problems
