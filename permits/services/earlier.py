"""What an earlier case knows already, for the next one: to each hand its own, and no other's.

The employer's part comes along when the same employer begins anew. What the person gave is offered
to the person alone, who may take it to another employer, too.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from applications.deadlines import legal_date
from applications.enums import Status
from applications.errors import InvalidReference
from applications.models import Traveller
from applications.references import reference_normalise
from permits.enums import Hand, PermitKind
from permits.errors import PermitError
from permits.filing.enums import Part, StayKind
from permits.filing.parts import FIELDS, PERMIT_KINDS, parts_of
from permits.models import PermitApplication, WorkPermit
from permits.permissions import is_employer
from permits.services.locks import changed, edit_lock
from permits.services.passports import earlier_passport, passport_copy

# The days of a contract are left open: they are why somebody applies anew. An application that led
# to nothing is repeated with them.
_OPEN = ("contract_from", "contract_until")
# The person's answers that stay true; the registration of the address is proved anew.
_LASTING = (*FIELDS[Part.STUDIES], *FIELDS[Part.EXPERIENCE], "home_address", "phone")
_EMPTY: tuple[Any, ...] = (None, "", [], False)


@dataclass(frozen=True)
class Known:
    """What the person can take over: columns with their values, and a passport."""

    reference: str
    values: dict[str, Any]
    passport: Traveller | None


def earlier_for_employer(user: User, reference: str) -> PermitApplication | None:
    """The case that ``reference`` names, if the user's organisation filed it; else None."""
    try:
        wanted = reference_normalise(reference)
    except InvalidReference:
        return None
    rows = PermitApplication.objects.filter(application__reference=wanted, discarded_at=None)
    rows = rows.exclude(application__status=Status.DRAFT)
    found = rows.select_related(
        "application__organisation", "application__office", "application__person", "zone"
    ).first()
    return found if found is not None and is_employer(user, found) else None


def employer_values(
    earlier: PermitApplication, *, organisation: Organisation, kind: str, email: str
) -> dict[str, Any]:
    """Columns of the employer's part, and the number of the permit that the case led to.

    Nothing for another employer. The number only for the same person, told by the address. When the
    case led to nothing and the same is applied for again, the dates and the change come along, too.
    """
    work = WorkPermit.objects.filter(application_id=earlier.application_id).first()
    again = work is None and earlier.kind == kind
    stranger = earlier.application.organisation_id != organisation.pk
    if stranger or (kind == PermitKind.CHANGE_EMPLOYER and not again):
        return {}
    parts = [part for part in parts_of(kind, Hand.EMPLOYER) if again or part != Part.CHANGE]
    fields = [field for part in parts for field in FIELDS[part] if again or field not in _OPEN]
    values = {field: getattr(earlier, field) for field in fields}
    if work is not None and kind in PERMIT_KINDS and _same_person(earlier, email):
        holder = work.holder
        values |= {"permit_number": holder.number, "permit_until": work.valid_until}
    return values


def _same_person(earlier: PermitApplication, email: str) -> bool:
    person = earlier.application.person
    known = {earlier.person_email.lower(), person.email.lower() if person else ""}
    return email.strip().lower() in known


def known_of(permit: PermitApplication, now: datetime) -> Known | None:
    """What the person of a draft gave in their latest case and has not answered here yet."""
    application = permit.application
    if application.person_id is None or application.status != Status.DRAFT:
        return None
    rows = PermitApplication.objects.filter(application__person_id=application.person_id)
    rows = rows.exclude(application__status=Status.DRAFT).exclude(pk=permit.pk)
    earlier = rows.select_related("application").order_by("-application__submitted_at").first()
    if earlier is None:
        return None
    given = {field: getattr(earlier, field) for field in _LASTING} | _permit_values(permit, now)
    asked = {field for part in parts_of(permit.kind, Hand.PERSON) for field in FIELDS[part]}
    values = {
        field: value
        for field, value in given.items()
        if field in asked and value not in _EMPTY and getattr(permit, field) in _EMPTY
    }
    passport = earlier_passport(permit, now)
    if not values and passport is None:
        return None
    return Known(earlier.application.reference, values, passport)


def _permit_values(permit: PermitApplication, now: datetime) -> dict[str, Any]:
    """The permit that the person holds, where the kind rests on one."""
    works = WorkPermit.objects.filter(holder__user=permit.application.person)
    work = works.select_related("holder").order_by("-valid_until").first()
    if work is None or permit.kind not in PERMIT_KINDS:
        return {}
    values = {"permit_number": work.holder.number, "permit_until": work.valid_until}
    if work.ended_on is None and work.valid_until >= legal_date(now):
        values |= {"stay_kind": StayKind.RESIDENCE_WORK, "stay_until": work.valid_until}
    return values


@transaction.atomic
def permit_known_take(
    *, permit: PermitApplication, actor: User, now: datetime
) -> PermitApplication:
    """Put what the person gave before into the places that are still empty.

    The passport is compared once more. Raises PermitError when there is nothing to take any more.
    """
    locked = edit_lock(permit, Hand.PERSON, actor)
    known = known_of(locked, now)
    if known is None:
        raise PermitError(_("There is nothing to take over any more."), code="nothing_known")
    for field, value in known.values.items():
        setattr(locked, field, value)
    locked.save(update_fields=[*known.values])
    changed(locked, Hand.PERSON, [*known.values], actor, now)
    if known.passport is not None:
        passport_copy(locked, known.passport, actor, now)
    return locked
