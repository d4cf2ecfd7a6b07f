"""Lists of people: judged by a worker, every mistake told, mended, left out."""

import os

import pytest
from django.utils import translation

from port_visa import services
from port_visa.enums import RosterStatus
from port_visa.errors import InvitationError, InvitationLocked
from port_visa.models import Invitation
from port_visa.roster_showing import roster_counts, wrong_rows
from tests.factories.port_visa import ANNA, NOW, Desk
from tests.factories.rosters import checked, person, uploaded

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
