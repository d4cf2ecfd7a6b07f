"""Declared by both hands and handed in, once; taken back by either before the decision."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import can_submit
from applications.enums import Status
from applications.services import application_submit, application_withdraw
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue
from permits.enums import Hand
from permits.errors import PermitError, PermitIncomplete, PermitLocked
from permits.filing.progress import findings
from permits.filing.queries import snapshot_load
from permits.models import PermitApplication
from permits.permissions import is_employer, is_hand
from permits.services.blanking import permit_blank
from permits.services.links import person_claim
from permits.services.locks import not_allowed, permit_lock
from ui.problems import Problem

WITHDRAWABLE = (Status.SUBMITTED, Status.SUPPLEMENT, Status.ACCEPTED, Status.RECOMMENDED)


@transaction.atomic
def permit_declare(
    *,
    permit: PermitApplication,
    hand: str,
    declared_name: str,
    declared: bool,
    actor: User,
    now: datetime,
) -> PermitApplication:
    """One hand declares its part true; with both declarations the application is handed in.

    Done twice it has one effect. ``declared_name`` is the full name of who declares (EEAL 73; ALL
    78). Raises PermitIncomplete with everything that this hand's part still needs, and PermitError
    when the bureau has not verified the organisation yet.
    """
    locked = permit_lock(permit.pk)
    if not is_hand(actor, locked, hand):
        raise not_allowed()
    if locked.application.status != Status.DRAFT:
        return locked
    if locked.is_discarded:
        raise PermitLocked(_("This draft was deleted."), code="locked")
    _check(locked, hand, declared_name, declared, actor, now)
    if hand == Hand.PERSON:
        person_claim(permit=locked, person=actor)
    prefix = "person" if hand == Hand.PERSON else "employer"
    first = getattr(locked, f"{prefix}_declared_at") is None
    if first:
        _declare(locked, prefix, declared_name.strip(), actor, now)
    if locked.both_declared:
        return _submit(locked, actor, now)
    if first:
        _tell_the_other(locked, hand, now)
    return locked


def _declare(locked: PermitApplication, prefix: str, name: str, actor: User, now: datetime) -> None:
    setattr(locked, f"{prefix}_declared_at", now)
    setattr(locked, f"{prefix}_declared_by", actor)
    setattr(locked, f"{prefix}_declared_name", name)
    locked.updated_at = now
    locked.save(
        update_fields=[
            *(f"{prefix}_declared_{what}" for what in ("at", "by", "name")),
            "updated_at",
        ]
    )


def _check(
    locked: PermitApplication, hand: str, name: str, declared: bool, actor: User, now: datetime
) -> None:
    organisation = locked.application.organisation
    if hand == Hand.EMPLOYER and (organisation is None or not can_submit(actor, organisation)):
        message = _("The bureau has to verify your organisation before you can declare.")
        raise PermitError(message, code="not_verified")
    snapshot = snapshot_load(locked, now)
    problems = [finding.problem for finding in findings(snapshot, hand)]
    if not declared:
        message = _("Tick the box to declare that everything is true.")
        problems.append(Problem("declared", message, "declared"))
    if not name.strip():
        message = _("Enter the full name of the person who declares this.")
        problems.append(Problem("declared_name", message, "declared_name"))
    if problems:
        raise PermitIncomplete(problems)


def _tell_the_other(locked: PermitApplication, hand: str, now: datetime) -> None:
    """Say to the other hand that it is their turn."""
    application = locked.application
    organisation, person = application.organisation, application.person
    assert organisation is not None  # noqa: S101  an employer files
    if hand == Hand.PERSON:
        recipients, path = [application.filed_by], neutral_path("permit", str(locked.pk))
    elif person is not None:
        recipients, path = [person], neutral_path("permit_person", str(locked.pk))
    else:
        return
    message_enqueue(
        event=MessageEvent.PERMIT_DECLARED,
        key=f"{application.reference}:{hand}:{now:%Y%m%d%H%M%S}",
        recipients=recipients,
        context={
            "by": str(hand),
            "name": locked.person_name,
            "reference": application.reference,
            "organisation_zh": organisation.name_zh,
            "organisation_en": organisation.name_en,
            "path": path,
        },
        now=now,
    )


@transaction.atomic
def permit_submit(*, permit: PermitApplication, actor: User, now: datetime) -> PermitApplication:
    """Hand in what both hands have declared, to the chosen branch. One effect however often.

    Raises PermitIncomplete when a declaration or anything else is missing.
    """
    locked = permit_lock(permit.pk)
    if not any(is_hand(actor, locked, hand) for hand in Hand):
        raise not_allowed()
    if locked.application.status != Status.DRAFT:
        return locked
    if locked.is_discarded:
        raise PermitLocked(_("This draft was deleted."), code="locked")
    return _submit(locked, actor, now)


def _submit(locked: PermitApplication, actor: User, now: datetime) -> PermitApplication:
    """Judge both parts once more and hand the case in. The caller holds the lock."""
    snapshot = snapshot_load(locked, now)
    problems = [finding.problem for hand in Hand for finding in findings(snapshot, hand)]
    if not locked.both_declared:
        message = _("Both the employer and the employee have to declare first.")
        problems.append(Problem("not_declared", message))
    if problems:
        raise PermitIncomplete(problems)
    category = snapshot.category
    if category and locked.application.category != category:
        locked.application.category = category
        locked.application.save(update_fields=["category"])
    locked.application = application_submit(application=locked.application, actor=actor, now=now)
    return locked


@transaction.atomic
def permit_withdraw(
    *, permit: PermitApplication, hand: str, actor: User, now: datetime, reason: str = ""
) -> PermitApplication:
    """Either hand takes the application back: a draft is deleted, a filed case is withdrawn.

    Raises PermitError when it was decided or withdrawn already.
    """
    locked = permit_lock(permit.pk)
    if not is_hand(actor, locked, hand):
        raise not_allowed()
    application = locked.application
    if application.status == Status.DRAFT:
        if not locked.is_discarded:
            permit_blank(locked, hand, now)
        return locked
    if application.status == Status.WITHDRAWN:
        return locked
    if application.status not in WITHDRAWABLE:
        message = _("There is nothing left to withdraw: it was decided or withdrawn already.")
        raise PermitError(message, code="nothing_to_withdraw")
    locked.application = application_withdraw(
        application=application, actor=actor, now=now, reason=reason
    )
    return locked


def employer_may_declare(user: User, permit: PermitApplication) -> bool:
    """Whether the bureau has verified the organisation that the user belongs to."""
    organisation = permit.application.organisation
    return organisation is not None and is_employer(user, permit) and can_submit(user, organisation)
