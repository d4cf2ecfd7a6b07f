"""Reads one table that a stranger sent, in a process of its own.

Run as ``python -m documents.sheets MOST_ROWS SECONDS`` with the file on standard input; a workbook
that makes its reader hang, crash or eat memory takes down only this process. It imports no Django.
Nothing in a file is ever computed: a formula comes as the text that it is, with its ``=``. Answer:
one JSON object, ``rows`` (their number in the sheet, their cells as text) or ``problem``.
"""

import csv
import datetime as dt
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import filetype

XLSX, TEXT = "xlsx", "csv"
MEMORY_LIMIT = 1024**3
MOST_INSIDE = 64 * 1024 * 1024  # bytes of a workbook once unpacked
MOST_PARTS = 1000
MOST_COLUMNS = 60
MOST_CHARACTERS = 2001  # of one cell; what is longer is too long for every column anyway
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MACROS = re.compile(r"vbaproject|macrosheets|/activex/", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
_MARKUP = ("<!doctype", "<html", "<?xml", "<table")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SEPARATORS = ("\t", ";", ",")
Row = tuple[int, list[str]]


class Unreadable(Exception):
    """The file cannot be taken; the argument is the value of a ``SheetProblem``."""


def sort_of(data: bytes) -> str:
    """What the bytes are, by their content: ``xlsx`` or ``csv``. Raises ``Unreadable``."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    if data.startswith(_OLE):
        raise Unreadable("locked")
    if data.startswith(_ZIP):
        return XLSX
    if filetype.guess_mime(data) is not None:
        raise Unreadable("wrong_type")
    return TEXT


def read(data: bytes, *, most_rows: int) -> list[Row]:
    """The rows that hold anything. Raises ``Unreadable`` with what is wrong with the file."""
    rows = workbook_rows(data) if sort_of(data) == XLSX else text_rows(text_of(data))
    return filled(rows, most_rows=most_rows)


def filled(rows: Iterable[Iterable[Any]], *, most_rows: int) -> list[Row]:
    """Those of the rows that hold anything, with their numbers. Raises ``Unreadable``."""
    found: list[Row] = []
    for number, cells in enumerate(rows, start=1):
        texts = [cell_text(cell) for cell in islice(cells, MOST_COLUMNS)]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            found.append((number, texts))
        if len(found) > most_rows:
            raise Unreadable("too_many_rows")
    if not found:
        raise Unreadable("empty")
    return found


def cell_text(value: object) -> str:
    """A cell as somebody would type it: whole numbers without a point, days as 2026-03-02."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = value.date() if value.time() == dt.time() else str(value.replace(microsecond=0))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if not isinstance(value, str | int | float | bool | dt.time):
        value = f"={getattr(value, 'text', '') or ''}"  # a formula over several cells
    return " ".join(str(value)[:MOST_CHARACTERS].split())


def text_of(data: bytes) -> str:
    """The text of a file: UTF-8 with or without its mark, UTF-16 with it, or GB 18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return plain_text(text)
    raise Unreadable("encoding")


def plain_text(text: str) -> str:
    """The text itself. Raises ``Unreadable`` for markup, and for signs that no text has."""
    if _CONTROL.search(text) or text.lstrip()[:20].lower().startswith(_MARKUP):
        raise Unreadable("wrong_type")
    return text


def text_rows(text: str) -> Iterator[list[str]]:
    """The rows of a text separated by tabs, semicolons or commas, as its first line has them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    plain = re.sub(r'"[^"]*"', "", first)
    separator = max(_SEPARATORS, key=plain.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Unreadable("damaged") from error


def workbook_rows(data: bytes) -> Iterator[Iterable[Any]]:
    """The rows of a workbook's first sheet, as they are stored. Raises ``Unreadable``."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_parts(parts)
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=False, keep_links=False
            )
            sheet = book.worksheets[0]
            _check_merged(parts, sheet._worksheet_path)
        sheet.reset_dimensions()  # what the file says about its size need not be true
        yield from sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, InvalidFileException, NotImplementedError):
        raise Unreadable("damaged") from None
    except (KeyError, IndexError, AttributeError, TypeError, ValueError, EOFError, SyntaxError):
        raise Unreadable("damaged") from None


def _check_parts(parts: zipfile.ZipFile) -> None:
    """What a workbook holds, before any of it is unpacked."""
    listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_INSIDE:
        raise Unreadable("bomb")
    if any(part.flag_bits & 1 for part in listed):
        raise Unreadable("locked")
    names = {part.filename for part in listed}
    if any(_MACROS.search(name) for name in names):
        raise Unreadable("macros")
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise Unreadable("wrong_type")
    if b"macroEnabled" in parts.read("[Content_Types].xml"):
        raise Unreadable("macros")
    for part in listed:
        if part.filename.endswith((".xml", ".rels")):
            _check_markup(parts, part)


def _check_markup(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No document type, so no entities that grow; and no encoding that hides one."""
    with parts.open(part) as stream:
        head = stream.read(4096)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head or b"<!" in head[:2048]:
        raise Unreadable("damaged")


def _check_merged(parts: zipfile.ZipFile, path: str) -> None:
    rest = b""
    with parts.open(path) as stream:
        while piece := stream.read(1 << 20):
            if _MERGED.search(rest + piece):
                raise Unreadable("merged")
            rest = piece[-64:]


def main(arguments: list[str]) -> None:
    """Read standard input under limits and answer on standard output."""
    most_rows, seconds = (int(argument) for argument in arguments)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: dict[str, object]
    try:
        answer = {"rows": read(sys.stdin.buffer.read(), most_rows=most_rows)}
    except Unreadable as problem:
        answer = {"problem": str(problem)}
    except MemoryError:
        answer = {"problem": "bomb"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
