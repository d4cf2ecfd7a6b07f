"""Who may correct what was mistyped at the port, and until when (ADR 0106)."""

from datetime import datetime, timedelta
from enum import Enum

from accounts.enums import PostRole
from accounts.permissions import Person
from applications.deadlines import legal_date
from applications.enums import Status
from applications.permissions import can_supervise, offices_of
from port_visa.enums import PortOutcome
from port_visa.models import PortDecision
from port_visa.parameters import limits_on

IN_FORCE = (Status.APPROVED, Status.ISSUED)  # also while a new version of the paper is made


class Right(Enum):
    """By what right somebody corrects a decision."""

    OWN = "own"
    SUPERVISOR = "supervisor"


def own_until(decision: PortDecision) -> datetime:
    """Until when the officer who decided mends their own slip: the row of that day counts."""
    minutes = limits_on(legal_date(decision.decided_at)).port_correction_minutes
    return decision.decided_at + timedelta(minutes=minutes)


def can_be_corrected(decision: PortDecision) -> bool:
    """Whether something was typed that can be wrong, on a case that is still in force."""
    in_force = decision.application.status in IN_FORCE
    return in_force and decision.outcome == PortOutcome.GRANTED


def right_to_correct(user: Person, decision: PortDecision, now: datetime) -> Right | None:
    """Whether this person may correct it now: whoever decided it, or a supervisor of its case.

    Officers mend their own slips while they still stand at that port, for so many minutes; then a
    supervisor does, who is another person.
    """
    if not can_be_corrected(decision):
        return None
    if decision.officer_id == user.pk:
        places = {decision.port.office_id, decision.application.office_id}
        here = bool(places & offices_of(user, (PostRole.PORT_OFFICER,)))
        return Right.OWN if here and now <= own_until(decision) else None
    return Right.SUPERVISOR if can_supervise(user, decision.application) else None
