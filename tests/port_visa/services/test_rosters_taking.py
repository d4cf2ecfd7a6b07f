"""Lists of people: taken over several invitations, found again by the sweep, forgotten."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import transaction

from port_visa import services
from port_visa.enums import InvitationStatus, RosterStatus
from port_visa.models import Invitation, Invitee
from port_visa.presenting import person_rows
from port_visa.queries import active_invitees, snapshot_load
from port_visa.roster_showing import roster_counts, spread_of
from port_visa.services.drafts import drafts_sweep
from port_visa.services.roster_taking import people_added, rosters_sweep
from tests.factories.port_visa import ANNA, NOW, Desk
from tests.factories.rosters import checked, person, taken, uploaded
from tests.support.tasks import TaskBox

Committed = Callable[[], AbstractContextManager[list]]


@pytest.fixture
def draft(desk: Desk) -> Invitation:
    return desk.visit(desk.draft())


def test_good_rows_become_people_and_the_rest_is_kept(desk: Desk, draft: Invitation) -> None:
    rows = [person(1, name_viz="Sample", language="中文"), person(2, sex="W")]
    roster = taken(desk, draft, rows)
    assert roster.status == RosterStatus.CHECKED
    assert roster_counts(roster) == {"good": 0, "faulty": 1, "left_out": 0, "taken": 1}
    [invitee] = active_invitees().filter(invitation=draft)
    traveller = invitee.application.traveller
    assert (traveller.name_mrz, traveller.document_number) == ("SAMPLE, PERSON B", "P00000001")
    assert (traveller.name_viz, traveller.document_code) == ("Sample", "P")
    assert traveller.confirmed_at is None
    assert "birth_date" in invitee.corrected_fields
    assert invitee.correction_reason
    assert (invitee.email, invitee.language) == ("person1@example.org", "zh-hans")
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
