"""A changed arrival takes its cases to the office that decides them now (ADR 0105)."""

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from applications.deadlines import legal_date
from applications.models import Application
from applications.services import office_change
from port_visa.models import Invitation
from port_visa.queries import active_invitees
from port_visa.routing import office_for

# What decides the office; a new flight or a longer stay takes a case nowhere.
ROUTING_FIELDS = frozenset({"port", "wants_centre", "electronic"})


def cases_lock(locked: Invitation) -> list[Application]:
    """Lock the cases of a locked invitation that are not closed, always in the same order.

    Before asking whether they may be changed: their own locks are what officers' steps take.
    """
    keys = active_invitees().filter(invitation=locked).values("application_id")
    rows = Application.objects.select_for_update(of=("self",)).filter(
        pk__in=keys, closed_at__isnull=True
    )
    return list(rows.order_by("pk"))


def cases_reroute(
    locked: Invitation, changed: Collection[str], *, actor: User, now: datetime
) -> None:
    """Give the cases to the office that the rows of today name, when the arrival changed.

    A case that an officer opened at a window stays at that office.
    """
    if not ROUTING_FIELDS & set(changed) or locked.opened_office_id is not None:
        return
    office = office_for(locked, legal_date(now))
    if office is None:
        return
    for invitee in active_invitees().filter(invitation=locked, application__closed_at__isnull=True):
        office_change(application=invitee.application, office=office, actor=actor, now=now)
