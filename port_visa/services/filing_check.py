"""The officer's side of the filing: granted, renewed, returned, suspended, in force again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import is_member
from applications.deadlines import legal_date
from port_visa import outbox_filing as outbox
from port_visa.enums import FilingStatus, FilingStep
from port_visa.errors import FilingError
from port_visa.models import OrganisationFiling
from port_visa.parameters import limits_on
from port_visa.permissions import can_check_filings, can_suspend_filings
from port_visa.rules.visit import add_months
from port_visa.services.filing import filing_decided, filing_save


@transaction.atomic
def filing_grant(
    *, filing: OrganisationFiling, actor: User, now: datetime, seen: int | None = None
) -> OrganisationFiling:
    """Grant a filing that was asked for, or renew one: for the months of the dated row.

    A renewal runs on from the old last day when that is still to come. ``seen`` is the version
    that the officer saw. Raises ``FilingError``.
    """
    locked = _lock(filing, actor, seen)
    _waits(locked)
    if not locked.organisation.is_verified:
        raise FilingError(_("The organisation is not verified. Verify it first, or return this."))
    renewing = locked.status == FilingStatus.ACTIVE
    today = legal_date(now)
    begins = today
    if renewing and locked.valid_until and locked.valid_until > today:
        begins = locked.valid_until
    if not renewing or locked.valid_from is None:
        locked.valid_from = today
    locked.valid_until = add_months(begins, limits_on(today).filing_months)
    locked.status, locked.reason = FilingStatus.ACTIVE, ""
    filing_decided(locked)
    filing_save(locked, FilingStep.RENEWED if renewing else FilingStep.GRANTED, actor, now)
    outbox.filing_granted(locked, now)
    return locked


@transaction.atomic
def filing_return(
    *,
    filing: OrganisationFiling,
    reason: str,
    actor: User,
    now: datetime,
    seen: int | None = None,
) -> OrganisationFiling:
    """Return what was asked for, with a reason that the members read.

    A filing in force stays in force until its last day; the owner can ask again at once.
    """
    locked = _lock(filing, actor, seen)
    _waits(locked)
    locked.reason = _reason(reason)
    if locked.status == FilingStatus.REQUESTED:
        locked.status = FilingStatus.RETURNED
    filing_decided(locked)
    filing_save(locked, FilingStep.RETURNED, actor, now, locked.reason)
    outbox.filing_returned(locked, locked.reason, now)
    return locked


@transaction.atomic
def filing_suspend(
    *,
    filing: OrganisationFiling,
    reason: str,
    actor: User,
    now: datetime,
    seen: int | None = None,
) -> OrganisationFiling:
    """Suspend a filing: no electronic visa is asked for or approved until that is lifted."""
    locked = _lock(filing, actor, seen, supervisor=True)
    if locked.status != FilingStatus.ACTIVE:
        raise FilingError(_("Only a filing in force can be suspended."))
    locked.status, locked.reason = FilingStatus.SUSPENDED, _reason(reason)
    filing_decided(locked)
    filing_save(locked, FilingStep.SUSPENDED, actor, now, locked.reason)
    outbox.filing_suspended(locked, locked.reason, now)
    return locked


@transaction.atomic
def filing_lift(
    *, filing: OrganisationFiling, actor: User, now: datetime, seen: int | None = None
) -> OrganisationFiling:
    """Lift a suspension; the last day stays what it was."""
    locked = _lock(filing, actor, seen, supervisor=True)
    if locked.status != FilingStatus.SUSPENDED:
        raise FilingError(_("This filing is not suspended."))
    locked.status, locked.reason = FilingStatus.ACTIVE, ""
    filing_save(locked, FilingStep.LIFTED, actor, now)
    outbox.filing_granted(locked, now)
    return locked


def _lock(
    filing: OrganisationFiling, actor: User, seen: int | None, *, supervisor: bool = False
) -> OrganisationFiling:
    rows = OrganisationFiling.objects.select_for_update(of=("self",))
    locked = rows.select_related("organisation").get(pk=filing.pk)
    allowed = can_suspend_filings if supervisor else can_check_filings
    if not allowed(actor) or is_member(actor, locked.organisation):
        raise FilingError(_("You may not decide on this filing."), code="not_permitted")
    if seen is not None and seen != locked.version:
        message = _("Somebody else acted on this filing. Look at it again.")
        raise FilingError(message, code="stale_version")
    return locked


def _waits(filing: OrganisationFiling) -> None:
    if not filing.waits:
        raise FilingError(_("Nobody asked for this filing, or it was decided meanwhile."))


def _reason(text: str) -> str:
    if not text.strip():
        raise FilingError({"reason": [_("Give a reason. The organisation will read it.")]})
    return text.strip()[:2000]
