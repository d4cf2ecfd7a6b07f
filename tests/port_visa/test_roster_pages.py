"""The pages of a list: template, upload, progress, mistakes, mending, adding, without JavaScript."""

import csv
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from documents.sheet_opening import sheet_read
from port_visa import services
from port_visa.enums import RosterStatus
from port_visa.models import Invitation, Roster
from port_visa.queries import active_invitees
from port_visa.roster_showing import roster_counts
from port_visa.rules.roster_columns import table_of
from tests.factories.port_visa import Desk
from tests.factories.rosters import HEADINGS, checked, csv_text, file_of, person, xlsx
from tests.port_visa.test_journey import errors_of
from tests.support.tasks import TaskBox

Committed = Callable[[], AbstractContextManager[list]]
LANGUAGES = ["en", "zh-hans"]


@pytest.fixture
def browser(client: Client, desk: Desk, time_machine_at: None) -> Client:
    client.force_login(desk.actor)
    return client


@pytest.fixture
def draft(desk: Desk) -> Invitation:
    return desk.visit(desk.draft())


def page_of(invitation: Invitation, language: str = "en") -> str:
    return f"/{language}/invitations/{invitation.pk}/roster/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_upload_to_the_people(
    browser: Client, draft: Invitation, committed: Committed, task_box: TaskBox, language: str
) -> None:
    page = page_of(draft, language)
    assert browser.get(page).status_code == 200
    rows = [person(1), person(2, birth_date="31.02.1990"), person(3)]
    with committed():
        answer = browser.post(page, {"file": file_of(xlsx(rows))})
    assert answer["Location"] == page
    running = browser.get(page).content.decode()
    assert "data-roster-running" in running
    task_box.run()
    text = browser.get(page).content.decode()
    sentence = {
        "en": "Row 3, Date of birth: 31.02.1990 is not a day. Write 1990-02-28.",
        "zh-hans": "第3行，出生日期：31.02.1990不是有效日期。请写成1990-02-28。",
    }
    assert sentence[language] in text

    mending = browser.get(f"{page}fix/").content.decode()
    assert "31.02.1990" in mending
    assert 'name="row-3-birth_date"' in mending
    answer = browser.post(f"{page}fix/", {"row-3-birth_date": "1990-02-28"}, follow=True)
    assert answer.redirect_chain[-1][0] == page
    with committed():
        browser.post(page, {"do": "take"})
    assert "data-roster-running" in browser.get(page).content.decode()
    with committed():
        task_box.run()
    assert Roster.objects.get().status == RosterStatus.DONE
    assert browser.get(page).status_code == 200
    people = browser.get(f"/{language}/invitations/{draft.pk}/people/").content.decode()
    assert people.count("SAMPLE, PERSON") >= 3
    assert active_invitees().count() == 3


def test_what_is_still_wrong_comes_again_with_what_was_typed(
    browser: Client, desk: Desk, draft: Invitation
) -> None:
    checked(desk, draft, [person(1, sex="W", nationality="")])
    page = f"{page_of(draft)}fix/"
    text = browser.get(page).content.decode()
    assert "<title>Error:" in re.sub(r"\s+", " ", text)
    assert len(errors_of(text)) == 2
    answer = browser.post(page, {"row-2-sex": "F", "row-2-nationality": "Nowhere"}, follow=True)
    text = answer.content.decode()
    assert 'value="Nowhere"' in text
    assert 'name="row-2-sex"' not in text
    browser.post(page, {"row-2-nationality": "Nowhere", "out-2": "on"})
    assert roster_counts(Roster.objects.get())["left_out"] == 1


def test_only_some_rows_are_shown_at_a_time(browser: Client, desk: Desk, draft: Invitation) -> None:
    checked(desk, draft, [person(n, sex="W") for n in range(1, 61)])
    text = browser.get(page_of(draft)).content.decode()
    assert "And 10 more rows with mistakes." in text
    text = browser.get(f"{page_of(draft)}fix/").content.decode()
    assert "These are the first 20." in text
    assert text.count('name="out-') == 20


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"%PDF-1.7 x", "neither an XLSX workbook nor a CSV"),
        ("a.csv", b"", "holds no rows"),
        ("a.xlsm", b"PK\x03\x04", "macros"),
        ("a.csv", b"x" * (6 << 20), "larger than 5 MB"),
        ("a.xlsx", b"x" * (50 << 20), "larger than 5 MB"),
    ],
)
def test_files_that_are_no_list_are_refused_kindly(
    browser: Client, draft: Invitation, name: str, data: bytes, words: str
) -> None:
    answer = browser.post(page_of(draft), {"file": SimpleUploadedFile(name, data)})
    assert words in " ".join(errors_of(answer.content.decode()))
    assert not Roster.objects.exists()


