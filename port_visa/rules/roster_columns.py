"""The columns of a roster: what each holds, how it is headed in both languages, how it is found."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

_HEADING_ROWS: Final = 10
_FEWEST_HEADINGS: Final = 3
_COMMENT: Final = "#"
# The column of our own lists of mistakes; it comes back with them and is not read.
NOTE: Final = "What is wrong / 问题"
# What a spreadsheet would run; in what we write, a stroke before it makes it text.
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One column. ``other`` are further headings that people use; ``width`` is in characters."""

    code: str
    en: str
    zh: str
    required: bool = False
    example: str = ""
    example_single: str = ""
    width: int = 18
    other: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading of the template, in both languages; a star marks what must be filled in."""
        return f"{self.en} / {self.zh}{' *' if self.required else ''}"

    @property
    def label(self) -> str:
        """The name in the page's language."""
        return self.zh if (get_language() or "").startswith("zh") else self.en


COLUMNS: Final = (
    Column("name_mrz_primary", "Surname", "姓", True, "ERIKSSON", "SATRIYA", other=("last name",)),
    Column("name_mrz_secondary", "Given names", "名", False, "ANNA MARIA", other=("first name",)),
    Column("name_zh", "Chinese name", "中文姓名", example="安娜", width=12),
    Column("sex", "Sex", "性别", True, "F", "M", 8, ("gender",)),
    Column("birth_date", "Date of birth", "出生日期", True, "1974-08-12", "1990-02-28", 14),
    Column("nationality", "Nationality", "国籍", True, "SWE", "IDN", 24),
    Column("document_number", "Passport number", "护照号码", True, "L898902C3", "X1234567"),
    Column("issued_on", "Passport issued on", "护照签发日期", False, "2024-04-16", "", 16),
    Column(
        "expires_on", "Passport valid until", "护照有效期至", True, "2034-04-15", "2031-01-31", 16
    ),
    Column("occupation", "Occupation", "职业", True, "Engineer", "Buyer"),
    Column("employer", "Employer or school", "工作单位或学校", False, "Example Machines", "", 24),
    Column(
        "relation", "Relation to the inviter", "与邀请人的关系", True, "Supplier", "Customer", 22
    ),
    Column("previous_visits", "Earlier visits to China", "曾经来华情况", False, "2024, Suzhou"),
    Column("name_viz", "Name as printed", "护照印刷姓名", False, "Eriksson, Anna Maria", width=24),
    Column(
        "email", "E-mail", "电子邮箱", False, "anna@example.org", width=24, other=("email", "mail")
    ),
    Column("mrz_line1", "Passport line 1", "护照机读码第一行", width=46, other=("mrz 1",)),
    Column("mrz_line2", "Passport line 2", "护照机读码第二行", width=46, other=("mrz 2",)),
    # The last, because rows that are pasted without headings come in this order.
    Column("language", "We write to them in", "来信语言", False, "English", "中文"),
)
BY_CODE: Final = {column.code: column for column in COLUMNS}
REQUIRED: Final = tuple(column.code for column in COLUMNS if column.required)
# What the two lines say: who gives them need not type these as well.
IN_LINES: Final = (
    "name_mrz_primary",
    "name_mrz_secondary",
    "sex",
    "birth_date",
    "nationality",
    "document_number",
    "expires_on",
)


def _key(heading: str) -> str:
    text = unicodedata.normalize("NFKC", heading).casefold()
    return re.sub(r"[\s*＊:：._-]+", "", text)


_KNOWN: Final = {
    _key(name): column.code
    for column in COLUMNS
    for name in (column.en, column.zh, column.heading, column.code, *column.other)
}


def column_of(heading: str) -> str | None:
    """The column that a heading means; None for one that we do not know."""
    names = [heading, *re.split(r"[/／(（]", heading)]
    return next((_KNOWN[_key(name)] for name in names if _key(name) in _KNOWN), None)


@dataclass(frozen=True)
class Table:
    """A roster by its headings: rows as number and texts by column, and what was not understood."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def table_of(
    rows: Sequence[tuple[int, Sequence[str]]], *, headings_needed: bool = True
) -> Table | None:
    """Sort the cells under their headings; None when no row has headings that we know.

    :param headings_needed: False for what was pasted: without headings, the columns are those of
        the template, in its order.
    """
    for index, (_number, cells) in enumerate(rows[:_HEADING_ROWS]):
        codes = [column_of(cell) for cell in cells]
        if len({code for code in codes if code}) >= _FEWEST_HEADINGS:
            pairs = zip(cells, codes, strict=True)
            unknown = tuple(c for c, code in pairs if c and not code and c != NOTE)
            return Table(_by_column(rows[index + 1 :], codes), unknown, _missing(codes))
    if headings_needed:
        return None
    return Table(_by_column(rows, [column.code for column in COLUMNS]))


def _missing(codes: Sequence[str | None]) -> tuple[str, ...]:
    """Columns that must be there and are not; with the passport's lines, they say it."""
    lines = {"mrz_line1", "mrz_line2"} <= set(codes)
    return tuple(c for c in REQUIRED if c not in codes and not (lines and c in IN_LINES))


def escaped(text: str) -> str:
    """The text as it can stand in a cell: a spreadsheet shows it and runs nothing."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _is_escaped(text: str) -> bool:
    return text.startswith("'") and text[1:].startswith(DANGEROUS)


def _by_column(
    rows: Sequence[tuple[int, Sequence[str]]], codes: Sequence[str | None]
) -> tuple[tuple[int, dict[str, str]], ...]:
    found = []
    for number, cells in rows:
        pairs = zip(codes, cells, strict=False)
        values: dict[str, str] = {}
        for code, text in pairs:
            if code and text and code not in values:
                values[code] = text[1:] if _is_escaped(text) else text
        if values and not (cells and cells[0].startswith(_COMMENT)):
            found.append((number, values))
    return tuple(found)
