"""What a signed-in person has under way in the single window, with either hand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.permissions import Person
from accounts.queries import organisations_for
from applications.deadlines import legal_date
from applications.enums import CLOCK_STATUSES, Status
from applications.presenting import tag_colour
from applications.shelves import Shelves
from permits.filing.queries import permits_for
from permits.models import PermitApplication, PermitHolder, WorkPermit

_SHOWN = 50


@dataclass(frozen=True)
class Entry:
    """One application: who or what it is about, where it stands, and the reader's next step."""

    permit: PermitApplication
    title: str
    url: str
    action: str
    status: str
    tag: str
    hint: str = ""
    due_on: date | None = None
    late: bool = False


@dataclass(frozen=True)
class Held:
    """Issued permits that the reader has pages of: their own, and their organisations' people."""

    own: bool
    employers: list[Organisation]


def held_by(user: User, today: date) -> Held:
    """Which pages of issued permits the dashboard leads to."""
    in_force = WorkPermit.objects.filter(ended_on=None, valid_until__gte=today)
    employers = organisations_for(user).filter(pk__in=in_force.values("employer_id"))
    return Held(own=PermitHolder.objects.filter(user=user).exists(), employers=list(employers))


def dashboard_for(user: Person, now: datetime) -> Shelves[Entry]:
    """The person's applications, their own and their organisations', the last touched first."""
    mine = set(organisations_for(user).values_list("pk", flat=True))
    board: Shelves[Entry] = Shelves()
    for permit in permits_for(user)[:_SHOWN]:
        entry = _entry(permit, is_person=_is_person(user, permit, mine), today=legal_date(now))
        board.put(entry, {permit.application.status})
    return board


def _is_person(user: Person, permit: PermitApplication, organisations: set[Any]) -> bool:
    application = permit.application
    return application.person_id == user.pk or application.organisation_id not in organisations


def _entry(permit: PermitApplication, *, is_person: bool, today: date) -> Entry:
    application = permit.application
    kind = capfirst(permit.get_kind_display())
    employer = application.organisation.name if application.organisation else ""
    about = employer if is_person else permit.person_name
    prefix = "permit_person" if is_person else "permit"
    name, action, hint = prefix, _("Continue"), _hint(permit, is_person)
    if application.status == Status.SUPPLEMENT:
        name, action, hint = "application_supplement", _("Answer"), ""
    elif application.status != Status.DRAFT:
        name, action, hint = f"{prefix}_receipt", _("See where it stands"), ""
    key = application.reference if name == "application_supplement" else permit.pk
    due = application.due_on if application.status in CLOCK_STATUSES else None
    return Entry(
        permit=permit,
        title=f"{kind}: {about}",
        url=reverse(name, args=[key]),
        action=action,
        status=capfirst(application.get_status_display()),
        tag=tag_colour(application),
        hint=hint,
        due_on=due,
        late=due is not None and due < today,
    )


def _hint(permit: PermitApplication, is_person: bool) -> str:
    """Whose turn it is in a draft."""
    mine = permit.person_declared_at if is_person else permit.employer_declared_at
    if mine is None:
        return _("Your part is not declared yet.")
    if is_person:
        return _("Waiting for your employer to declare their part.")
    return _("Waiting for the employee to declare their part.")
