"""Drafts that nobody works on: warned about, then thrown away with the data of their people."""

from datetime import datetime, timedelta

from django.db import transaction

from applications.deadlines import legal_date
from applications.drafts import WARNED_BEFORE, DraftsSwept
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation
from port_visa.parameters import limits_on
from port_visa.queries import active_invitees
from port_visa.services.invitees import invitee_blank
from port_visa.services.rosters import rosters_forget

_AT_ONCE = 500


def drafts_sweep(now: datetime) -> DraftsSwept:
    """Warn about drafts that expire within a week, and discard those that have expired.

    The period is the parameter ``draft_days``, counted from the last change; a change after the
    warning makes the warning due anew. Safe to run twice, late, or side by side.
    """
    kept_for = timedelta(days=limits_on(legal_date(now)).draft_days)
    drafts = Invitation.objects.filter(status=InvitationStatus.DRAFT)
    old = drafts.filter(updated_at__lte=now - kept_for + WARNED_BEFORE)
    warned = expired = 0
    for pk in old.order_by("updated_at").values_list("pk", flat=True)[:_AT_ONCE]:
        with transaction.atomic():
            rows = drafts.select_for_update(of=("self",), skip_locked=True)
            draft = rows.select_related("created_by").filter(pk=pk).first()
            if draft is None:
                continue
            if _warn(draft, kept_for, now):
                warned += 1
            elif _is_over(draft, kept_for, now):
                _discard(draft, now)
                expired += 1
    return DraftsSwept(warned=warned, expired=expired)


def _warned(draft: Invitation) -> bool:
    return draft.expiry_warned_at is not None and draft.expiry_warned_at > draft.updated_at


def _is_over(draft: Invitation, kept_for: timedelta, now: datetime) -> bool:
    """Expired, and the warning was at least as long ago as it promises: a late sweep waits."""
    assert draft.expiry_warned_at is not None  # noqa: S101  _warn comes first
    return draft.updated_at <= now - kept_for and draft.expiry_warned_at <= now - WARNED_BEFORE


def _warn(draft: Invitation, kept_for: timedelta, now: datetime) -> bool:
    if _warned(draft):
        return False
    ends = max(draft.updated_at + kept_for, now + WARNED_BEFORE)
    message_enqueue(
        event=MessageEvent.DRAFT_EXPIRING,
        key=f"{draft.pk}:{draft.updated_at:%Y%m%d%H%M%S}",
        recipients=[draft.created_by],
        context={
            "expires_on": legal_date(ends).isoformat(),
            "path": neutral_path("invitation", str(draft.pk)),
        },
        now=now,
    )
    draft.expiry_warned_at = now
    draft.save(update_fields=["expiry_warned_at"])
    return True


def _discard(draft: Invitation, now: datetime) -> None:
    for invitee in active_invitees().filter(invitation=draft):
        invitee_blank(invitee, now)
    rosters_forget(draft, now)
    draft.status = InvitationStatus.DISCARDED
    draft.save(update_fields=["status"])
