"""The owner's side of the filing for electronic visas: asked for, and asked for again."""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.permissions import is_owner
from applications.deadlines import legal_date
from port_visa.enums import FilingStatus, FilingStep
from port_visa.errors import FilingError
from port_visa.filings import filing_due, may_be_filed, renewal_opens
from port_visa.models import FilingChange, OrganisationFiling
from workdays.queries import calendar_load
from workdays.rules import Calendar

MAX_STATEMENT = 1000


@transaction.atomic
def filing_request(
    *, organisation: Organisation, statement: str, actor: User, now: datetime
) -> OrganisationFiling:
    """Ask for the filing, again after it was returned, or for its renewal. Twice is once.

    ``statement`` says what the organisation needs electronic visas for. Raises ``FilingError``: not
    an owner, not verified, from a province whose organisations are not filed, nothing said, too
    early, or suspended.
    """
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    _may_ask(locked, actor, now)
    said = statement.strip()[:MAX_STATEMENT]
    if not said:
        raise FilingError({"statement": [_("Say what you need electronic visas for.")]})
    rows = OrganisationFiling.objects.select_for_update(of=("self",))
    filing = rows.filter(organisation=locked).first()
    if filing is None:
        filing = OrganisationFiling(organisation=locked, version=0)
    elif filing.waits:
        return filing
    step = _asked(filing, now)
    filing.statement = said
    _promise(filing, calendar_load())
    return filing_save(filing, step, actor, now, said)


def _may_ask(organisation: Organisation, actor: User, now: datetime) -> None:
    if not is_owner(actor, organisation):
        raise FilingError(_("Only an owner of the organisation can ask for the filing."))
    if not organisation.is_verified:
        raise FilingError(_("The bureau has to verify your organisation first."))
    if not may_be_filed(organisation, legal_date(now)):
        raise FilingError(_("Organisations registered there cannot be filed at present."))


def _asked(filing: OrganisationFiling, now: datetime) -> FilingStep:
    if filing.status == FilingStatus.SUSPENDED:
        raise FilingError(_("The filing is suspended. The bureau has told you why."))
    if filing.status != FilingStatus.ACTIVE:
        filing.status, filing.requested_at, filing.reason = FilingStatus.REQUESTED, now, ""
        return FilingStep.REQUESTED
    today = legal_date(now)
    opens = renewal_opens(filing, today)
    if opens is not None and today < opens:
        message = _("The filing can be renewed from %(day)s.") % {"day": date_format(opens)}
        raise FilingError(message, code="early")
    filing.renewal_asked_at, filing.reason = now, ""
    return FilingStep.RENEWAL


def _promise(filing: OrganisationFiling, calendar: Calendar) -> None:
    due = filing_due(filing, calendar)
    if due is not None:
        filing.due_on, filing.due_provisional = due.date, due.provisional


def filings_follow_calendar(calendar: Calendar, actor: object, now: datetime) -> int:
    """Recompute what was promised when the calendar changes; answers how many dates moved."""
    moved = 0
    rows = OrganisationFiling.objects.select_for_update(of=("self",)).filter(due_on__isnull=False)
    for filing in rows.order_by("pk"):
        before = filing.due_on
        _promise(filing, calendar)
        filing.save(update_fields=["due_on", "due_provisional"])
        moved += before != filing.due_on
    return moved


def filing_decided(filing: OrganisationFiling) -> None:
    """Nothing is asked for any more."""
    filing.renewal_asked_at, filing.due_on, filing.due_provisional = None, None, False


def filing_save(
    filing: OrganisationFiling, step: FilingStep, actor: User, now: datetime, reason: str = ""
) -> OrganisationFiling:
    """Write the row and its line of the log, inside the transaction of the step."""
    filing.version += 1
    filing.save()
    FilingChange.objects.create(
        filing=filing,
        step=step,
        actor=actor,
        at=now,
        reason=reason,
        valid_until=filing.valid_until,
    )
    return filing
