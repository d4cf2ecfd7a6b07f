"""Where a case can go, who takes it there, and by what right. One table, one writer of ``status``.

Steps of people and of the machine are different events. Everything that is not in the table is
refused. Citations: EEAL = Exit and Entry Administration Law, ALL = Administrative Licensing Law,
REG = Regulations on the Administration of Entry and Exit of Foreigners, ADR = ``docs/adr``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, NoReturn

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import CLOCK_STATUSES, ActorKind, EventKind, Status
from applications.errors import NotPermitted, StaleVersion, TransitionNotAllowed
from applications.events import HEAD_FIELDS, application_lock, event_append
from applications.models import Application, Review
from applications.permissions import can_act_as_applicant, can_review, can_supervise


class Place(Enum):
    """Where a step can be taken when its case goes through a home office (ADR 0091)."""

    ANYWHERE = "anywhere"
    HOME = "home"
    NOT_HOME = "not_home"
    TRANSFERRED = "transferred"

    def holds(self, application: Application) -> bool:
        """Whether the case's owner is such an office now."""
        if self is Place.HOME:
            return application.at_home
        if self is Place.NOT_HOME:
            return not application.at_home
        if self is Place.TRANSFERRED:
            return application.home_office_id is not None and not application.at_home
        return True


class Who(Enum):
    """Who may take a step."""

    APPLICANT = "applicant"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"


@dataclass(frozen=True)
class Edge:
    """A step: from where, to where, by whom, by what right, and which dates it sets or clears.

    ``place`` keeps a step to the side of a transfer that it belongs to.
    """

    sources: tuple[Status, ...]
    target: Status
    who: Who
    citation: str
    stamps: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    place: Place = Place.ANYWHERE


_CLOSED = ("closed_at",)
_DECIDED = ("decided_at",)
_ADR = "ADR 0020"
_JOINT = "ADR 0023"
_TRANSFER = "ADR 0091"
_SWAP = "ADR 0097"

TABLE: Mapping[EventKind, Edge] = {
    EventKind.SUBMIT: Edge(
        (Status.DRAFT,),
        Status.SUBMITTED,
        Who.APPLICANT,
        "EEAL 20; ALL 29",
        stamps=("submitted_at", "complete_at"),
    ),
    EventKind.SUBMIT_HOME: Edge(
        (Status.DRAFT,),
        Status.HOME_CHECK,
        Who.APPLICANT,
        f"EEAL 20; {_TRANSFER}",
        stamps=("submitted_at", "complete_at"),
    ),
    EventKind.TRANSFER: Edge(
        (Status.HOME_CHECK,),
        Status.SUBMITTED,
        Who.REVIEWER,
        f"ALL 32; {_TRANSFER}",
        place=Place.HOME,
    ),
    EventKind.TRANSFER_RETURN: Edge(
        (Status.SUBMITTED,),
        Status.HOME_CHECK,
        Who.REVIEWER,
        _TRANSFER,
        stamps=("complete_at",),
        place=Place.TRANSFERRED,
    ),
    EventKind.SUPPLEMENT_REQUEST: Edge(
        (Status.SUBMITTED, Status.HOME_CHECK),
        Status.SUPPLEMENT,
        Who.REVIEWER,
        "ALL 32(1)(4); REG 13",
        clears=("complete_at",),
    ),
    EventKind.SUPPLEMENT_ANSWER: Edge(
        (Status.SUPPLEMENT,),
        Status.SUBMITTED,
        Who.APPLICANT,
        "ALL 32(1)(5)",
        stamps=("complete_at",),
        place=Place.NOT_HOME,
    ),
    EventKind.HOME_ANSWER: Edge(
        (Status.SUPPLEMENT,),
        Status.HOME_CHECK,
        Who.APPLICANT,
        f"ALL 32(1)(5); {_TRANSFER}",
        stamps=("complete_at",),
        place=Place.HOME,
    ),
    EventKind.SUPPLEMENT_LAPSE: Edge(
        (Status.SUPPLEMENT,), Status.LAPSED, Who.SYSTEM, _ADR, stamps=_CLOSED
    ),
    EventKind.ACCEPT: Edge(
        (Status.SUBMITTED,), Status.ACCEPTED, Who.REVIEWER, "ALL 32(1)(5)", stamps=("accepted_at",)
    ),
    EventKind.ACCEPT_BY_SILENCE: Edge(
        (Status.SUBMITTED,), Status.ACCEPTED, Who.SYSTEM, "ALL 32(1)(4)"
    ),
    EventKind.NOT_ACCEPT: Edge(
        (Status.SUBMITTED, Status.HOME_CHECK),
        Status.NOT_ACCEPTED,
        Who.REVIEWER,
        "ALL 32(1)(1)-(2)",
        stamps=_CLOSED,
    ),
    EventKind.RECOMMEND_APPROVAL: Edge((Status.ACCEPTED,), Status.RECOMMENDED, Who.REVIEWER, _ADR),
    EventKind.RECOMMEND_REFUSAL: Edge(
        (Status.ACCEPTED,), Status.RECOMMENDED, Who.REVIEWER, f"EEAL 21; {_ADR}"
    ),
    EventKind.REVIEWS_RECOMMENDED: Edge((Status.ACCEPTED,), Status.RECOMMENDED, Who.SYSTEM, _JOINT),
    EventKind.RETURN_TO_REVIEW: Edge((Status.RECOMMENDED,), Status.ACCEPTED, Who.SUPERVISOR, _ADR),
    EventKind.APPROVE: Edge(
        (Status.ACCEPTED, Status.RECOMMENDED),
        Status.APPROVED,
        Who.REVIEWER,
        "EEAL 20",
        stamps=_DECIDED,
    ),
    EventKind.REFUSE: Edge(
        (Status.RECOMMENDED,),
        Status.REFUSED,
        Who.SUPERVISOR,
        "EEAL 21",
        stamps=_DECIDED + _CLOSED,
    ),
    EventKind.SPLIT: Edge(
        (Status.RECOMMENDED,), Status.SPLIT, Who.SUPERVISOR, _JOINT, stamps=_DECIDED + _CLOSED
    ),
    EventKind.ISSUE: Edge(
        (Status.APPROVED,),
        Status.ISSUED,
        Who.SYSTEM,
        "EEAL 17; ALL 44",
        stamps=("issued_at", *_CLOSED),
    ),
    EventKind.CORRECT: Edge(
        (Status.ISSUED,), Status.APPROVED, Who.SUPERVISOR, _ADR, clears=_CLOSED
    ),
    EventKind.WITHDRAW: Edge(
        (
            Status.SUBMITTED,
            Status.SUPPLEMENT,
            Status.HOME_CHECK,
            Status.ACCEPTED,
            Status.RECOMMENDED,
        ),
        Status.WITHDRAWN,
        Who.APPLICANT,
        _ADR,
        stamps=_CLOSED,
    ),
    EventKind.SWAP_ASK: Edge((Status.ISSUED,), Status.ISSUED, Who.APPLICANT, _SWAP),
    EventKind.SWAP: Edge((Status.ISSUED,), Status.REVOKED, Who.SYSTEM, _SWAP, stamps=_CLOSED),
    EventKind.REVOKE: Edge(
        (Status.ISSUED,), Status.REVOKED, Who.SUPERVISOR, "ALL 69", stamps=_CLOSED
    ),
}

