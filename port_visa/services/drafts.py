"""Drafts that nobody works on: warned about a week before, then thrown away with what they hold."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from applications.deadlines import legal_date
from applications.drafts import KEPT_FOR, WARNED_BEFORE, DraftsSwept
from applications.models import Attachment, Traveller
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation, PortVisaParameter

BATCH = 200
# Everything that a draft knows of a person.
_FORGOTTEN = (
    "mrz_line1",
    "mrz_line2",
    "document_code",
    "issuing_state",
    "nationality",
    "document_number",
    "name_mrz_primary",
    "name_mrz_secondary",
    "name_viz",
    "name_zh",
    "name_search",
    "sex",
    "birth_date_mrz",
)


def drafts_sweep(now: datetime) -> DraftsSwept:
    """Warn about drafts that expire within a week; throw away those whose week has passed.

    A draft is never thrown away less than a week after its warning, however late the sweep runs;
    saving any page starts the time anew.
    """
    keep = _kept_for(now)
    return DraftsSwept(warned=_warn(now, keep), expired=_expire(now, keep))


def _kept_for(now: datetime) -> timedelta:
    row = (
        PortVisaParameter.objects.filter(code="draft_days", valid_from__lte=legal_date(now))
        .order_by("-valid_from")
        .first()
    )
    return timedelta(days=row.value) if row else KEPT_FOR


def _drafts(saved_before: datetime) -> QuerySet[Invitation]:
    """Old drafts, locked; those in somebody's hands are left for the next run."""
    return (
        Invitation.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(status=InvitationStatus.DRAFT, updated_at__lte=saved_before)
        .order_by("updated_at", "pk")
    )


@transaction.atomic
def _warn(now: datetime, keep: timedelta) -> int:
    unwarned = Q(expiry_warned_at=None) | Q(expiry_warned_at__lte=F("updated_at"))
    drafts = list(
        _drafts(now - keep + WARNED_BEFORE).filter(unwarned).select_related("created_by")[:BATCH]
    )
    for draft in drafts:
        expires_on = legal_date(max(draft.updated_at + keep, now + WARNED_BEFORE))
        message_enqueue(
            event=MessageEvent.DRAFT_EXPIRING,
            key=f"{draft.pk}:{draft.updated_at.isoformat()}",
            recipients=[draft.created_by] if draft.created_by.is_active else [],
            context={
                "expires_on": expires_on.isoformat(),
                "path": neutral_path("invitation", str(draft.pk)),
            },
            now=now,
        )
    Invitation.objects.filter(pk__in=[draft.pk for draft in drafts]).update(expiry_warned_at=now)
    return len(drafts)


@transaction.atomic
def _expire(now: datetime, keep: timedelta) -> int:
    warned = Q(expiry_warned_at__gt=F("updated_at"), expiry_warned_at__lte=now - WARNED_BEFORE)
    drafts = list(_drafts(now - keep).filter(warned)[:BATCH])
    keys = [draft.pk for draft in drafts]
    people = Traveller.objects.filter(application__invitee__invitation__in=keys)
    people.update(
        **dict.fromkeys(_FORGOTTEN, ""),
        birth_date=None,
        issued_on=None,
        expires_on=None,
        confirmed_at=None,
    )
    files = Q(group__in=keys) | Q(application__invitee__invitation__in=keys)
    Attachment.objects.filter(files, removed_at=None).update(removed_at=now)
    Invitation.objects.filter(pk__in=keys).update(status=InvitationStatus.DISCARDED, updated_at=now)
    return len(keys)
