"""The photo check: a few honest measurements, never a verdict. A person always looks.

Nothing here recognises a face. The picture is made small; its edges beside and above the head are
taken as the background, and what differs from them as the person. From that follow light, evenness
and how much of the picture the person fills. A portrait on a light ground passes; where a
measurement has doubts, it is named so that it can be mended, or handed in as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from statistics import fmean, median, pstdev
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from permits.filing.enums import PhotoProblem

# Passport photo of 33 × 48 mm as the bureau takes it, digitally 354 × 472 pixels and more.
LEAST_WIDTH: Final = 354
LEAST_HEIGHT: Final = 472
SHAPES: Final = (0.65, 0.80)
# Light from 0 (black) to 255 (white).
BACKGROUND_LEAST: Final = 185
BACKGROUND_SPREAD: Final = 22
FIGURE_LIGHT: Final = (60, 215)
# Shares of the picture that the person fills, and where their middle lies.
FIGURE_SHARE: Final = (0.22, 0.78)
FIGURE_MIDDLE: Final = (0.38, 0.62)
DIFFERENCE: Final = 48

_WIDE, _HIGH = 48, 64
Pixel = tuple[int, int, int]


@dataclass(frozen=True)
class PhotoFinding:
    """What was measured, and the doubts that follow from it."""

    problems: Sequence[PhotoProblem] = ()
    measures: dict[str, int] = field(default_factory=dict)


def photo_measure(data: bytes) -> PhotoFinding:
    """Measure a picture. Bytes that are no picture give the one problem ``UNREADABLE``."""
    try:
        with Image.open(BytesIO(data)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return PhotoFinding([PhotoProblem.UNREADABLE])
    width, height = picture.size
    small = picture.resize((_WIDE, _HIGH), Image.Resampling.BOX)
    raw = small.tobytes()
    pixels: list[Pixel] = list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))
    ground = _ground(pixels)
    figure = _figure(pixels, ground)
    measures = {
        "width": width,
        "height": height,
        **_ground_measures(pixels, ground),
        **_figure_measures(pixels, figure),
    }
    return PhotoFinding(_problems(measures), measures)


def _light(pixel: Pixel) -> float:
    return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2]


def _edges() -> list[int]:
    """Places beside and above the head: the upper part of both sides, and the top."""
    sides = [
        row * _WIDE + column
        for row in range(int(_HIGH * 0.45))
        for column in (*range(5), *range(_WIDE - 5, _WIDE))
    ]
    top = [row * _WIDE + column for row in range(3) for column in range(5, _WIDE - 5)]
    return sides + top


def _ground(pixels: Sequence[Pixel]) -> Pixel:
    """The background's colour: the middle value of the edges."""
    edge = [pixels[place] for place in _edges()]
    red, green, blue = (int(median(pixel[band] for pixel in edge)) for band in range(3))
    return red, green, blue


def _figure(pixels: Sequence[Pixel], ground: Pixel) -> list[int]:
    """The places that differ from the background."""
    return [
        place
        for place, pixel in enumerate(pixels)
        if max(abs(one - other) for one, other in zip(pixel, ground, strict=True)) > DIFFERENCE
    ]


def _ground_measures(pixels: Sequence[Pixel], ground: Pixel) -> dict[str, int]:
    lights = [_light(pixels[place]) for place in _edges()]
    return {"ground_light": round(_light(ground)), "ground_spread": round(pstdev(lights))}


def _figure_measures(pixels: Sequence[Pixel], figure: Sequence[int]) -> dict[str, int]:
    if not figure:
        return {"figure_share": 0, "figure_middle": 50, "figure_light": 128}
    columns = [place % _WIDE for place in figure]
    return {
        "figure_share": round(100 * len(figure) / (_WIDE * _HIGH)),
        "figure_middle": round(100 * fmean(columns) / (_WIDE - 1)),
        "figure_light": round(fmean(_light(pixels[place]) for place in figure)),
    }


def _problems(found: dict[str, int]) -> list[PhotoProblem]:
    share, middle = found["figure_share"] / 100, found["figure_middle"] / 100
    shape = found["width"] / found["height"]
    checks = {
        PhotoProblem.TOO_SMALL: found["width"] < LEAST_WIDTH or found["height"] < LEAST_HEIGHT,
        PhotoProblem.SHAPE: not SHAPES[0] <= shape <= SHAPES[1],
        PhotoProblem.BACKGROUND_DARK: found["ground_light"] < BACKGROUND_LEAST,
        PhotoProblem.BACKGROUND_UNEVEN: found["ground_spread"] > BACKGROUND_SPREAD,
        PhotoProblem.TOO_DARK: found["figure_light"] < FIGURE_LIGHT[0],
        PhotoProblem.TOO_BRIGHT: found["figure_light"] > FIGURE_LIGHT[1],
        PhotoProblem.FACE_SMALL: share < FIGURE_SHARE[0],
        PhotoProblem.FACE_LARGE: share > FIGURE_SHARE[1],
        PhotoProblem.FACE_PLACE: not FIGURE_MIDDLE[0] <= middle <= FIGURE_MIDDLE[1],
    }
    return [problem for problem, found_it in checks.items() if found_it]


def photo_sentences(problems: Sequence[str], measures: dict[str, int]) -> list[str]:
    """What is doubtful, in sentences that say how to mend it."""
    size = {
        "width": measures.get("width", 0),
        "height": measures.get("height", 0),
        "least_width": LEAST_WIDTH,
        "least_height": LEAST_HEIGHT,
    }
    sentences = {
        PhotoProblem.TOO_SMALL: _(
            "The picture is %(width)d × %(height)d pixels. It needs at least %(least_width)d × "
            "%(least_height)d: take it with the phone's own camera and do not shrink it."
        )
        % size,
        PhotoProblem.SHAPE: _(
            "The picture has the wrong shape. Cut it upright, a third higher than wide, like a "
            "passport photo of 33 × 48 mm."
        ),
        PhotoProblem.BACKGROUND_DARK: _(
            "The background is not light. Stand in front of a white wall."
        ),
        PhotoProblem.BACKGROUND_UNEVEN: _(
            "The background is not even: there is a shadow or something behind you. Step away from "
            "the wall and take things out of the picture."
        ),
        PhotoProblem.TOO_DARK: _(
            "The picture is too dark. Turn to the window or switch on a lamp."
        ),
        PhotoProblem.TOO_BRIGHT: _("The picture is too bright. Step out of the sun or the flash."),
        PhotoProblem.FACE_SMALL: _(
            "The face fills too little of the picture, or cannot be told from the background. Come "
            "closer: head and shoulders."
        ),
        PhotoProblem.FACE_LARGE: _(
            "The face fills too much of the picture. Step back: the whole head and the shoulders."
        ),
        PhotoProblem.FACE_PLACE: _("The face is not in the middle. Move to the centre."),
        PhotoProblem.UNREADABLE: _("This file is not a picture. Add a JPG, PNG or HEIC."),
    }
    return [str(sentences[PhotoProblem(problem)]) for problem in problems]
