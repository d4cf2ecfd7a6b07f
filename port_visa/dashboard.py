"""What a signed-in person has filed, in the order of what needs them first."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Person
from applications.enums import CLOCK_STATUSES, OPEN_STATUSES, Status
from applications.presenting import is_late
from applications.shelves import Shelves
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation, Invitee
from port_visa.queries import invitations_for

# Colours of tags; the others are plain grey.
TAGS = {
    Status.SUPPLEMENT: "orange",
    Status.SUBMITTED: "blue",
    Status.HOME_CHECK: "blue",
    Status.ACCEPTED: "blue",
    Status.RECOMMENDED: "blue",
    Status.APPROVED: "green",
    Status.ISSUED: "green",
    Status.REFUSED: "red",
    Status.REVOKED: "red",
}


@dataclass(frozen=True)
class Entry:
    """One invitation: title, what stands out about it, and the next step for the reader."""

    invitation: Invitation
    url: str
    action: str
    people: list[Invitee]
    groups: list[dict[str, Any]] = field(default_factory=list)
    due_on: date | None = None
    late: bool = False

    @property
    def title(self) -> str:
        return self.invitation.purpose or _("Invitation without a purpose yet")


def dashboard_for(user: Person, now: datetime) -> Shelves[Entry]:
    """Sort the person's invitations; two queries, however many there are."""
    board: Shelves[Entry] = Shelves()
    for invitation in invitations_for(user):
        people: list[Invitee] = invitation.people  # type: ignore[attr-defined]
        if invitation.status == InvitationStatus.DRAFT:
            board.put(_draft(invitation, people), {Status.DRAFT})
            continue
        statuses = {invitee.application.status for invitee in people}
        if Status.SUPPLEMENT in statuses:
            entry = _asked(invitation, people)
        elif statuses & set(OPEN_STATUSES):
            entry = _under_way(invitation, people, now)
        else:
            entry = _entry(invitation, people, _("See the outcome"))
        board.put(entry, statuses)
    return board


def _groups(people: list[Invitee]) -> list[dict[str, Any]]:
    """How many people stand where: text, number, colour."""
    counted: dict[str, int] = {}
    for invitee in people:
        status = invitee.application.status
        counted[status] = counted.get(status, 0) + 1
    return [
        {"text": Status(status).label, "count": count, "tag": TAGS.get(Status(status), "grey")}
        for status, count in counted.items()
    ]


def _entry(invitation: Invitation, people: list[Invitee], action: str) -> Entry:
    dues = [i.application.due_on for i in people if i.application.status in CLOCK_STATUSES]
    return Entry(
        invitation=invitation,
        url=reverse("invitation_receipt", args=[invitation.pk]),
        action=action,
        people=people,
        groups=_groups(people),
        due_on=min((due for due in dues if due), default=None),
    )


def _draft(invitation: Invitation, people: list[Invitee]) -> Entry:
    return Entry(invitation, reverse("invitation", args=[invitation.pk]), _("Continue"), people)


def _asked(invitation: Invitation, people: list[Invitee]) -> Entry:
    """Straight to the list of what is asked, when it is about one person only."""
    asked = [i.application for i in people if i.application.status == Status.SUPPLEMENT]
    entry = _entry(invitation, people, _("Answer"))
    if len(asked) == 1:
        url = reverse("application_supplement", args=[asked[0].reference])
        return Entry(invitation, url, entry.action, people, entry.groups, entry.due_on)
    return entry


def _under_way(invitation: Invitation, people: list[Invitee], now: datetime) -> Entry:
    entry = _entry(invitation, people, _("See where it stands"))
    cases = [invitee.application for invitee in people]
    late = any(is_late(case, now) for case in cases if case.status in CLOCK_STATUSES)
    return replace(entry, late=late)
