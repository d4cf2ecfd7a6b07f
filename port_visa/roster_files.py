"""Files that people fill in or mend: the template of a roster, and its rows with mistakes.

Whatever a person typed stands in them as text: a spreadsheet shows it and runs nothing.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from applications.passport.rules.states import CHINESE_CODES, SPECIMEN, STATES
from port_visa.rules.roster_columns import COLUMNS, NOTE, Column, escaped

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_PEOPLE, _EXAMPLES, _LISTS = "People 人员", "Examples 示例", "Lists 列表"
_HOW = (
    "One row for each person; a star marks what must be filled in. Days as 1990-02-28.",
    "每人一行；带星号的必填。日期写法：1990-02-28。",
    "Fill in the sheet “People 人员”. This sheet is not read.",
    "请填写“People 人员”工作表。本表不会被读取。",
)
_INK, _GROUND = "FFFFFFFF", "FF0F2F57"


def _headings() -> list[str]:
    return [column.heading for column in COLUMNS]


def _states() -> list[str]:
    """Every state that a person of a roster can be from: code, English, Chinese."""
    codes = [code for code in STATES if code not in CHINESE_CODES and code != SPECIMEN]
    return [f"{code} · {STATES[code][0]} · {STATES[code][1]}" for code in sorted(codes)]


def template_csv() -> bytes:
    """Headings and an example that is not read, in UTF-8 with its mark, as spreadsheets like it."""
    example = [column.example for column in COLUMNS]
    return _csv([_headings(), [f"# {example[0]}", *example[1:]]])


def template_xlsx(most_rows: int) -> bytes:
    """A workbook to fill in: headings, lists to choose from, examples on a sheet of their own."""
    book = _book(_PEOPLE)
    people = book.active
    _head(people, _headings())
    examples = book.create_sheet(_EXAMPLES)
    _head(examples, _headings())
    _write(examples, [[c.example for c in COLUMNS], [c.example_single for c in COLUMNS]])
    for number, line in enumerate(_HOW, start=5):
        examples.cell(row=number, column=1, value=line)
    lists = book.create_sheet(_LISTS)
    states = _states()
    for number, state in enumerate(states, start=1):
        lists.cell(row=number, column=1, value=state)
    _choices(people, "nationality", f"'{_LISTS}'!$A$1:$A${len(states)}", most_rows, strict=False)
    _choices(people, "sex", '"M,F,X"', most_rows, strict=True)
    _choices(people, "language", '"English,中文"', most_rows, strict=False)
    return _bytes(book)


def mistakes_csv(rows: Iterable[tuple[dict[str, str], str]]) -> bytes:
    """Rows with mistakes and, in a column of its own, what is wrong with each."""
    return _csv([[*_headings(), NOTE], *_mistakes(rows)])


def mistakes_xlsx(rows: Iterable[tuple[dict[str, str], str]]) -> bytes:
    """The same as a workbook, to be mended and uploaded again."""
    book = _book(_PEOPLE)
    _head(book.active, [*_headings(), NOTE])
    _write(book.active, _mistakes(rows))
    return _bytes(book)


def _mistakes(rows: Iterable[tuple[dict[str, str], str]]) -> list[list[str]]:
    return [[*(values.get(c.code, "") for c in COLUMNS), note] for values, note in rows]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([escaped(text) for text in row])
    return out.getvalue().encode("utf-8-sig")


def _book(title: str) -> Any:
    from openpyxl import Workbook  # takes a third of a second: not when the portal starts

    book = Workbook()
    book.active.title = title
    return book


def _head(sheet: Any, headings: Sequence[str]) -> None:
    """The first row stands out and stays in sight; all cells are text, so that no zero is lost."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for index, heading in enumerate(headings, start=1):
        cell = sheet.cell(row=1, column=index, value=heading)
        cell.font = Font(bold=True, color=_INK)
        cell.fill = PatternFill("solid", start_color=_GROUND)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        column = sheet.column_dimensions[cell.column_letter]
        column.width = COLUMNS[index - 1].width if index <= len(COLUMNS) else 80
        column.number_format = "@"
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "A2"


def _write(sheet: Any, rows: Iterable[Sequence[str]]) -> None:
    for number, row in enumerate(rows, start=2):
        for index, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(row=number, column=index, value=escaped(text))
                cell.data_type = "s"
                cell.number_format = "@"


def _choices(sheet: Any, code: str, formula: str, most_rows: int, *, strict: bool) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    index = next(i for i, column in enumerate(COLUMNS, start=1) if column.code == code)
    column: Column = COLUMNS[index - 1]
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.showErrorMessage = strict
    rule.errorTitle, rule.error = column.heading[:32], "M, F, X"
    letter = get_column_letter(index)
    rule.add(f"{letter}2:{letter}{most_rows + 1}")
    sheet.add_data_validation(rule)


def _bytes(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
