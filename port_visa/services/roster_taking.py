"""The people of a list become invitees, over as many invitations of the same visit as they need."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.models import Attachment
from applications.passport.writing import identity_save, passport_values
from port_visa.enums import InvitationStatus, RosterStatus, RowStatus
from port_visa.errors import InvitationError
from port_visa.models import Invitation, Invitee, Roster, RosterRow
from port_visa.models.roster import RUNNING
from port_visa.parameters import limits_on
from port_visa.permissions import can_prepare
from port_visa.queries import active_invitees
from port_visa.rules.roster import RosterPerson, row_judge
from port_visa.services.invitations import COPIED_VISIT, invitation_create
from port_visa.services.invitees import invitee_create, position_last
from port_visa.services.locks import invitation_lock
from port_visa.services.roster_checking import circumstances_of, rows_rejudge
from port_visa.services.rosters import roster_forget, roster_lock, roster_send

AT_ONCE = 50  # people added in one transaction
STUCK = timedelta(minutes=5)


@transaction.atomic
def roster_take(*, roster: Roster, actor: User, now: datetime) -> Roster:
    """Have a worker add everybody whose row is without mistakes; the other rows are kept.

    Twice has one effect. Raises InvitationError when there is nobody to add.
    """
    locked = roster_lock(roster, actor)
    if locked.status == RosterStatus.TAKING:
        return locked
    if locked.status != RosterStatus.CHECKED:
        message = _("This list is not waiting for changes now. Look at where it stands.")
        raise InvitationError(message, code="not_checked")
    rows_rejudge(locked, now)
    good = locked.rows.filter(status=RowStatus.GOOD).count()
    if not good:
        message = _("No row is without mistakes yet. Mend some rows first.")
        raise InvitationError(message, code="nobody")
    locked.status, locked.rows_done, locked.rows_total = RosterStatus.TAKING, 0, good
    locked.worked_by, locked.touched_at = actor, now
    locked.save()
    _add_later(locked)
    return locked


def roster_add(*, roster_id: uuid.UUID | str, now: datetime) -> str | None:
    """Add the people of a list, in parts, each in a transaction of its own.

    Safe to run twice, side by side, or again after a worker died: a row knows its person. Answers
    the status reached, or None when there was nothing to do.
    """
    while True:
        with transaction.atomic():
            status = _add_part(roster_id, now)
        if status != RosterStatus.TAKING:
            return status


def _add_part(roster_id: uuid.UUID | str, now: datetime) -> str | None:
    found = Roster.objects.filter(pk=roster_id).values_list("invitation_id", flat=True).first()
    if found is None:
        return None
    origin = invitation_lock(found)
    roster = (
        Roster.objects.select_for_update(of=("self",)).select_related("worked_by").get(pk=roster_id)
    )
    roster.invitation = origin
    if roster.status != RosterStatus.TAKING:
        return None
    rows = list(roster.rows.filter(status=RowStatus.GOOD)[:AT_ONCE])
    actor = roster.worked_by
    if not rows or not can_prepare(actor, origin):
        return _finished(roster, now)
    target, room = _target(roster, actor, now)
    given = circumstances_of(roster, now)
    people = [(row, row_judge(row.number, row.values, given).person) for row in rows[:room]]
    position = position_last(target)
    for place, (row, person) in enumerate(people, start=1):
        _take_row(row, person, target, position + place, actor, now)
    target.updated_at = now
    target.save(update_fields=["updated_at"])
    roster.rows_done += len(people)
    roster.touched_at = now
    roster.save(update_fields=["rows_done", "touched_at"])
    return RosterStatus.TAKING


def _finished(roster: Roster, now: datetime) -> str:
    """Nobody is left to add: done, or back to whoever mends the rest."""
    left = roster.rows.filter(status__in=(RowStatus.GOOD, RowStatus.FAULTY)).exists()
    roster.status = RosterStatus.CHECKED if left else RosterStatus.DONE
    if not left:
        roster.rows.filter(status=RowStatus.LEFT_OUT).delete()
    roster.touched_at = now
    roster.save(update_fields=["status", "touched_at"])
    return roster.status


def _target(roster: Roster, actor: User, now: datetime) -> tuple[Invitation, int]:
    """The draft of this visit that has room, and for how many; a new one when all are full."""
    most = limits_on(legal_date(now)).max_invitees
    used = roster.rows.filter(status=RowStatus.TAKEN).values("invitee__invitation")
    drafts = Invitation.objects.filter(status=InvitationStatus.DRAFT)
    known = [roster.invitation_id, *used.values_list("invitee__invitation", flat=True).distinct()]
    for pk in drafts.filter(pk__in=known).order_by("created_at").values_list("pk", flat=True):
        locked = invitation_lock(pk)
        room = most - active_invitees().filter(invitation=locked).count()
        if room > 0:
            return locked, room
    return invitation_continue(roster.invitation, actor, now), most


def invitation_continue(invitation: Invitation, actor: User, now: datetime) -> Invitation:
    """A further draft of the same visit, its dates and its letters included, without people."""
    new = invitation_create(
        organisation=invitation.organisation,
        professional=invitation.professional,
        actor=actor,
        now=now,
        language=invitation.language,
    )
    for field in (*COPIED_VISIT, "arrival_on", "flight"):
        setattr(new, field, getattr(invitation, field))
    new.copied_from = invitation
    new.save()
    rows = Attachment.objects.filter(group=invitation.pk, removed_at__isnull=True)
    Attachment.objects.bulk_create(
        Attachment(code=row.code, group=new.pk, upload_id=row.upload_id, created_at=now)
        for row in rows
    )
    return new


def _take_row(
    row: RosterRow,
    person: RosterPerson | None,
    target: Invitation,
    position: int,
    actor: User,
    now: datetime,
) -> None:
    if person is None:  # a passport that ran out since the list was checked
        row.status = RowStatus.FAULTY
    else:
        row.invitee = _invitee(person, target, position, actor, now)
        row.status, row.values = RowStatus.TAKEN, {}
    row.save(update_fields=["status", "values", "invitee"])


def _invitee(
    person: RosterPerson, target: Invitation, position: int, actor: User, now: datetime
) -> Invitee:
    """One person as the list has them. Nobody compared them with a passport yet."""
    invitee = invitee_create(target, position, actor, now)
    values = passport_values(person.passport) if person.passport else dict(person.identity)
    if person.passport is None:
        values["document_code"] = "P"
        invitee.corrected_fields = sorted(person.identity)
        with translation.override(target.language):
            invitee.correction_reason = _("Taken from a list, without the passport's two lines.")
    identity_save(invitee.application.traveller, {**values, **person.printed})
    for field, text in person.details.items():
        setattr(invitee, field, text)
    invitee.email, invitee.language = person.email, person.language
    invitee.save()
    return invitee


def rosters_sweep(*, now: datetime) -> int:
    """Send lists again that a worker lost; forget those that nobody worked on for too long."""
    lost = Roster.objects.filter(touched_at__lt=now - STUCK)
    checking = lost.filter(status__in=(RosterStatus.WAITING, RosterStatus.CHECKING))
    for roster in checking[:500]:
        roster_send(roster)
    for roster in lost.filter(status=RosterStatus.TAKING)[:500]:
        _add_later(roster)
    kept_for = timedelta(days=limits_on(legal_date(now)).draft_days)
    old = Roster.objects.filter(status=RosterStatus.CHECKED, touched_at__lt=now - kept_for)
    for pk in old.values_list("pk", flat=True)[:500]:
        with transaction.atomic():
            rows = Roster.objects.select_for_update(of=("self",), skip_locked=True)
            if roster_old := rows.filter(pk=pk, status=RosterStatus.CHECKED).first():
                roster_forget(roster_old, now)
    return lost.filter(status__in=RUNNING).count()


def _add_later(roster: Roster) -> None:
    from port_visa.tasks import add_roster

    add_roster.delay_on_commit(str(roster.pk))  # type: ignore[attr-defined]


def people_added(roster: Roster) -> Sequence[Invitation]:
    """The invitations on which the people of a list stand, the oldest first."""
    return list(
        Invitation.objects.filter(invitees__roster_row__roster=roster)
        .annotate(first=Min("invitees__application_id"))
        .order_by("first")
    )
