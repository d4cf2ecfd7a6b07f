"""Family who move too: recorded, not decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from permits.enums import Hand
from permits.errors import PermitError, PermitIncomplete
from permits.models import FamilyMember, PermitApplication
from permits.services.locks import changed, edit_lock
from ui.problems import Problem

MOST = 10
FIELDS = ("name", "relation", "birth_date", "nationality", "document_number")
FAMILY = "family"


def family_of(permit: PermitApplication) -> list[FamilyMember]:
    """Who moves too and was not taken off again."""
    return list(permit.family.filter(removed_at=None))


@transaction.atomic
def family_member_save(
    *,
    permit: PermitApplication,
    data: Mapping[str, Any],
    actor: User,
    now: datetime,
    member: FamilyMember | None = None,
) -> FamilyMember:
    """Add somebody, or change who is there. ``data`` holds the fields of ``FIELDS``."""
    locked = edit_lock(permit, Hand.PERSON, actor, [FAMILY])
    if data["birth_date"] > legal_date(now):
        message = _("The date of birth lies in the future.")
        raise PermitIncomplete([Problem("born_later", message, "birth_date")])
    if member is None:
        if locked.family.filter(removed_at=None).count() >= MOST:
            raise PermitError(_("Ten people is the most that fits here."), code="too_many")
        if _is_listed(locked, data):
            raise PermitError(_("This person is on the list already."), code="listed")
        member = FamilyMember(permit=locked)
    elif member.permit_id != locked.pk or member.removed_at is not None:
        raise PermitError(_("This person is not on the list any more."), code="gone")
    for field in FIELDS:
        setattr(member, field, data[field])
    member.save()
    _nobody(locked, False)
    changed(locked, Hand.PERSON, [FAMILY], actor, now, FAMILY)
    return member


def _is_listed(permit: PermitApplication, data: Mapping[str, Any]) -> bool:
    """Whether somebody of this name and birthday is there: a button pressed twice."""
    same = permit.family.filter(removed_at=None, birth_date=data["birth_date"])
    return same.filter(name__iexact=data["name"]).exists()


@transaction.atomic
def family_member_remove(
    *, permit: PermitApplication, member: FamilyMember, actor: User, now: datetime
) -> None:
    """Take somebody off the list. Twice has one effect."""
    locked = edit_lock(permit, Hand.PERSON, actor, [FAMILY])
    rows = locked.family.filter(pk=member.pk, removed_at=None)
    if rows.update(removed_at=now):
        changed(locked, Hand.PERSON, [FAMILY], actor, now, FAMILY)


@transaction.atomic
def family_none(*, permit: PermitApplication, actor: User, now: datetime) -> None:
    """Record that nobody moves too."""
    locked = edit_lock(permit, Hand.PERSON, actor, [FAMILY])
    locked.family.filter(removed_at=None).update(removed_at=now)
    _nobody(locked, True)
    changed(locked, Hand.PERSON, [FAMILY], actor, now, FAMILY)


def _nobody(locked: PermitApplication, answer: bool) -> None:
    locked.family_none = answer
    locked.save(update_fields=["family_none"])
