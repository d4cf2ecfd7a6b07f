"""Passports of nobody: lines and pictures of the fictional state UTO, for demonstration."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

import documents
from applications.passport.rules.digits import FILLER, check_digit

SIZE: Final = (1250, 880)
_FONT: Final = Path(documents.__file__).parent / "fonts" / "NotoSans-Regular.ttf"
_INK, _PAPER, _BAND, _RED = "#1b2a3d", "#f3efe4", "#e2dcc9", "#b3261e"


@dataclass(frozen=True)
class Specimen:
    """What a fictional passport says. Names in capital Latin letters."""

    primary: str
    secondary: str
    number: str
    birth_date: date
    expires_on: date
    sex: str = "F"
    state: str = "UTO"
    code: str = "P<"

    @property
    def line1(self) -> str:
        names = (self.primary + FILLER * 2 + self.secondary).replace(" ", FILLER)
        return (self.code + self.state.ljust(3, FILLER) + names).ljust(44, FILLER)[:44]

    @property
    def line2(self) -> str:
        number = self.number.ljust(9, FILLER)
        born, ends = f"{self.birth_date:%y%m%d}", f"{self.expires_on:%y%m%d}"
        line = number + check_digit(number) + self.state.ljust(3, FILLER)
        line += born + check_digit(born) + (FILLER if self.sex == "X" else self.sex)
        line += ends + check_digit(ends) + FILLER * 14 + "0"
        return line + check_digit(line[0:10] + line[13:20] + line[21:43])

    @property
    def lines(self) -> str:
        return f"{self.line1}\n{self.line2}"


def specimen_image(specimen: Specimen) -> bytes:
    """A drawn photo page with the two lines, plainly marked as a specimen; a JPEG."""
    picture = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0], 110), fill=_INK)
    draw.text((40, 30), "UTOPIA  ·  PASSPORT  ·  SPECIMEN", font=_font(44), fill=_PAPER)
    draw.rectangle((40, 150, 380, 590), outline=_INK, width=3)
    draw.ellipse((135, 215, 285, 375), fill=_BAND, outline=_INK)
    draw.rounded_rectangle((85, 400, 335, 588), radius=80, fill=_BAND, outline=_INK)
    rows = (
        ("Surname", specimen.primary or "–"),
        ("Given names", specimen.secondary or "–"),
        ("Passport No.", specimen.number),
        ("Nationality", specimen.state),
        ("Date of birth", f"{specimen.birth_date:%d %b %Y}".upper()),
        ("Sex", specimen.sex),
        ("Date of expiry", f"{specimen.expires_on:%d %b %Y}".upper()),
    )
    for index, (label, value) in enumerate(rows):
        top = 145 + index * 64
        draw.text((430, top), label, font=_font(18), fill=_INK)
        draw.text((430, top + 20), value, font=_font(32), fill=_INK)
    draw.text((820, 560), "NOT A PASSPORT", font=_font(40), fill=_RED)
    draw.rectangle((0, 650, SIZE[0], SIZE[1]), fill="#ffffff")
    _draw_line(draw, 700, specimen.line1)
    _draw_line(draw, 775, specimen.line2)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def paper_image(title: str, lines: Sequence[str]) -> bytes:
    """A drawn page with a title and a few lines, plainly marked as a specimen; a PNG."""
    picture = Image.new("RGB", (1000, 1414), "#fffefa")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 960, 1374), outline=_BAND, width=4)
    draw.text((100, 110), title, font=_font(46), fill=_INK)
    for index, line in enumerate(lines):
        draw.text((100, 240 + index * 64), line, font=_font(28), fill=_INK)
    draw.text((100, 1290), "SPECIMEN · FOR THE DEMONSTRATION ONLY", font=_font(30), fill=_RED)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_line(draw: ImageDraw.ImageDraw, top: int, line: str) -> None:
    """One line of 44 signs in columns of equal width, as on a real page."""
    step = (SIZE[0] - 80) / 44
    for index, sign in enumerate(line):
        draw.text((40 + (index + 0.5) * step, top), sign, font=_font(38), fill="#000", anchor="ma")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size)
