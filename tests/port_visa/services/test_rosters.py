"""Lists of people: judged by a worker, mended, taken over several invitations, forgotten."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation

from documents.errors import ScannerUnavailable
from documents.scanners import EICAR, Verdict
from documents.sheet_opening import SheetRejected
from port_visa import services
from port_visa.enums import InvitationStatus, RosterStatus, RowStatus
from port_visa.errors import InvitationError, InvitationLocked
from port_visa.models import Invitation, Invitee, PortVisaParameter, Roster
from port_visa.presenting import person_rows
from port_visa.queries import active_invitees, limits_on, snapshot_load
from port_visa.roster_showing import roster_counts, spread_of, wrong_rows
from port_visa.services.drafts import drafts_sweep
from port_visa.services.roster_taking import people_added, rosters_sweep
from tests.factories.port_visa import ANNA, NOW, Desk
from tests.factories.rosters import checked, csv_text, file_of, person, taken, uploaded, xlsx
from tests.support.tasks import TaskBox

Committed = Callable[[], AbstractContextManager[list]]

# One mistake each, in every column that can have one, and the words that name it.
SEEDED: list[tuple[dict[str, str], str, str]] = [
    ({"birth_date": "31.02.1990"}, "Date of birth", "is not a day. Write 1990-02-28."),
    ({"birth_date": "02/03/1990"}, "Date of birth", "can be two days"),
    ({"birth_date": "12.8.74"}, "Date of birth", "year with four digits"),
    ({"birth_date": "2027-01-01"}, "Date of birth", "in the past"),
    ({"birth_date": ""}, "Date of birth", "Fill it in"),
    ({"birth_date": "soon"}, "Date of birth", "is not a day"),
    ({"expires_on": "2026-03-01"}, "Passport valid until", "before the last day of the stay"),
    ({"expires_on": "30.02.2030"}, "Passport valid until", "Write 2030-02-28."),
    ({"expires_on": ""}, "Passport valid until", "Fill it in"),
    ({"expires_on": "1960-01-01"}, "Passport valid until", "after the date of birth"),
    ({"issued_on": "2026-12-24"}, "Passport issued on", "in the future"),
    ({"issued_on": "1960-01-01"}, "Passport issued on", "between the date of birth"),
    ({"issued_on": "yesterday"}, "Passport issued on", "is not a day"),
    ({"sex": "W"}, "Sex", "write M, F or X"),
    ({"sex": ""}, "Sex", "Fill it in"),
    ({"nationality": "Germani"}, "Nationality", "Did you mean Germany (D)?"),
    ({"nationality": "XYZ"}, "Nationality", "not a state that we know"),
    ({"nationality": "CHN"}, "Nationality", "Chinese citizens do not need a visa"),
    ({"nationality": ""}, "Nationality", "Fill it in"),
    ({"document_number": "P 123 456 7890"}, "Passport number", "1 to 9 letters"),
    ({"document_number": "P-00001"}, "Passport number", "1 to 9 letters"),
    ({"document_number": ""}, "Passport number", "Fill it in"),
    ({"document_number": "P00000001"}, "Passport number", "is in row 2, too"),
    ({"name_mrz_primary": "MÜLLER"}, "Surname", "letters A to Z"),
    ({"name_mrz_primary": "", "name_mrz_secondary": ""}, "Surname", "Fill it in"),
    ({"name_mrz_primary": "X" * 40}, "Surname", "39 characters"),
    ({"name_mrz_secondary": "ANNA2"}, "Given names", "letters A to Z"),
    ({"name_mrz_secondary": "=B2"}, "Given names", "This is a formula"),
    ({"name_zh": "Anna"}, "Chinese name", "in Chinese characters"),
    ({"name_viz": "安娜"}, "Name as printed", "Chinese characters belong"),
    ({"name_viz": "<b>Anna</b>"}, "Name as printed", "cannot hold these signs"),
    ({"occupation": ""}, "Occupation", "Fill it in"),
    ({"occupation": "=1+1"}, "Occupation", "This is a formula"),
    ({"occupation": "x" * 121}, "Occupation", "longer than 120"),
    ({"relation": "#N/A"}, "Relation to the inviter", "spreadsheet's error"),
    ({"relation": ""}, "Relation to the inviter", "Fill it in"),
    ({"employer": "x" * 201}, "Employer or school", "longer than 200"),
    ({"email": "anna@"}, "E-mail", "not an e-mail address"),
    ({"mrz_line1": ANNA.line1}, "Passport line 2", "both passport lines"),
    (
        {"mrz_line1": ANNA.line1, "mrz_line2": ANNA.line2[:-1] + "7"},
        "Passport line 2",
        "last digit of line 2",
    ),
]


@pytest.fixture
def draft(desk: Desk) -> Invitation:
    return desk.visit(desk.draft())


def rows_with_mistakes(count: int = 500) -> dict[int, dict[str, str]]:
    """Row numbers of the sheet and their people; the mistakes are spread over the whole list."""
    rows = {number: person(number - 1) for number in range(2, count + 2)}
    step = (count - 1) // len(SEEDED)
    for index, (changes, _column, _words) in enumerate(SEEDED):
        number = 3 + index * step
        rows[number] = person(number - 1, **changes)
    return rows


def test_500_rows_with_40_mistakes_are_judged_within_a_second_of_work(
    desk: Desk, draft: Invitation
) -> None:
    rows = rows_with_mistakes()
    assert len(SEEDED) == 40
    roster = uploaded(desk, draft, rows.values())
    before = os.times()
    assert services.roster_check(roster_id=roster.pk, now=NOW) == RosterStatus.CHECKED
    assert sum(os.times()[:4]) - sum(before[:4]) < 1  # the reading process included
    roster.refresh_from_db()
    counts = roster_counts(roster)
    assert (counts["good"], counts["faulty"]) == (460, 40)
    sentences = [s for one in wrong_rows(roster, NOW, most=500) for s in one.sentences]
    assert len(sentences) == 40
    step = 499 // len(SEEDED)
    for index, (_changes, column, words) in enumerate(SEEDED):
        start = f"Row {3 + index * step}, {column}: "
        assert any(s.startswith(start) and words in s for s in sentences), (start, words)


def test_mistakes_are_told_in_the_readers_language(desk: Desk, draft: Invitation) -> None:
    roster = checked(desk, draft, [person(1, birth_date="31.02.1990")])
    with translation.override("zh-hans"):
        [wrong] = wrong_rows(roster, NOW, most=5)
        assert wrong.sentences == ["第2行，出生日期：31.02.1990不是有效日期。请写成1990-02-28。"]


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


def test_a_new_list_takes_the_place_of_the_old(desk: Desk, draft: Invitation) -> None:
    first = checked(desk, draft, [person()])
    second = checked(desk, draft, [person(1), person(2)])
    first.refresh_from_db()
    assert (first.status, first.rows.count()) == (RosterStatus.DISCARDED, 0)
    assert second.rows.count() == 2


def test_mending_a_row_judges_the_others_too(desk: Desk, draft: Invitation) -> None:
    roster = checked(desk, draft, [person(1), person(1, sex="W"), person(3)])
    assert roster_counts(roster)["faulty"] == 1
    services.roster_fix(
        roster=roster,
        changes={3: {"sex": " F ", "document_number": "P2", "nonsense": "x"}},
        actor=desk.actor,
        now=NOW,
    )
    assert roster_counts(roster)["good"] == 3
    assert "nonsense" not in roster.rows.get(number=3).values


def test_rows_can_be_left_out(desk: Desk, draft: Invitation) -> None:
    roster = checked(desk, draft, [person(1), person(2, sex="")])
    services.roster_fix(roster=roster, changes={}, left_out={3}, actor=desk.actor, now=NOW)
    assert roster_counts(roster)["left_out"] == 1
    services.roster_take(roster=roster, actor=desk.actor, now=NOW)
    assert services.roster_add(roster_id=roster.pk, now=NOW) == RosterStatus.DONE
    assert roster_counts(roster)["left_out"] == 0


def test_good_rows_become_people_and_the_rest_is_kept(desk: Desk, draft: Invitation) -> None:
    roster = taken(desk, draft, [person(1, name_viz="Sample"), person(2, sex="W")])
    assert roster.status == RosterStatus.CHECKED
    assert roster_counts(roster) == {"good": 0, "faulty": 1, "left_out": 0, "taken": 1}
    [invitee] = active_invitees().filter(invitation=draft)
    traveller = invitee.application.traveller
    assert (traveller.name_mrz, traveller.document_number) == ("SAMPLE, PERSON B", "P00000001")
    assert (traveller.name_viz, traveller.document_code) == ("Sample", "P")
    assert traveller.confirmed_at is None
    assert "birth_date" in invitee.corrected_fields
    assert invitee.correction_reason
    assert invitee.email == "person1@example.org"
    assert roster.rows.get(number=2).values == {}


def test_rows_with_the_passport_lines_are_read_from_them(desk: Desk, draft: Invitation) -> None:
    row = {"occupation": "Cook", "relation": "Customer"}
    row |= {"mrz_line1": ANNA.line1, "mrz_line2": ANNA.line2}
    taken(desk, draft, [row])
    [invitee] = active_invitees().filter(invitation=draft)
    assert invitee.application.traveller.mrz_line2 == ANNA.line2
    assert invitee.application.traveller.document_number == ANNA.number
    assert invitee.corrected_fields == []


def test_a_long_list_is_spread_over_invitations_of_the_same_visit(
    desk: Desk, draft: Invitation
) -> None:
    desk.person(draft)
    desk.documents(draft)
    roster = checked(desk, draft, [person(n) for n in range(1, 121)])
    spread = spread_of(roster, 120, NOW)
    assert (spread.invitations, spread.here, spread.most) == (3, 49, 50)
    services.roster_take(roster=roster, actor=desk.actor, now=NOW)
    assert services.roster_add(roster_id=roster.pk, now=NOW) == RosterStatus.DONE
    found = people_added(roster)
    assert [active_invitees().filter(invitation=one).count() for one in found] == [50, 50, 21]
    for further in found[1:]:
        assert (further.arrival_on, further.port_id) == (draft.arrival_on, draft.port_id)
        snapshot = snapshot_load(further, NOW)
        assert all(not slot.missing for slot in snapshot.group_slots)


def test_the_rest_goes_on_after_the_invitation_was_handed_in(desk: Desk) -> None:
    invitation = desk.complete()
    roster = checked(desk, invitation, [person(2, sex="W")])
    desk.submit(invitation)
    services.roster_fix(roster=roster, changes={2: {"sex": "F"}}, actor=desk.actor, now=NOW)
    services.roster_take(roster=roster, actor=desk.actor, now=NOW)
    services.roster_add(roster_id=roster.pk, now=NOW)
    [further] = people_added(roster)
    assert further.pk != invitation.pk
    assert further.status == InvitationStatus.DRAFT


def test_a_worker_that_dies_between_parts_loses_nobody_and_doubles_nobody(
    desk: Desk, draft: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    from port_visa.services import roster_checking, roster_taking

    monkeypatch.setattr(roster_checking, "AT_ONCE", 4)
    monkeypatch.setattr(roster_taking, "AT_ONCE", 4)
    roster = uploaded(desk, draft, [person(n) for n in range(1, 11)])
    with pytest.MonkeyPatch.context() as dying:
        dying.setattr(roster_checking, "_judge_part", _dies_after(roster_checking._judge_part, 2))
        with pytest.raises(KeyboardInterrupt):
            services.roster_check(roster_id=roster.pk, now=NOW)
    roster.refresh_from_db()
    assert (roster.status, roster.rows_done) == (RosterStatus.CHECKING, 8)
    assert services.roster_check(roster_id=roster.pk, now=NOW) == RosterStatus.CHECKED
    assert services.roster_check(roster_id=roster.pk, now=NOW) is None
    services.roster_take(roster=roster, actor=desk.actor, now=NOW)
    with pytest.MonkeyPatch.context() as dying:
        dying.setattr(roster_taking, "_add_part", _dies_after(roster_taking._add_part, 2))
        with pytest.raises(KeyboardInterrupt):
            services.roster_add(roster_id=roster.pk, now=NOW)
    assert services.roster_add(roster_id=roster.pk, now=NOW) == RosterStatus.DONE
    assert services.roster_add(roster_id=roster.pk, now=NOW) is None
    assert active_invitees().filter(invitation=draft).count() == 10


def _dies_after(function: Callable, times: int) -> Callable:
    calls: list[object] = []

    def dying(*args: object) -> object:
        if len(calls) == times:
            raise KeyboardInterrupt
        calls.append(args)
        with transaction.atomic():
            return function(*args)

    return dying


def test_lost_lists_are_found_by_the_sweep(
    desk: Desk, draft: Invitation, committed: Committed, task_box: TaskBox
) -> None:
    roster = uploaded(desk, draft, [person()])
    assert rosters_sweep(now=NOW) == 0
    with committed():
        assert rosters_sweep(now=NOW + timedelta(minutes=6)) == 1
    task_box.run()
    roster.refresh_from_db()
    assert roster.status == RosterStatus.CHECKED
    services.roster_take(roster=roster, actor=desk.actor, now=NOW)
    with committed():
        assert rosters_sweep(now=NOW + timedelta(minutes=6)) == 1
    task_box.run()
    roster.refresh_from_db()
    assert roster.status == RosterStatus.DONE


def test_what_nobody_works_on_is_forgotten(desk: Desk, draft: Invitation) -> None:
    roster = checked(desk, draft, [person()])
    rosters_sweep(now=NOW + timedelta(days=91))
    roster.refresh_from_db()
    assert (roster.status, roster.rows.count()) == (RosterStatus.DISCARDED, 0)


@pytest.mark.parametrize("how", ["discard", "expire"])
def test_a_draft_that_is_thrown_away_takes_its_list_along(
    desk: Desk, draft: Invitation, how: str
) -> None:
    roster = checked(desk, draft, [person()])
    if how == "discard":
        services.invitation_discard(invitation=draft, actor=desk.actor, now=NOW)
    else:
        drafts_sweep(NOW + timedelta(days=84))
        drafts_sweep(NOW + timedelta(days=92))
    roster.refresh_from_db()
    assert (roster.status, roster.rows.count()) == (RosterStatus.DISCARDED, 0)


def test_strangers_and_wrong_moments(desk: Desk, draft: Invitation) -> None:
    stranger, roster = Desk().actor, checked(desk, draft, [person(1, sex="W")])
    with pytest.raises(InvitationError) as error:
        services.roster_discard(roster=roster, actor=stranger, now=NOW)
    assert error.value.code == "not_allowed"
    with pytest.raises(InvitationError, match="No row is without mistakes"):
        services.roster_take(roster=roster, actor=desk.actor, now=NOW)
    services.roster_fix(roster=roster, changes={2: {"sex": "M"}}, actor=desk.actor, now=NOW)
    services.roster_take(roster=roster, actor=desk.actor, now=NOW)
    assert services.roster_take(roster=roster, actor=desk.actor, now=NOW).status == "taking"
    with pytest.raises(InvitationError, match="Wait until"):
        uploaded(desk, draft, [person()])
    with pytest.raises(InvitationError, match="not waiting for changes"):
        services.roster_fix(roster=roster, changes={}, actor=desk.actor, now=NOW)
    submitted = desk.submitted()
    with pytest.raises(InvitationLocked):
        uploaded(desk, submitted, [person()])


def test_an_address_is_shown_copied_and_forgotten_with_its_person(
    desk: Desk, draft: Invitation
) -> None:
    taken(desk, draft, [person(1)])
    [invitee] = active_invitees().filter(invitation=draft)
    rows = {row["key"]: row["value"] for row in person_rows(invitee, changeable=True)}
    assert rows["E-mail"] == "person1@example.org"
    copy = services.invitation_copy(
        invitation=draft, invitees=[invitee], actor=desk.actor, now=NOW, language="en"
    )
    assert active_invitees().get(invitation=copy).email == "person1@example.org"
    services.invitee_remove(invitee=invitee, actor=desk.actor, now=NOW)
    invitee.refresh_from_db()
    assert invitee.email == ""


def test_somebody_who_left_the_company_adds_nobody(desk: Desk, draft: Invitation) -> None:
    roster = checked(desk, draft, [person()])
    services.roster_take(roster=roster, actor=desk.actor, now=NOW)
    desk.actor.memberships.all().delete()
    assert services.roster_add(roster_id=roster.pk, now=NOW) == RosterStatus.CHECKED
    assert not Invitee.objects.exists()
