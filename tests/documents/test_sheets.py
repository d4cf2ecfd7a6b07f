"""Tables from strangers: what they hold is read as text, and nothing in them is ever run."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from documents import sheets
from documents.scanners import EICAR
from documents.sheet_opening import (
    HOW_TO_FIX,
    SheetProblem,
    SheetRejected,
    sheet_read,
    sheet_sort,
    sheet_text_read,
)
from tests.factories.rosters import workbook


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def changed(name: str, before: bytes, after: bytes) -> bytes:
    parts = parts_of(workbook([["a", "b"]]))
    assert before in parts[name]
    return zipped({**parts, name: parts[name].replace(before, after)})


def merged() -> bytes:
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.merge_cells("A1:B1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def locked_zip() -> bytes:
    """A workbook whose parts say that they are encrypted."""
    data = bytearray(workbook([["a"]]))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(data)


# a workbook knows no time zone
NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
NASTY: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", SheetProblem.EMPTY),
    "blanks": (b"\0\0 \r\n", SheetProblem.EMPTY),
    "a PDF": (b"%PDF-1.7\n%x", SheetProblem.WRONG_TYPE),
    "a program": (b"MZ\x90\x00\x03" + b"\0" * 100, SheetProblem.WRONG_TYPE),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, SheetProblem.WRONG_TYPE),
    "a web page": (b"<html><table><tr><td>a", SheetProblem.WRONG_TYPE),
    "an XML file": (b"<?xml version='1.0'?><a/>", SheetProblem.WRONG_TYPE),
    "signs that no text has": (b"a,b\n\x1b[31m,c", SheetProblem.WRONG_TYPE),
    "no characters": (b"a,\xff\x80\xff\n", SheetProblem.ENCODING),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, SheetProblem.LOCKED),
    "a locked workbook": (locked_zip(), SheetProblem.LOCKED),
    "any archive": (zipped({"a.txt": b"a"}), SheetProblem.WRONG_TYPE),
    "a broken archive": (b"PK\x03\x04" + b"x" * 100, SheetProblem.DAMAGED),
    "half a workbook": (workbook([["a"]])[:2000], SheetProblem.DAMAGED),
    "macros": (
        zipped({**parts_of(workbook([["a"]])), "xl/vbaProject.bin": b"x"}),
        SheetProblem.MACROS,
    ),
    "a type with macros": (
        changed(TYPES, b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"macroEnabled"),
        SheetProblem.MACROS,
    ),
    "merged cells": (merged(), SheetProblem.MERGED),
    "entities that grow": (
        changed(SHEET, b"<worksheet", ENTITIES + b"<worksheet"),
        SheetProblem.DAMAGED,
    ),
    "another encoding": (
        zipped({**parts_of(workbook([["a"]])), SHEET: "<worksheet/>".encode("utf-16")}),
        SheetProblem.DAMAGED,
    ),
    "a sheet that is no XML": (
        zipped({**parts_of(workbook([["a"]])), SHEET: b"<worksheet><sheetData><row"}),
        SheetProblem.DAMAGED,
    ),
    "a bomb": (
        zipped({**parts_of(workbook([["a"]])), "xl/media/x.bin": b"\0" * (65 << 20)}),
        SheetProblem.BOMB,
    ),
    "a thousand parts": (
        zipped({**parts_of(workbook([["a"]])), **{f"xl/x{n}.bin": b"" for n in range(1001)}}),
        SheetProblem.BOMB,
    ),
    "100,000 rows": (b"a,b\n" * 100_000, SheetProblem.TOO_MANY_ROWS),
    "a quote without end": (b'a,"' + b"x" * 200_000, SheetProblem.DAMAGED),
    "the test virus": (EICAR, SheetProblem.INFECTED),
    "an empty sheet": (workbook([]), SheetProblem.EMPTY),
}


@pytest.mark.parametrize("what", NASTY)
def test_what_cannot_be_read_is_refused_in_words(what: str) -> None:
    data, problem = NASTY[what]
    with pytest.raises(SheetRejected) as refused:
        sheet_read(data, label="people.xlsx", most_rows=520)
    assert refused.value.code == problem
    assert "people.xlsx" in refused.value.messages[0]


def test_a_hundred_thousand_rows_in_a_workbook() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for n in range(20_000):
        sheet.append([n])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(SheetRejected) as refused:
        sheet_read(out.getvalue(), label="a.xlsx", most_rows=500)
    assert refused.value.code == SheetProblem.TOO_MANY_ROWS


@pytest.mark.parametrize(
    ("data", "label", "problem"),
    [
        (workbook([["a"]]), "people.csv", SheetProblem.LIES),
        (b"a,b", "people.xlsx", SheetProblem.LIES),
        (b"a,b", "people.exe", SheetProblem.WRONG_TYPE),
        (workbook([["a"]]), "people.xlsm", SheetProblem.MACROS),
        (b"%PDF-1.7", "people.xlsx", SheetProblem.WRONG_TYPE),
        (b"", "people.csv", SheetProblem.EMPTY),
    ],
)
def test_a_name_that_lies_is_refused(data: bytes, label: str, problem: str) -> None:
    with pytest.raises(SheetRejected) as refused:
        sheet_sort(data, label=label)
    assert refused.value.code == problem


@pytest.mark.parametrize("label", ["people.CSV", "people", "名单.txt", "people.tsv"])
def test_honest_names_pass(label: str) -> None:
    assert sheet_sort(b"a,b", label=label) == sheets.TEXT


def test_every_problem_has_a_sentence() -> None:
    assert set(HOW_TO_FIX) == set(SheetProblem)


def test_cells_come_as_they_would_be_typed() -> None:
    cells: list[Any] = ["=1+1", 7.0, 7.5, date(2026, 3, 2), NOON, True, None]
    [(number, texts)] = sheet_read(workbook([[], cells]), label="a.xlsx", most_rows=5)
    assert number == 2
    assert texts[:6] == ["=1+1", "7", "7.5", "2026-03-02", "2026-03-02 12:00:00", "True"]


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    data = changed(SHEET, b'<dimension ref="A1:B1"', b'<dimension ref="A1:A1"')
    assert sheet_read(data, label="a.xlsx", most_rows=5) == [(1, ["a", "b"])]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_that_of_the_first_line(separator: str) -> None:
    other = "," if separator == ";" else ";"
    text = f'"a{other}{other}{other}"{separator}b\nc{separator}"d\ne"'
    assert sheet_text_read(text, label="x", most_rows=5) == [
        (1, [f"a{other * 3}", "b"]),
        (2, ["c", "d e"]),
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    known = ""
    try:
        known = str(len(sheets.read(data, most_rows=5)))
    except sheets.Unreadable as problem:
        known = str(problem)
    assert known in {*SheetProblem.values, *"12345"}


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    known: object = ""
    try:
        known = str(len(sheet_text_read(text, label="x", most_rows=5)))
    except SheetRejected as refused:
        known = refused.code
    assert known in {*SheetProblem.values, *"12345"}
