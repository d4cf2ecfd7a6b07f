"""Rows are read fresh and locked before they are judged."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from applications.enums import EventKind, Status
from applications.events import event_record
from permits.enums import Hand
from permits.errors import PermitError, PermitLocked
from permits.models import PermitApplication
from permits.permissions import can_edit, is_hand


def permit_lock(pk: UUID) -> PermitApplication:
    """Read the application fresh and lock its row until the transaction ends."""
    rows = PermitApplication.objects.select_for_update(of=("self",))
    return rows.select_related(
        "application__traveller", "application__organisation", "application__office", "zone"
    ).get(pk=pk)


def not_allowed() -> PermitError:
    """The error for people who do not act for this hand of the application."""
    return PermitError(_("You may not do this in this application."), code="not_allowed")


def edit_lock(
    permit: PermitApplication, hand: str, actor: User, items: Collection[str] = ()
) -> PermitApplication:
    """Lock an application that ``hand`` may change now: a draft, or as a supplement asks.

    Raises PermitError for others, PermitLocked when it was handed in or closed.
    """
    locked = permit_lock(permit.pk)
    if not is_hand(actor, locked, hand):
        raise not_allowed()
    if not can_edit(actor, locked, hand, items):
        message = _("This application can be changed here only when the office asks for it.")
        raise PermitLocked(message, code="locked")
    return locked


def changed(
    locked: PermitApplication,
    hand: str,
    fields: Collection[str],
    actor: User,
    now: datetime,
    item: str = "",
) -> None:
    """Note a change: the hand declares anew; after submission it is an event of the case.

    ``item``: the point of a supplement request that the change answers.
    """
    locked.updated_at = now
    columns = ["updated_at"]
    if locked.application.status == Status.DRAFT:
        columns += undeclare(locked, hand) if fields else []
    elif fields:
        event_record(
            application=locked.application,
            kind=EventKind.DATA_CHANGED,
            actor=actor,
            now=now,
            data={"fields": sorted(fields), "item": item},
        )
    locked.save(update_fields=columns)


def undeclare(locked: PermitApplication, hand: str) -> list[str]:
    """Take back a declaration that no longer says what stands there; answers its columns."""
    prefix = "person" if hand == Hand.PERSON else "employer"
    setattr(locked, f"{prefix}_declared_at", None)
    setattr(locked, f"{prefix}_declared_by", None)
    setattr(locked, f"{prefix}_declared_name", "")
    return [f"{prefix}_declared_{what}" for what in ("at", "by", "name")]
