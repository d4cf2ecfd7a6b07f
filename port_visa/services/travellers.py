"""What happens through a private link: the inviter's own steps, lent to who holds it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.enums import EventKind, LinkEnd
from applications.events import event_record
from applications.passport.writing import SAID
from applications.private_links import links_close
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue
from port_visa.enums import LinkKind
from port_visa.errors import InvitationError, InvitationIncomplete
from port_visa.models import Invitee, InviteeLink
from port_visa.progress import invitee_findings, slot_problem
from port_visa.queries import snapshot_load
from port_visa.services.invitees import DETAIL_FIELDS
from port_visa.services.links import link_lock

# The lines are told by what they say.
_LINES = ("mrz_line1", "mrz_line2", "birth_date_mrz", "document_code")
PAPER = "paper:"  # in front of the code of a place for files, among the fields that were changed

T = TypeVar("T")


@transaction.atomic
def guest_step(
    *, link: InviteeLink, now: datetime, step: Callable[[Invitee, User], T], paper: str = ""
) -> T:
    """Do one of the inviter's steps with the person whose link it is, for who holds the link.

    ``step`` gets the person and whoever lends the right. What it changed is noted on the link;
    ``paper`` is the code of the place where it adds or removes a file. Raises LinkGone when the
    link opens nothing any more, and whatever ``step`` raises.
    """
    locked = link_lock(link, now)
    before = _values(locked.invitee)
    done = step(locked.invitee, locked.sent_by)
    (there,) = Invitee.objects.select_related("application__traveller").filter(pk=link.invitee_id)
    after = _values(there)
    found = {name for name in after if before[name] != after[name]}
    if paper:
        found.add(f"{PAPER}{paper}")
    changed = sorted({*locked.changed_fields, *found})
    if changed != locked.changed_fields:
        locked.changed_fields = changed
        locked.save(update_fields=["changed_fields"])
    return done


def _values(invitee: Invitee) -> dict[str, Any]:
    traveller = invitee.application.traveller
    said = {name: getattr(traveller, name) for name in SAID if name not in _LINES}
    return said | {name: getattr(invitee, name) for name in (*DETAIL_FIELDS, "email")}


@transaction.atomic
def traveller_confirm(*, link: InviteeLink, right: bool, now: datetime) -> Invitee:
    """The traveller confirms their own data; the link has done its work and opens nothing more.

    The inviter is told, with what the traveller changed. Raises LinkGone, InvitationIncomplete with
    what the person's part still lacks, and InvitationError for the link of an inviter's phone.
    """
    locked = link_lock(link, now)
    if locked.kind != LinkKind.TRAVELLER:
        raise InvitationError(_("Only the traveller can confirm here."), code="not_allowed")
    invitee = locked.invitee
    snapshot = snapshot_load(invitee.invitation, now)
    problems = [finding.problem for finding in invitee_findings(snapshot, invitee)]
    problems += [found for slot in snapshot.slots_of(invitee) if (found := slot_problem(slot))]
    if problems:
        raise InvitationIncomplete(problems)
    if not right:
        raise InvitationError(_("Tick the box when everything is right."), code="right")
    invitee.self_confirmed_at, invitee.self_changed = now, locked.changed_fields
    invitee.save(update_fields=["self_confirmed_at", "self_changed"])
    links_close(InviteeLink.objects.filter(pk=locked.pk), LinkEnd.USED, now)
    event_record(  # the log names a person; whoever holds the link has no account
        application=invitee.application,
        kind=EventKind.SELF_CONFIRMED,
        actor=locked.sent_by,
        now=now,
        data={"link": locked.pk, "fields": list(invitee.self_changed)},
    )
    _tell(locked, now)
    return invitee


def _tell(link: InviteeLink, now: datetime) -> None:
    invitee = link.invitee
    message_enqueue(
        event=MessageEvent.INVITEE_CONFIRMED,
        key=str(link.pk),
        recipients=[link.sent_by],
        context={
            "name": invitee.application.traveller.name_mrz,
            "changed": len(invitee.self_changed),
            "path": neutral_path("invitee_link", str(invitee.invitation_id), str(invitee.pk)),
        },
        now=now,
    )


@transaction.atomic
def phone_done(*, link: InviteeLink, now: datetime) -> None:
    """The inviter has finished on the phone. Raises LinkGone when the link was closed before."""
    locked = link_lock(link, now)
    links_close(InviteeLink.objects.filter(pk=locked.pk), LinkEnd.USED, now)