def test_a_refused_list_says_why_and_can_be_replaced(
    browser: Client, desk: Desk, draft: Invitation
) -> None:
    roster = services.roster_upload(
        invitation=draft, file=file_of(b"a,b\nc,d", "mine.csv"), actor=desk.actor, now=desk.now
    )
    services.roster_check(roster_id=roster.pk, now=desk.now)
    text = browser.get(page_of(draft)).content.decode()
    assert "“mine.csv” has no row with our headings." in text
    assert 'type="file"' in text


def test_a_paste_is_refused_beside_its_field_and_kept(browser: Client, draft: Invitation) -> None:
    page = f"{page_of(draft)}paste/"
    text = browser.post(page, {"text": "<html>"}).content.decode()
    assert "neither an XLSX" in " ".join(errors_of(text))
    assert "&lt;html&gt;" in text
    answer = browser.post(page, {"text": csv_text([person()], separator="\t")})
    assert answer["Location"] == page_of(draft)


def test_the_template_is_a_list_that_can_be_filled_in(browser: Client, draft: Invitation) -> None:
    data = browser.get(f"{page_of(draft)}files/template.xlsx").content
    book = load_workbook(io.BytesIO(data))
    assert [cell.value for cell in book.worksheets[0][1]] == HEADINGS
    assert len(book.worksheets) == 3
    rules = book.worksheets[0].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} >= {'"M,F,X"'}
    examples = [[cell.value or "" for cell in row] for row in book.worksheets[1].iter_rows()]
    table = table_of(list(enumerate(examples[:3], start=1)))
    assert table is not None
    assert len(table.rows) == 2
    text = browser.get(f"{page_of(draft)}files/template.csv").content
    lines = sheet_read(text, label="t.csv", most_rows=9)
    empty = table_of(lines)
    assert empty is not None
    assert (empty.rows, empty.missing) == ((), ())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_with_mistakes_go_out_as_text_and_come_back(
    browser: Client, desk: Desk, draft: Invitation, kind: str
) -> None:
    formula = '=HYPERLINK("http://x","y")'
    checked(desk, draft, [person(1), person(2, occupation=formula, relation="@SUM(1)")])
    data = browser.get(f"{page_of(draft)}files/mistakes.{kind}").content
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "-"))]
    else:
        sheet = load_workbook(io.BytesIO(data)).worksheets[0]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    table = table_of(sheet_read(data, label=f"m.{kind}", most_rows=9))
    assert table is not None
    [(_number, values)] = table.rows
    assert values == person(2, occupation=formula, relation="@SUM(1)")
    assert table.unknown == ()


def test_pages_that_are_not_there(browser: Client, desk: Desk, draft: Invitation) -> None:
    page = page_of(draft)
    assert browser.get(f"{page}files/mistakes.csv").status_code == 404
    assert browser.get(f"{page}files/other.exe").status_code == 404
    assert browser.get(f"{page}fix/")["Location"] == page
    assert browser.post(page, {"do": "take"}).status_code == 404
    submitted = desk.submitted()
    assert browser.get(page_of(submitted)).status_code == 200
    assert browser.get(f"{page_of(submitted)}paste/")["Location"] == page_of(submitted)
    answer = browser.post(page_of(submitted), {"file": file_of(xlsx([person()]))})
    assert answer.status_code == 200
    assert not Roster.objects.exists()


def test_a_list_can_be_thrown_away(browser: Client, desk: Desk, draft: Invitation) -> None:
    checked(desk, draft, [person(1)])
    browser.post(page_of(draft), {"do": "discard"})
    assert Roster.objects.get().status == RosterStatus.DISCARDED
    assert "data-roster" in browser.get(page_of(draft)).content.decode()
