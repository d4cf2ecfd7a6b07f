"""What the pages of a list show: where it stands, its mistakes in words, what would happen next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.deadlines import legal_date
from port_visa.enums import InvitationStatus, RosterStatus, RowStatus
from port_visa.models import Invitation, Roster, RosterRow
from port_visa.models.roster import LIVE
from port_visa.parameters import limits_on
from port_visa.queries import active_invitees
from port_visa.rules.roster import row_judge, sentence
from port_visa.services.roster_checking import circumstances_of
from ui.problems import Problem

SHOWN_ROWS = 50
ROWS_A_PAGE = 20


@dataclass(frozen=True)
class WrongRow:
    """A row with its mistakes, in the reader's language."""

    row: RosterRow
    problems: Sequence[Problem]

    @property
    def sentences(self) -> list[str]:
        return [sentence(self.row.number, problem) for problem in self.problems]


@dataclass(frozen=True)
class Spread:
    """Over how many invitations the good rows go, and how many one holds."""

    invitations: int
    most: int
    here: int


def roster_latest(invitation: Invitation) -> Roster | None:
    """The list that is worked on; else the last one, when it was refused or is done."""
    live = invitation.rosters.filter(status__in=LIVE).first()
    if live is not None:
        return live
    last: Roster | None = invitation.rosters.exclude(status=RosterStatus.DISCARDED).first()
    return last


def roster_counts(roster: Roster) -> dict[str, int]:
    """How many rows are good, faulty, left out and taken."""
    counted = Counter(roster.rows.values_list("status", flat=True))
    return {status.value: counted[status] for status in RowStatus}


def wrong_rows(roster: Roster, now: datetime, *, start: int = 0, most: int) -> list[WrongRow]:
    """Rows with mistakes, in their order; all of what is wrong with each."""
    given = circumstances_of(roster, now)
    rows = roster.rows.filter(status=RowStatus.FAULTY)[start : start + most]
    return [WrongRow(row, row_judge(row.number, row.values, given).problems) for row in rows]


def spread_of(roster: Roster, good: int, now: datetime) -> Spread:
    """How the good rows would be spread if they were added now."""
    most = limits_on(legal_date(now)).max_invitees
    room = 0
    if roster.invitation.status == InvitationStatus.DRAFT:
        there = active_invitees().filter(invitation_id=roster.invitation_id).count()
        room = max(most - there, 0)
    here = min(good, room)
    further = -(-(good - here) // most)
    return Spread(further + bool(here), most, here)
