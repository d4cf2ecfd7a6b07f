"""An application's life up to its submission: begun, filled in, thrown away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.permissions import can_draft
from applications.deadlines import legal_date
from applications.enums import LinkEnd, Service, Status
from applications.models import Application
from applications.private_links import links_close
from applications.services import application_create
from offices.models import Office
from permits.enums import Hand, PermitKind, TalentCategory
from permits.errors import PermitError, PermitIncomplete
from permits.filing.enums import Part
from permits.filing.parts import FIELDS, HANDS, KINDS, items_of
from permits.finder.carry import employer_columns
from permits.finder.found import Found
from permits.models import PermitApplication
from permits.services.blanking import permit_blank
from permits.services.drafting_checks import part_checked
from permits.services.earlier import employer_values
from permits.services.locks import changed, edit_lock, not_allowed
from ui.problems import Problem

_OFFICE_FIELDS = ("office", "category")


@transaction.atomic
def permit_start(
    *,
    organisation: Organisation,
    kind: str,
    person_name: str,
    person_email: str,
    person_language: str,
    actor: User,
    now: datetime,
    language: str = "en",
    earlier: PermitApplication | None = None,
    found: Found | None = None,
) -> PermitApplication:
    """Begin a draft for one employee of an organisation, verified or not yet. Only members may.

    ``person_email`` is where the employee's private link will go, written in ``person_language``.
    ``earlier``: the employer's case whose answers come along (``earlier_for_employer``).
    ``found``: what was answered in the category finder, which goes before older answers.
    """
    if not can_draft(actor, organisation):
        raise not_allowed()
    application = application_create(
        service=Service.SINGLE_WINDOW,
        actor=actor,
        now=now,
        organisation=organisation,
        language=language,
        category=TalentCategory.B,
    )
    address = organisation.actual_address or organisation.registered_address
    values: dict[str, Any] = {"work_address": address}
    if earlier is not None:
        known = employer_values(earlier, organisation=organisation, kind=kind, email=person_email)
        values |= known
        _office_save(application, earlier.application.office if known else None)
    if found is not None:
        values |= employer_columns(found, kind, legal_date(now))
    return PermitApplication.objects.create(
        application=application,
        kind=PermitKind(kind),
        person_name=person_name.strip(),
        person_email=person_email.strip().lower(),
        person_language=person_language,
        updated_at=now,
        **values,
    )


@transaction.atomic
def permit_person_change(
    *,
    permit: PermitApplication,
    person_name: str,
    person_email: str,
    person_language: str,
    actor: User,
    now: datetime,
) -> PermitApplication:
    """Correct whom the link goes to. The address is fixed once the employee has opened it.

    Another address closes the link that was sent to the old one.
    """
    locked = edit_lock(permit, Hand.EMPLOYER, actor)
    address = person_email.strip().lower()
    if address != locked.person_email:
        if locked.application.person_id is not None:
            message = _(
                "The employee has opened the link already, so the address stays. They can change "
                "it in their own account; for another person, begin another application."
            )
            raise PermitIncomplete([Problem("opened", message, "person_email")])
        links_close(locked.links.all(), LinkEnd.CLOSED, now)
    locked.person_name, locked.person_email = person_name.strip(), address
    locked.person_language = person_language
    locked.updated_at = now
    locked.save(update_fields=["person_name", "person_email", "person_language", "updated_at"])
    return locked


@transaction.atomic
def permit_part_save(
    *, permit: PermitApplication, part: str, data: Mapping[str, Any], actor: User, now: datetime
) -> PermitApplication:
    """Save one part (``Part``). ``data`` holds its fields, cleaned; for the place also ``office``.

    Raises PermitLocked when the application was handed in and nobody asks for the part, and
    PermitIncomplete for values that cannot be. A change takes back the hand's own declaration.
    """
    page = Part(part)
    locked = edit_lock(permit, HANDS[page], actor, items_of(page))
    if locked.kind not in KINDS[page]:
        raise PermitError(_("This application does not have that part."), code="unknown_part")
    values = part_checked(page, {field: data[field] for field in FIELDS[page]}, legal_date(now))
    fields = [field for field, value in values.items() if getattr(locked, field) != value]
    for field, value in values.items():
        setattr(locked, field, value)
    locked.save(update_fields=[*values])
    if page == Part.PLACE and "office" in data:
        fields += _office_save(locked.application, data["office"])
    changed(locked, HANDS[page], fields, actor, now, items_of(page)[-1])
    return locked


def _office_save(application: Application, office: Office | None) -> list[str]:
    """The chosen branch is a column of the case; it stays once the case was handed in."""
    if application.status != Status.DRAFT or application.office_id == (office and office.pk):
        return []
    application.office = office
    application.save(update_fields=["office"])
    return ["office"]


@transaction.atomic
def permit_discard(
    *, permit: PermitApplication, hand: str, actor: User, now: datetime
) -> PermitApplication:
    """Throw a draft away, by either hand; its personal data are blanked. Twice has one effect."""
    locked = edit_lock(permit, hand, actor)
    permit_blank(locked, hand, now)
    return locked
