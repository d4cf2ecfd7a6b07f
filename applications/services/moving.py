"""Giving a case to another office, because the facts by which it was routed changed (ADR 0105)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import EventKind, Status
from applications.errors import TransitionNotAllowed
from applications.events import application_lock, event_record
from applications.models import Application
from applications.services.home import office_words
from applications.services.messages import applicant_tell, people_tell
from notifications.enums import MessageEvent
from offices.models import Office

# Nobody at an office has it in hand: it waits for the applicant, and no promise runs.
MOVABLE = (Status.SUPPLEMENT,)


@transaction.atomic
def office_change(
    *, application: Application, office: Office, actor: User, now: datetime
) -> Application:
    """Give a case that waits for its applicant to the office that decides it from now on.

    It has one owner at every moment: the new office, or still the home office that checks first and
    then transfers to the new one (ADR 0091). No date moves: the days of the new office begin with
    the complete answer, as those of the old one would have. Done twice, the second has no effect.

    :param actor: who changed the facts; the applicant, as a rule.
    :raises TransitionNotAllowed: an officer has it in hand, or it was decided.
    """
    locked = application_lock(application.pk)
    before = locked.port_office if locked.home_office_id else locked.office
    if before == office:
        return locked
    if locked.status not in MOVABLE:
        raise TransitionNotAllowed(
            _("An office has this application in hand. It is not given to another one now.")
        )
    had_it = [] if locked.at_home else _who_had_it(locked)
    if not locked.at_home:
        locked.office = office
        locked.assigned_to = locked.held_by = locked.held_until = None
    if locked.home_office_id:
        locked.port_office = office
    locked.save(update_fields=["office", "port_office", "assigned_to", "held_by", "held_until"])
    event_record(
        application=locked,
        kind=EventKind.OFFICE_CHANGED,
        actor=actor,
        now=now,
        data={"from": before.code if before else "", "to": office.code},
    )
    _tell(locked, office, had_it, now)
    return locked


def _who_had_it(locked: Application) -> list[User]:
    """The officers who asked for the answer that is awaited, and to whom the case was assigned."""
    asked = locked.supplement_requests.filter(answered_at=None, lapsed_at=None)
    found = {request.requested_by for request in asked.select_related("requested_by")}
    if locked.assigned_to is not None:
        found.add(locked.assigned_to)
    people = (user for user in found if user.is_active and not user.is_system)
    return sorted(people, key=lambda user: user.pk)


def _tell(locked: Application, office: Office, had_it: list[User], now: datetime) -> None:
    """The applicant, and the officers whose queue has lost the case: they cannot open it now."""
    facts = office_words(office)
    key = f"office-{locked.event_count}"
    applicant_tell(application=locked, event=MessageEvent.OFFICE_CHANGED, now=now, key=key, **facts)
    people_tell(
        application=locked,
        event=MessageEvent.OFFICE_CHANGED_DESK,
        recipients=had_it,
        now=now,
        key=key,
        path=reverse("admin:index"),
        **facts,
    )
