"""Tables that people hand in: looked at from outside, scanned, and read in another process."""

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents import sheets
from documents.inspection import ROOT
from documents.scanners import Scanner, scanner_default

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_ENDINGS = {sheets.XLSX: ("xlsx",), sheets.TEXT: ("csv", "txt", "tsv")}


class SheetProblem(models.TextChoices):
    """Why a table cannot be taken."""

    EMPTY = "empty", _("empty")
    TOO_LARGE = "too_large", _("too large")
    WRONG_TYPE = "wrong_type", _("no XLSX and no CSV")
    LIES = "lies", _("something else than its name says")
    LOCKED = "locked", _("locked, or of the old kind")
    MACROS = "macros", _("with macros")
    MERGED = "merged", _("with merged cells")
    BOMB = "bomb", _("too large once unpacked")
    TOO_MANY_ROWS = "too_many_rows", _("too many rows")
    ENCODING = "encoding", _("unknown characters")
    DAMAGED = "damaged", _("damaged")
    HEADINGS = "headings", _("without its headings")
    INFECTED = "infected", _("unsafe")


HOW_TO_FIX: "dict[str, StrOrPromise]" = {
    SheetProblem.EMPTY: _("“%(name)s” holds no rows. Fill in the template, save it, choose it."),
    SheetProblem.TOO_LARGE: _(
        "“%(name)s” is larger than %(megabytes)s MB. A list of people is much smaller: save it "
        "without pictures and further sheets."
    ),
    SheetProblem.WRONG_TYPE: _(
        "“%(name)s” is neither an XLSX workbook nor a CSV file. Save your list as one of the two."
    ),
    SheetProblem.LIES: _(
        "“%(name)s” is something else inside than its name says. Open your list in the "
        "spreadsheet program and save it anew as XLSX or CSV."
    ),
    SheetProblem.LOCKED: _(
        "“%(name)s” is locked with a password, or a workbook of the old kind (XLS). Save it as "
        "XLSX without a password."
    ),
    SheetProblem.MACROS: _(
        "“%(name)s” holds macros, which we never open. Save it as XLSX without macros."
    ),
    SheetProblem.MERGED: _(
        "“%(name)s” has merged cells, so it is not clear what belongs to whom. Unmerge them: one "
        "row for each person."
    ),
    SheetProblem.BOMB: _(
        "“%(name)s” becomes far too large when it is unpacked. Copy your list into the template "
        "and send that."
    ),
    SheetProblem.TOO_MANY_ROWS: _(
        "“%(name)s” has more than %(rows)s people. Divide it and upload one part after the other."
    ),
    SheetProblem.ENCODING: _(
        "The characters of “%(name)s” cannot be read. Save it as “CSV UTF-8”, or as XLSX."
    ),
    SheetProblem.DAMAGED: _(
        "“%(name)s” cannot be opened, or is damaged. Open it on your computer, save it again and "
        "choose the new file."
    ),
    SheetProblem.HEADINGS: _(
        "“%(name)s” has no row with our headings. Copy your list into the template, under its "
        "headings."
    ),
    SheetProblem.INFECTED: _(
        "“%(name)s” was found to be unsafe and was deleted. Copy your list into the template and "
        "send that."
    ),
}


class SheetRejected(ValidationError):
    """The table cannot be taken. ``code`` is a ``SheetProblem``; the sentence says what to do."""

    def __init__(self, problem: str, *, name: str, rows: int = 0, megabytes: int = 0) -> None:
        params = {"name": name, "rows": rows, "megabytes": megabytes}
        super().__init__(HOW_TO_FIX[problem], code=str(problem), params=params)


def sheet_sort(data: bytes, *, label: str) -> str:
    """``xlsx`` or ``csv``, by the first bytes alone. Raises ``SheetRejected``.

    A name whose ending says something else than the content is refused, too.
    """
    try:
        sort = sheets.sort_of(data)
    except sheets.Unreadable as problem:
        raise SheetRejected(str(problem), name=label) from problem
    ending = label.rpartition(".")[2].lower() if "." in label else ""
    if ending == "xlsm":
        raise SheetRejected(SheetProblem.MACROS, name=label)
    if ending and ending not in _ENDINGS[sort]:
        known = any(ending in endings for endings in _ENDINGS.values())
        raise SheetRejected(SheetProblem.LIES if known else SheetProblem.WRONG_TYPE, name=label)
    return sort


def sheet_read(
    data: bytes, *, label: str, most_rows: int, scanner: Scanner | None = None
) -> list[sheets.Row]:
    """Scan a table, then read its rows in a process of its own.

    Raises ``SheetRejected``, and ``ScannerUnavailable`` when nobody can say whether it is safe.
    """
    if not (scanner or scanner_default()).scan(data).is_clean:
        raise SheetRejected(SheetProblem.INFECTED, name=label)
    seconds = settings.UPLOAD_READ_SECONDS
    command = [sys.executable, "-m", "documents.sheets", str(most_rows), str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=seconds * 2, cwd=ROOT, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise SheetRejected(SheetProblem.DAMAGED, name=label) from error
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise SheetRejected(answer["problem"], name=label)
    return [(number, cells) for number, cells in answer["rows"]]


def sheet_text_read(text: str, *, label: str, most_rows: int) -> list[sheets.Row]:
    """Read what was pasted: text with tabs, semicolons or commas. Raises ``SheetRejected``."""
    try:
        return sheets.filled(sheets.text_rows(sheets.plain_text(text)), most_rows=most_rows)
    except sheets.Unreadable as problem:
        raise SheetRejected(str(problem), name=label) from problem
