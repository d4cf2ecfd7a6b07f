"""Drafts that nobody works on: both hands are warned, then the draft forgets the person."""

from datetime import datetime, timedelta

from django.db import transaction

from applications.deadlines import legal_date
from applications.drafts import WARNED_BEFORE, DraftsSwept
from applications.enums import Status
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue
from permits.enums import Hand
from permits.models import PermitApplication
from permits.queries import parameters
from permits.services.blanking import permit_blank

_AT_ONCE = 500


def drafts_sweep(now: datetime) -> DraftsSwept:
    """Warn about drafts that expire within a week, and close those that have expired.

    Counted from the last change by either hand; safe to run twice, late, or side by side. For how
    long a draft is kept is the dated number ``drafts_kept_days``.
    """
    kept = timedelta(days=parameters(legal_date(now)).drafts_kept_days)
    drafts = PermitApplication.objects.filter(
        application__status=Status.DRAFT, discarded_at__isnull=True
    )
    old = drafts.filter(updated_at__lte=now - kept + WARNED_BEFORE)
    warned = expired = 0
    for pk in old.order_by("updated_at").values_list("pk", flat=True)[:_AT_ONCE]:
        with transaction.atomic():
            rows = drafts.select_for_update(of=("self",), skip_locked=True)
            draft = rows.select_related("application__filed_by").filter(pk=pk).first()
            if draft is None:
                continue
            if _warn(draft, now, kept):
                warned += 1
            elif _is_over(draft, now, kept):
                permit_blank(draft, Hand.EMPLOYER, now)
                expired += 1
    return DraftsSwept(warned=warned, expired=expired)


def _is_over(draft: PermitApplication, now: datetime, kept: timedelta) -> bool:
    """Expired, and the warning was at least as long ago as it promises: a late sweep waits."""
    warned = draft.expiry_warned_at
    return draft.updated_at <= now - kept and warned is not None and warned <= now - WARNED_BEFORE


def _warn(draft: PermitApplication, now: datetime, kept: timedelta) -> bool:
    if draft.expiry_warned_at is not None and draft.expiry_warned_at > draft.updated_at:
        return False
    ends = legal_date(max(draft.updated_at + kept, now + WARNED_BEFORE)).isoformat()
    people = {"permit": draft.application.filed_by, "permit_person": draft.application.person}
    for page, recipient in people.items():
        if recipient is not None:
            message_enqueue(
                event=MessageEvent.DRAFT_EXPIRING,
                key=f"{draft.pk}:{page}:{draft.updated_at:%Y%m%d%H%M%S}",
                recipients=[recipient],
                context={"expires_on": ends, "path": neutral_path(page, str(draft.pk))},
                now=now,
            )
    draft.expiry_warned_at = now
    draft.save(update_fields=["expiry_warned_at"])
    return True
