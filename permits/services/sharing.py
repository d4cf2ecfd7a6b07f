"""A holder lets somebody else see their permits: a code, a purpose, an end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from documents.codes import code_new, code_normalise
from permits.errors import ShareRefused
from permits.models import PermitHolder, ShareCode
from permits.permissions import can_hold

SHARE_DAYS = (7, 30, 90)
OPEN_AT_ONCE = 20


@transaction.atomic
def share_code_create(
    *, holder: PermitHolder, purpose: str, days: int, actor: User, now: datetime
) -> ShareCode:
    """Give consent: whoever has the code sees the permits for ``days`` days.

    :param purpose: for whom or what, in the holder's words; shown to both.
    :raises ShareRefused: not the holder, no purpose, another number of days, too many open codes.
    """
    if not can_hold(actor, holder):
        raise ShareRefused(_("Only the holder of a permit can share it."), code="not_permitted")
    if not purpose.strip():
        raise ShareRefused(_("Say for whom the code is, for example: my landlord."), code="purpose")
    if days not in SHARE_DAYS:
        raise ShareRefused(_("Choose for how long the code works."), code="days")
    locked = PermitHolder.objects.select_for_update(of=("self",)).get(pk=holder.pk)
    if locked.share_codes.filter(ended_at=None, expires_at__gt=now).count() >= OPEN_AT_ONCE:
        raise ShareRefused(
            _("You have %(limit)d codes that work. End one before you make another."),
            code="too_many",
            params={"limit": OPEN_AT_ONCE},
        )
    return ShareCode.objects.create(
        holder=locked,
        code=code_new(),
        purpose=purpose.strip()[:120],
        created_by=actor,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )


@transaction.atomic
def share_code_end(*, share: ShareCode, actor: User, now: datetime) -> ShareCode:
    """Take the consent back, at once. Done twice, the second has no effect."""
    locked = ShareCode.objects.select_for_update(of=("self",)).get(pk=share.pk)
    if not can_hold(actor, locked.holder):
        raise ShareRefused(_("Only the holder of a permit can share it."), code="not_permitted")
    if locked.ended_at is None:
        locked.ended_at = now
        locked.save(update_fields=["ended_at"])
    return locked


def share_code_open(*, text: str, now: datetime) -> ShareCode | None:
    """Find the consent behind a code as typed, and count the look; None when it does not work.

    Unknown, ended and expired codes get the same answer.
    """
    code = code_normalise(text)
    if code is None:
        return None
    rows = ShareCode.objects.filter(code=code, ended_at=None, expires_at__gt=now)
    if not rows.update(views=F("views") + 1, last_viewed_at=now):
        return None
    return rows.select_related("holder").first()
