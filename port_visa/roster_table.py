"""A list of people under its headings, or why it is none."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.sheet_opening import SheetProblem, SheetRejected
from port_visa.enums import RosterSource
from port_visa.rules.roster_columns import BY_CODE, Table, table_of
from ui.words import listed

MORE_LINES = 20  # headings, examples and remarks beside the people


class MissingColumns(SheetRejected):
    """Headings were found, but not all that are needed. ``columns`` are their codes."""

    def __init__(self, columns: Sequence[str], *, name: str) -> None:
        ValidationError.__init__(
            self, missing_sentence(name, columns), code=str(SheetProblem.HEADINGS)
        )
        self.columns = tuple(columns)


def missing_sentence(name: str, columns: Sequence[str]) -> str:
    """Which columns a list lacks, in the page's language."""
    message = _("“%(name)s” lacks these columns: %(columns)s. Use the headings of the template.")
    return message % {"name": name, "columns": listed(BY_CODE[c].label for c in columns)}


def table_read(
    lines: Sequence[tuple[int, list[str]]], *, source: str, label: str, most: int
) -> Table:
    """Put the rows of a list under its headings. Raises SheetRejected; MissingColumns is one.

    :param most: how many people it may hold.
    """
    table = table_of(lines, headings_needed=source == RosterSource.FILE)
    if table is None:
        raise SheetRejected(SheetProblem.HEADINGS, name=label)
    if table.missing:
        raise MissingColumns(table.missing, name=label)
    if len(table.rows) > most:
        raise SheetRejected(SheetProblem.TOO_MANY_ROWS, name=label, rows=most)
    if not table.rows:
        raise SheetRejected(SheetProblem.EMPTY, name=label)
    return table