_NO_OWN_HAND = ("status", "version", *HEAD_FIELDS)


@transaction.atomic
def transition(
    *,
    application: Application,
    event: EventKind,
    actor: User | None,
    now: datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    expected_version: int | None = None,
    facts: Mapping[str, Any] | None = None,
    counted: bool = True,
) -> Application:
    """Take one step: lock, check, write the facts and the dates, count the version, log.

    :param actor: the person; None for the machine.
    :param data: plain JSON for the log.
    :param expected_version: the version that the person saw; StaleVersion when it has grown.
    :param facts: further columns that must change in the same statement (due date, reasons).
    :param counted: False for a step of one of several reviews, which counts on its Review: it must
        not make an open form of the other authority stale.
    :returns: the case as it is now, locked until the transaction ends.
    :raises StaleVersion, TransitionNotAllowed, NotPermitted: nothing was written.
    """
    edge = TABLE.get(event)
    if edge is None:
        raise TransitionNotAllowed(_("This event does not change where a case stands."))
    locked = application_lock(application.pk)
    version_check(locked, expected_version)
    _check_source(locked, event, edge)
    _check_actor(locked, edge, actor)
    before = locked.status
    written = _write_facts(locked, edge, now, facts or {})
    locked.status = edge.target
    locked.version += int(counted)
    event_append(
        locked=locked,
        kind=event,
        actor=actor,
        actor_kind=_actor_kind(locked, edge, actor),
        now=now,
        reason=reason,
        data=data,
        status_before=before,
    )
    locked.save(update_fields=[*written, "status", "version", *HEAD_FIELDS])
    return locked


