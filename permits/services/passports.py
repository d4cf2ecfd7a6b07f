"""The person's passport: read, compared, typed by hand where it must be, or taken over."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.models import Traveller
from applications.passport.errors import PassportRejected
from applications.passport.rules.correction import Correction, correction_problems
from applications.passport.rules.mrz import Passport, passport_read
from applications.passport.writing import (
    COPIED,
    COPIED_DATES,
    identity_save,
    passport_values,
    risky_of,
)
from permits.enums import Hand
from permits.errors import PermitError, PermitIncomplete
from permits.models import PermitApplication
from permits.services.locks import changed, edit_lock
from ui.problems import Problem

PASSPORT = "passport"
DETAILS = ("name_viz", "name_zh", "issued_on")


def _logged(fields: list[str]) -> list[str]:
    return [field for field in fields if field != "confirmed_at"]


@transaction.atomic
def permit_passport_save(
    *, permit: PermitApplication, lines: str, actor: User, now: datetime
) -> Passport:
    """Read the two passport lines and keep what they say, to be confirmed beside the passport.

    Raises PassportRejected with every problem found; nothing is written then.
    """
    locked = edit_lock(permit, Hand.PERSON, actor, [PASSPORT])
    passport = passport_read(lines, today=legal_date(now), allow_specimen=settings.PORTAL_DEMO)
    values = passport_values(passport) | {"confirmed_at": None}
    fields = identity_save(locked.application.traveller, values)
    locked.corrected_fields, locked.correction_reason = [], ""
    locked.save(update_fields=["corrected_fields", "correction_reason"])
    changed(locked, Hand.PERSON, _logged(fields), actor, now, PASSPORT)
    return passport


@transaction.atomic
def permit_passport_confirm(
    *, permit: PermitApplication, risky_compared: bool, actor: User, now: datetime
) -> PermitApplication:
    """Record that the person compared the values with the passport."""
    locked = edit_lock(permit, Hand.PERSON, actor, [PASSPORT])
    traveller = locked.application.traveller
    if not traveller.document_number:
        raise PermitError(_("Enter the passport's two lines first."), code="no_passport")
    if risky_of(traveller) and not risky_compared:
        message = _("Compare the marked characters with the passport, then tick the box.")
        raise PermitIncomplete([Problem("risky", message, "risky_compared")])
    traveller.confirmed_at = now
    traveller.save(update_fields=["confirmed_at"])
    changed(locked, Hand.PERSON, [], actor, now, PASSPORT)
    return locked


@transaction.atomic
def permit_passport_correct(
    *, permit: PermitApplication, correction: Correction, reason: str, actor: User, now: datetime
) -> PermitApplication:
    """Keep values typed by hand; an officer compares them. Raises PermitIncomplete."""
    locked = edit_lock(permit, Hand.PERSON, actor, [PASSPORT])
    problems = correction_problems(
        correction, today=legal_date(now), allow_specimen=settings.PORTAL_DEMO
    )
    if not reason.strip():
        message = _("Say what is different, and why. An officer will look at it.")
        problems.append(Problem("reason", message, "reason"))
    if problems:
        raise PermitIncomplete(problems)
    traveller = locked.application.traveller
    values = correction.columns() | {"confirmed_at": now}
    if not traveller.mrz_line1:
        values["document_code"] = "P"
    typed = _logged(identity_save(traveller, values))
    locked.corrected_fields = sorted({*locked.corrected_fields, *typed})
    locked.correction_reason = reason.strip()
    locked.save(update_fields=["corrected_fields", "correction_reason"])
    changed(locked, Hand.PERSON, typed, actor, now, PASSPORT)
    return locked


@transaction.atomic
def permit_passport_details(
    *, permit: PermitApplication, data: dict[str, object], actor: User, now: datetime
) -> PermitApplication:
    """Save what the passport's lines do not say: the printed and the Chinese name."""
    locked = edit_lock(permit, Hand.PERSON, actor, [PASSPORT])
    fields = identity_save(locked.application.traveller, {name: data[name] for name in DETAILS})
    changed(locked, Hand.PERSON, fields, actor, now, PASSPORT)
    return locked


def earlier_passport(permit: PermitApplication, now: datetime) -> Traveller | None:
    """The passport of the person's latest other case, if it is still valid and differs from this.

    It is offered to the person alone: what somebody gave in one case is not another employer's.
    """
    person = permit.application.person_id
    if person is None or permit.application.traveller.document_number:
        return None
    rows = Traveller.objects.filter(
        application__person_id=person,
        confirmed_at__isnull=False,
        expires_on__gt=legal_date(now),
    )
    return rows.exclude(pk=permit.application.traveller_id).order_by("-confirmed_at").first()


@transaction.atomic
def permit_passport_take(
    *, permit: PermitApplication, actor: User, now: datetime
) -> PermitApplication:
    """Take over the passport of the person's earlier case, to be compared once more.

    Raises PassportRejected when there is none to take any more.
    """
    locked = edit_lock(permit, Hand.PERSON, actor, [PASSPORT])
    source = earlier_passport(locked, now)
    if source is None:
        message = _("There is no earlier passport to take over. Enter the two lines.")
        raise PassportRejected([Problem("no_earlier", message, "lines")])
    passport_copy(locked, source, actor, now)
    return locked


def passport_copy(locked: PermitApplication, source: Traveller, actor: User, now: datetime) -> None:
    """Copy a passport into an application whose lock the caller holds; nobody compared it yet."""
    values = {field: getattr(source, field) for field in (*COPIED, *COPIED_DATES)}
    fields = identity_save(locked.application.traveller, values | {"confirmed_at": None})
    changed(locked, Hand.PERSON, _logged(fields), actor, now, PASSPORT)
