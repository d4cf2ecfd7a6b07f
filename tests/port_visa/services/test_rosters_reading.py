"""Lists of people: which files and pastes are read, which are refused, and how long they are kept."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage

from documents.errors import ScannerUnavailable
from documents.scanners import EICAR, Verdict
from documents.sheet_opening import SheetRejected
from port_visa import services
from port_visa.enums import RosterStatus, RowStatus
from port_visa.models import Invitation, PortVisaParameter, Roster
from port_visa.parameters import limits_on
from port_visa.roster_showing import roster_counts
from tests.factories.port_visa import NOW, Desk
from tests.factories.rosters import checked, csv_text, file_of, person, uploaded, xlsx

Committed = Callable[[], AbstractContextManager[list]]


@pytest.fixture
def draft(desk: Desk) -> Invitation:
    return desk.visit(desk.draft())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_files_of_every_sort(
    desk: Desk, draft: Invitation, separator: str, encoding: str
) -> None:
    text = csv_text([person(1, name_zh="安娜"), person(2)], separator=separator)
    roster = services.roster_upload(
        invitation=draft, file=file_of(text.encode(encoding), "人员.csv"), actor=desk.actor, now=NOW
    )
    assert services.roster_check(roster_id=roster.pk, now=NOW) == RosterStatus.CHECKED
    assert [row.status for row in roster.rows.all()] == [RowStatus.GOOD, RowStatus.GOOD]
    assert roster.rows.get(number=2).values["name_zh"] == "安娜"


def test_the_file_is_kept_only_until_it_was_read(
    desk: Desk, draft: Invitation, committed: Committed
) -> None:
    with committed():
        roster = uploaded(desk, draft, [person()])
    assert default_storage.exists(str(roster.file.name))
    name = str(roster.file.name)
    with committed():
        services.roster_check(roster_id=roster.pk, now=NOW)
    assert not default_storage.exists(name)


def test_a_paste_needs_no_headings(desk: Desk, draft: Invitation) -> None:
    text = csv_text([person(1), person(2)], separator="\t").split("\r\n", 1)[1]
    roster = services.roster_paste(invitation=draft, text=text, actor=desk.actor, now=NOW)
    services.roster_check(roster_id=roster.pk, now=NOW)
    assert roster_counts(roster)["good"] == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  \n ", "holds no rows"),
        ("<html><table>", "neither an XLSX"),
        ("a\x00b", "neither an XLSX"),
        ("Surname\tSex\tOccupation\nA\tF\tCook", "lacks these columns: Date of birth"),
    ],
)
def test_a_paste_that_is_no_list_is_refused_at_once(
    desk: Desk, draft: Invitation, text: str, words: str
) -> None:
    with pytest.raises(SheetRejected, match=words):
        services.roster_paste(invitation=draft, text=text, actor=desk.actor, now=NOW)
    assert not Roster.objects.exists()


def test_limits_are_dated_rows(desk: Desk, draft: Invitation) -> None:
    for code, value in {"roster_rows": 2, "roster_megabytes": 0, "max_invitees": 3}.items():
        PortVisaParameter.objects.create(
            code=code, value=value, legal_basis="test", valid_from=date(2026, 3, 10)
        )
    assert checked(desk, draft, [person(n) for n in range(3)]).status == RosterStatus.CHECKED
    later = NOW + timedelta(days=8)
    with pytest.raises(SheetRejected, match="larger than 0 MB"):
        services.roster_upload(
            invitation=draft, file=file_of(xlsx([person()])), actor=desk.actor, now=later
        )
    assert limits_on(date(2026, 3, 9)).roster_rows == 500
    assert limits_on(date(2026, 3, 10)).max_invitees == 3


def test_too_many_people_are_refused(desk: Desk, draft: Invitation) -> None:
    PortVisaParameter.objects.create(
        code="roster_rows", value=2, legal_basis="test", valid_from=date(2026, 3, 1)
    )
    roster = checked(desk, draft, [person(n) for n in range(3)])
    assert roster.status == RosterStatus.REFUSED
    assert "more than 2 people" in roster.problem_text


def test_a_list_without_its_headings_is_refused(desk: Desk, draft: Invitation) -> None:
    text = csv_text([person()]).split("\r\n", 1)[1]
    roster = services.roster_upload(
        invitation=draft, file=file_of(text.encode(), "a.csv"), actor=desk.actor, now=NOW
    )
    services.roster_check(roster_id=roster.pk, now=NOW)
    roster.refresh_from_db()
    assert (roster.status, roster.problem) == (RosterStatus.REFUSED, "headings")


def test_missing_columns_are_named(desk: Desk, draft: Invitation) -> None:
    data = b"Surname,Sex,Passport number\nA,F,1"
    roster = services.roster_upload(
        invitation=draft, file=file_of(data, "a.csv"), actor=desk.actor, now=NOW
    )
    services.roster_check(roster_id=roster.pk, now=NOW)
    roster.refresh_from_db()
    assert "Date of birth, Nationality, Passport valid until" in roster.problem_text


def test_an_unsafe_list_is_refused_and_deleted(
    desk: Desk, draft: Invitation, committed: Committed
) -> None:
    with committed():
        roster = services.roster_upload(
            invitation=draft, file=file_of(EICAR, "a.csv"), actor=desk.actor, now=NOW
        )
    name = str(roster.file.name)
    with committed():
        assert services.roster_check(roster_id=roster.pk, now=NOW) is None
    roster.refresh_from_db()
    assert (roster.status, roster.problem) == (RosterStatus.REFUSED, "infected")
    assert not default_storage.exists(name)


class Away:
    """A scanner that does not answer."""

    def scan(self, data: bytes) -> Verdict:
        raise ScannerUnavailable

    def ping(self) -> None:
        raise ScannerUnavailable


def test_a_list_waits_while_the_scanner_is_away(desk: Desk, draft: Invitation) -> None:
    roster = uploaded(desk, draft, [person()])
    with pytest.raises(ScannerUnavailable):
        services.roster_check(roster_id=roster.pk, now=NOW, scanner=Away())
    roster.refresh_from_db()
    assert roster.status == RosterStatus.WAITING
    assert services.roster_check(roster_id=roster.pk, now=NOW) == RosterStatus.CHECKED
