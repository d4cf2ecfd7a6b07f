"""Declared and handed in, once; taken back before the decision."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind, LinkEnd, Service, Status
from applications.events import event_record
from applications.private_links import links_close
from applications.services import (
    application_submit,
    application_withdraw,
    home_office_of,
    received_tell,
    told_together,
)
from offices.models import Office
from port_visa.enums import InvitationStatus
from port_visa.errors import InvitationError, InvitationIncomplete
from port_visa.models import Invitation, Invitee, InviteeLink
from port_visa.permissions import can_submit_invitation, can_view_invitation, opens_at_window
from port_visa.progress import findings
from port_visa.queries import Snapshot, active_invitees, snapshot_load
from port_visa.routing import office_for
from port_visa.services.locks import draft_check, invitation_lock, not_allowed
from port_visa.services.professional_log import professional_lock
from port_visa.services.swap import swaps_ask
from port_visa.waiting import what_to_do
from ui.problems import Problem

WITHDRAWABLE = (
    Status.SUBMITTED,
    Status.SUPPLEMENT,
    Status.HOME_CHECK,
    Status.ACCEPTED,
    Status.RECOMMENDED,
)


@transaction.atomic
def invitation_submit(
    *, invitation: Invitation, declared_name: str, declared: bool, actor: User, now: datetime
) -> Invitation:
    """Hand in the declared invitation: every person's application, in one transaction.

    Pressed twice or five times at once, it has one effect; the later calls return the same
    invitation. ``declared_name`` is the full name of the person who declares that all is true
    (EEAL 19, 73, 74). Raises InvitationIncomplete with everything that is missing, and
    InvitationError when the inviter may not hand in: an organisation that is not verified, a
    person without a proof in force.
    """
    locked = invitation_lock(invitation.pk)
    seen = can_view_invitation(actor, locked) or opens_at_window(actor, locked)
    if locked.status == InvitationStatus.SUBMITTED and seen:
        return locked
    draft_check(locked, actor)
    if locked.professional is not None:
        professional_lock(locked.professional.pk)  # two drafts at once share one limit
    if not can_submit_invitation(actor, locked, now):
        raise InvitationError(_not_yet(locked, now), code="not_verified")
    snapshot = snapshot_load(locked, now)
    _check(snapshot, declared_name, declared)
    locked.status = InvitationStatus.SUBMITTED
    locked.declared_name = declared_name.strip()
    locked.declared_by = actor
    locked.declared_at = locked.submitted_at = locked.updated_at = now
    locked.save()
    home = home_office_of(organisation=locked.organisation, service=Service.PORT_VISA, now=now)
    links_close(InviteeLink.objects.filter(invitee__invitation=locked), LinkEnd.MOVED_ON, now)
    for invitee in snapshot.invitees:
        _submit(invitee, locked, actor, now, home)
    swaps_ask(snapshot.invitees, actor, now)
    _tell(snapshot.invitees, now)
    return locked


def _not_yet(invitation: Invitation, now: datetime) -> str:
    if invitation.by_person:
        return what_to_do(invitation, now)
    return _("The bureau has to verify your organisation before you can submit.")


def _check(snapshot: Snapshot, declared_name: str, declared: bool) -> None:
    problems = [finding.problem for finding in findings(snapshot)]
    if not declared:
        message = _("Tick the box to declare that everything is true.")
        problems.append(Problem("declared", message, "declared"))
    if not declared_name.strip():
        message = _("Enter the full name of the person who declares this.")
        problems.append(Problem("declared_name", message, "declared_name"))
    if problems:
        raise InvitationIncomplete(problems)


def _submit(
    invitee: Invitee, invitation: Invitation, actor: User, now: datetime, home: Office | None
) -> None:
    """One person's part: the visit's facts are copied to the case, then it is handed in."""
    application = invitee.application
    assert invitation.port is not None  # noqa: S101  checked by findings()
    application.office = office_for(invitation, legal_date(now))
    application.category = invitation.category
    application.save(update_fields=["office", "category"])
    invitee.stay_days = invitation.stay_days
    invitee.save(update_fields=["stay_days"])
    if invitation.opened_office is not None:
        event_record(
            application=application,
            kind=EventKind.OPENED_AT_WINDOW,
            actor=actor,
            now=now,
            data={"to": invitation.opened_office.code},
        )
    application_submit(application=application, actor=actor, now=now, notify=False, home=home)


def _tell(invitees: Sequence[Invitee], now: datetime) -> None:
    """One message for the whole invitation, with every reference."""
    applications = [invitee.application for invitee in invitees]
    first = applications[0]
    first.refresh_from_db()
    received_tell(
        application=first,
        now=now,
        promise="",
        promise_provisional=False,
        items=[f"{a.reference} {a.traveller.name_mrz}" for a in applications],
    )


@transaction.atomic
def invitation_withdraw(
    *,
    invitation: Invitation,
    invitees: Sequence[Invitee] | None = None,
    actor: User,
    now: datetime,
    reason: str = "",
) -> int:
    """Take back every undecided application, or those of ``invitees``. Answers how many.

    Raises InvitationError when none can be withdrawn any more.
    """
    locked = invitation_lock(invitation.pk)
    if not can_view_invitation(actor, locked):
        raise not_allowed()
    rows = active_invitees().filter(invitation=locked, application__status__in=WITHDRAWABLE)
    if invitees is not None:
        rows = rows.filter(pk__in=[invitee.pk for invitee in invitees])
    found = list(rows)
    if not found:
        message = _("There is nothing left to withdraw: it was decided or withdrawn already.")
        raise InvitationError(message, code="nothing_to_withdraw")
    applications = [invitee.application for invitee in found]
    with told_together(applications):
        for application in applications:
            application_withdraw(application=application, actor=actor, now=now, reason=reason)
    return len(found)