def review_step(
    *,
    review: Review,
    locked: Application,
    event: EventKind,
    actor: User,
    now: datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """Log the step of one of several reviews that does not move the case itself.

    The same event as where it does, with the authority beside it. The caller holds the case's lock,
    has checked the version, and writes the review.
    :raises TransitionNotAllowed, NotPermitted: nothing was written.
    """
    edge = TABLE[event]
    if locked.status not in CLOCK_STATUSES:
        refuse_from(locked, event)
    if not _PREDICATES[edge.who](actor, locked, review.authority):
        raise NotPermitted(_REFUSALS[edge.who])
    event_append(
        locked=locked,
        kind=event,
        actor=actor,
        actor_kind=_ACTOR_KINDS[edge.who],
        now=now,
        reason=reason,
        data=data,
    )
    locked.save(update_fields=HEAD_FIELDS)


def version_for(application: Application, authority: str | None) -> int:
    """Return what an officer of this authority saw, for ``expected_version`` of a review's step.

    It grows with the case's own steps and with those of this authority's review, and with nothing
    that the other authority does. With one review, whose steps move the case, it is ``version``.
    """
    found = application.reviews.filter(authority=authority or "").values_list("version", flat=True)
    return application.version + (found.first() or 0)


def version_check(locked: Application, expected: int | None, authority: str | None = None) -> None:
    """Raise StaleVersion when the case has moved on since the person saw version ``expected``.

    A service with checks of its own calls it before them: who acts on an old page is told what
    happened meanwhile, not that they lack a right or left out a reason.
    :param authority: whose review the page was about (``version_for``); None: the case itself.
    """
    now = locked.version if authority is None else version_for(locked, authority)
    if expected is None or now == expected:
        return
    steps = locked.events.select_related("actor")
    mine = steps.filter(data__authority=authority).last() if authority else None
    last = mine or steps.filter(status_after=locked.status).last()
    raise StaleVersion(
        _(
            "Somebody acted on this application after you opened the page: %(event)s, %(time)s "
            "(%(who)s). Nothing of theirs was overwritten. Read the case again, then decide."
        ),
        event=last.get_kind_display() if last else locked.get_status_display(),
        time=date_format(timezone.localtime(last.at), "H:i") if last else "",
        who=(last.actor or last.get_actor_kind_display()) if last else "",
    )


def events_from(status: str) -> list[EventKind]:
    """Return the steps that the table allows from a status, whoever takes them."""
    return [kind for kind, edge in TABLE.items() if status in edge.sources]


def may_take(user: User | None, application: Application, event: EventKind) -> bool:
    """Whether this person could take this step now; for showing or hiding its button."""
    edge = TABLE[event]
    possible = application.status in edge.sources and edge.place.holds(application)
    return possible and _permits(edge.who, user, application)


def _actor_kind(locked: Application, edge: Edge, actor: User | None) -> ActorKind:
    """As what the step counts: an officer at a window hands in as an officer."""
    if actor is not None and locked.opened_by_id == actor.pk:
        return ActorKind.OFFICER
    return _ACTOR_KINDS[edge.who]


_ACTOR_KINDS = {
    Who.APPLICANT: ActorKind.APPLICANT,
    Who.REVIEWER: ActorKind.OFFICER,
    Who.SUPERVISOR: ActorKind.OFFICER,
    Who.SYSTEM: ActorKind.SYSTEM,
}

_PREDICATES: Mapping[Who, Callable[..., bool]] = {
    Who.APPLICANT: can_act_as_applicant,
    Who.REVIEWER: can_review,
    Who.SUPERVISOR: can_supervise,
}

_REFUSALS = {
    Who.APPLICANT: _("Only the person or organisation that filed this application can do this."),
    Who.REVIEWER: _("Only a reviewer or supervisor of this application's office can do this."),
    Who.SUPERVISOR: _("Only a supervisor of this application's office can do this."),
    Who.SYSTEM: _("The system takes this step by itself; no person can."),
}


def _check_source(locked: Application, event: EventKind, edge: Edge) -> None:
    if locked.status not in edge.sources or not edge.place.holds(locked):
        refuse_from(locked, event)


def refuse_from(locked: Application, event: EventKind) -> NoReturn:
    """Raise TransitionNotAllowed with the sentence that names case, status and step."""
    raise TransitionNotAllowed(
        _("%(reference)s is “%(status)s”. The step “%(event)s” is not possible from there."),
        reference=locked.reference,
        status=locked.get_status_display(),
        event=event.label,
    )


def _check_actor(locked: Application, edge: Edge, actor: User | None) -> None:
    if not _permits(edge.who, actor, locked):
        raise NotPermitted(_REFUSALS[edge.who])


def _permits(who: Who, user: User | None, application: Application) -> bool:
    if user is None or who is Who.SYSTEM:
        return user is None and who is Who.SYSTEM
    return _PREDICATES[who](user, application)


def _write_facts(
    locked: Application, edge: Edge, now: datetime, facts: Mapping[str, Any]
) -> list[str]:
    values: dict[str, Any] = dict.fromkeys(edge.clears)
    values.update(dict.fromkeys(edge.stamps, now))
    values.update(facts)
    forbidden = values.keys() & set(_NO_OWN_HAND)
    if forbidden:
        raise ValueError(f"Only the workflow itself writes {sorted(forbidden)}.")
    for name, value in values.items():
        setattr(locked, name, value)
    return list(values)
