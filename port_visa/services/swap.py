"""Somebody else in place of an approved person: noted, and carried out (ADR 0097)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from applications.enums import Status
from applications.errors import TransitionNotAllowed
from applications.events import application_lock
from applications.models import Application
from applications.services import application_swap, application_swap_ask
from applications.services.messages import neutral_path
from documents.enums import DocumentStatus
from notifications.enums import MessageEvent
from port_visa.errors import InvitationError
from port_visa.models import Invitee
from port_visa.outbox_traveller import traveller_write
from port_visa.queries import invitee_of
from port_visa.services.notification import latest_document
from port_visa.swaps import paper_words, swap_hindrance


def swappable_lock(invitee: Invitee, now: datetime) -> Application:
    """Lock the case whose Notification is to be given up; InvitationError when it cannot be."""
    locked = invitee.application = application_lock(invitee.application_id)
    if hindrance := swap_hindrance(invitee, latest_document(locked, invitee.invitation), now):
        raise InvitationError(hindrance, code="not_swappable")
    return locked


def swaps_ask(invitees: Iterable[Invitee], actor: User, now: datetime) -> None:
    """Note on the old cases, as the new ones are handed in, whom they are given up for."""
    for invitee in invitees:
        if invitee.replaces is None:
            continue
        old = swappable_lock(invitee.replaces, now)
        application_swap_ask(application=old, replacement=invitee.application, actor=actor, now=now)


def swap_carry_out(application: Application, now: datetime) -> None:
    """Revoke the paper of whose place the approved person takes; nothing for others.

    Called in the transaction that approves, under both cases' locks: either the old one is revoked
    and the new one approved, or neither. Raises TransitionNotAllowed when the old one has been
    used meanwhile, which takes the approval back.
    """
    new = invitee_of(application)
    if new.replaces is None:
        return
    new.replaces.application = old = application_lock(new.replaces.application_id)
    if hindrances := swap_hinders(new):
        raise TransitionNotAllowed(hindrances[0])
    if old.status != Status.ISSUED:
        return
    application_swap(application=old, replacement=application, now=now)
    _tell(new.replaces, new, now)
    _tell(new, new, now)


def swap_hinders(new: Invitee) -> list[str]:
    """What keeps the new person from being approved, for the desk, before anybody presses."""
    old = new.replaces
    if old is None:
        return []
    facts = {"reference": old.application.reference, "paper": paper_words(old)}
    document = latest_document(old.application, old.invitation)
    if document is not None and document.status == DocumentStatus.USED:
        message = _(
            "The %(paper)s of %(reference)s, whose place this person would take, has been used at "
            "the port. Refuse this case, or let the inviter withdraw it."
        )
        return [message % facts]
    if old.application.status == Status.APPROVED:
        message = _(
            "The %(paper)s of %(reference)s is just being corrected. Approve when it is ready."
        )
        return [message % facts]
    return []


def _tell(invitee: Invitee, new: Invitee, now: datetime) -> None:
    """Write to one of the two travellers, if we know the address; the inviter is told anyway."""
    comes, path = invitee == new, neutral_path("track")
    if not comes and (document := latest_document(invitee.application, invitee.invitation)):
        path = neutral_path("verify_code", document.code)
    facts = {
        "name": invitee.application.traveller.name_mrz,
        "reference": invitee.application.reference,
        **new.invitation.inviter_names,
        "electronic": invitee.invitation.electronic,
        "comes": comes,
        "path": path,
    }
    event, key = MessageEvent.INVITEE_SWAPPED, f"{new.application.reference}:{invitee.pk}"
    traveller_write(invitee, event=event, key=key, facts=facts, now=now)
