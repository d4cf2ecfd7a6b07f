"""Opens one file that a stranger sent, in a process of its own.

Run as ``python -m documents.reader MAX_PIXELS MAX_PAGES SECONDS`` with the file on standard input.
Decoders are large C libraries, one of them (pdfium) not safe to use from two threads: here a file
that makes them hang, crash or eat memory takes down only this process. It imports no Django, so
that it starts quickly. Answer: one JSON line, then the preview's bytes, then the viewing copy's.
"""

import io
import json
import resource
import sys
from dataclasses import dataclass

import filetype
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

JPEG, PNG, HEIC, PDF = "image/jpeg", "image/png", "image/heic", "application/pdf"
MEMORY_LIMIT = 3 * 1024**3
PREVIEW_PIXELS = 640
VIEW_PIXELS = 3200
_FORMATS = {JPEG: ("JPEG",), PNG: ("PNG",), HEIC: ("HEIF",)}
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class Unreadable(Exception):
    """The file cannot be taken; the argument is the value of an ``UploadProblem``."""


@dataclass(frozen=True)
class Reading:
    """What the file is, by its content. ``view`` is empty for a PDF, which is shown as it is."""

    media_type: str
    pages: int
    preview: bytes
    view: bytes


def read(data: bytes, *, max_pixels: int, max_pages: int) -> Reading:
    """Find out what ``data`` is, and draw its first page.

    Raises ``Unreadable`` for anything but a whole JPEG, PNG, HEIC or unlocked PDF within limits.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    media_type = filetype.guess_mime(data)
    if media_type == "image/heif":
        media_type = HEIC
    if media_type == PDF:
        return _read_pdf(data, max_pages)
    if media_type in _FORMATS:
        return _read_picture(data, media_type, max_pixels)
    raise Unreadable("wrong_type")


def _read_picture(data: bytes, media_type: str, max_pixels: int) -> Reading:
    if media_type == HEIC:
        import pillow_heif

        pillow_heif.register_heif_opener()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS[media_type])
        if picture.width * picture.height > max_pixels:
            raise Unreadable("too_many_pixels")
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    except _BOMBS as error:
        raise Unreadable("too_many_pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable("damaged") from error
    plain = _flatten(upright)
    return Reading(media_type, 1, _jpeg(plain, PREVIEW_PIXELS, 80), _jpeg(plain, VIEW_PIXELS, 88))


def _flatten(picture: Image.Image) -> Image.Image:
    """RGB on white: what a transparent picture looks like on paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _jpeg(picture: Image.Image, longest: int, quality: int) -> bytes:
    """A fresh JPEG without metadata, no longer than ``longest`` on its longer side."""
    small = picture.copy()
    small.thumbnail((longest, longest))
    small.info.clear()
    out = io.BytesIO()
    small.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _read_pdf(data: bytes, max_pages: int) -> Reading:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("encrypted" if "password" in str(error).lower() else "damaged") from error
    try:
        if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise Unreadable("encrypted")  # it opens, but nobody can scan what is inside
        pages = len(document)
        if not 0 < pages <= max_pages:
            raise Unreadable("too_many_pages" if pages else "damaged")
        page = document[0]
        scale = PREVIEW_PIXELS / max(page.get_width(), page.get_height(), 1)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil()
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged") from error
    finally:
        document.close()
    return Reading(PDF, pages, _jpeg(picture.convert("RGB"), PREVIEW_PIXELS, 80), b"")


def main(arguments: list[str]) -> None:
    """Read standard input under limits and answer on standard output."""
    max_pixels, max_pages, seconds = (int(argument) for argument in arguments)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: dict[str, object]
    bodies: list[bytes] = []
    try:
        reading = read(sys.stdin.buffer.read(), max_pixels=max_pixels, max_pages=max_pages)
    except Unreadable as problem:
        answer = {"problem": str(problem)}
    except MemoryError:
        answer = {"problem": "too_many_pixels"}
    else:
        bodies = [reading.preview, reading.view]
        answer = {
            "media_type": reading.media_type,
            "pages": reading.pages,
            "lengths": [len(body) for body in bodies],
        }
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(bodies))


if __name__ == "__main__":
    main(sys.argv[1:])
