"""Lists of people: rows as a company types them, as text, as workbook, in every state."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from port_visa import services
from port_visa.models import Invitation, Roster
from port_visa.rules.roster_columns import COLUMNS
from tests.factories.port_visa import Desk

HEADINGS = [column.heading for column in COLUMNS]


def person(n: int = 1, **changes: str) -> dict[str, str]:
    """Somebody without a fault; ``n`` tells people apart."""
    return {
        "name_mrz_primary": "SAMPLE",
        "name_mrz_secondary": f"PERSON {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n % 26]}",
        "sex": "FMX"[n % 3],
        "birth_date": "1974-08-12",
        "nationality": "GBR",
        "document_number": f"P{n:08d}",
        "expires_on": "2034-04-15",
        "occupation": "Engineer",
        "relation": "Supplier",
        "email": f"person{n}@example.org",
        **changes,
    }


def cells(rows: Iterable[Mapping[str, str]]) -> list[list[str]]:
    return [[row.get(column.code, "") for column in COLUMNS] for row in rows]


def csv_text(rows: Iterable[Mapping[str, str]], *, separator: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([HEADINGS, *cells(rows)])
    return out.getvalue()


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with these cells, stored as they are."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(rows: Iterable[Mapping[str, str]]) -> bytes:
    return workbook([HEADINGS, *cells(rows)])


def file_of(data: bytes, name: str = "people.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def uploaded(desk: Desk, invitation: Invitation, rows: Iterable[Mapping[str, str]]) -> Roster:
    """A list that waits for its worker."""
    return services.roster_upload(
        invitation=invitation, file=file_of(xlsx(rows)), actor=desk.actor, now=desk.now
    )


def checked(desk: Desk, invitation: Invitation, rows: Iterable[Mapping[str, str]]) -> Roster:
    """A list whose rows were judged."""
    roster = uploaded(desk, invitation, rows)
    services.roster_check(roster_id=roster.pk, now=desk.now + timedelta(seconds=1))
    roster.refresh_from_db()
    return roster


def taken(desk: Desk, invitation: Invitation, rows: Iterable[Mapping[str, str]]) -> Roster:
    """A list whose good rows became invitees."""
    roster = checked(desk, invitation, rows)
    services.roster_take(roster=roster, actor=desk.actor, now=desk.now)
    services.roster_add(roster_id=roster.pk, now=desk.now)
    roster.refresh_from_db()
    return roster
