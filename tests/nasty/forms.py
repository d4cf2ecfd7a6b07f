"""A form of the portal: where it is, who sees it, and what a good answer looks like."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import Organisation
from applications.models import Application
from documents.models import IssuedDocument
from port_visa.filings import filing_of
from port_visa.models import Invitation, Invitee, PortDecision
from port_visa.services import port_grant
from port_visa.services.passage import Seen
from tests.access.world import World
from tests.factories.accounts import OrganisationFactory
from tests.factories.applications import case_take
from tests.factories.filings import electronic, filed
from tests.factories.port_visa import Desk
from tests.factories.rosters import checked, person
from tests.port_visa.passing import issued


@dataclass
class Place:
    """The world in which the forms stand, with a case at every step that has a form."""

    world: World = field(default_factory=World)

    @property
    def draft(self) -> str:
        return f"/invitations/{self.world.draft.pk}/"

    @property
    def person(self) -> str:
        return f"{self.draft}people/{self.world.draft_invitee.pk}/"

    @property
    def organisation(self) -> str:
        return f"/organisations/{self.world.company.organisation.pk}/"

    @cached_property
    def strange(self) -> list[str]:
        """Keys of what belongs to somebody else."""
        other = Desk()
        person = other.person(other.draft())
        theirs = (other.organisation, other.actor, person)
        return [str(thing.pk) for thing in theirs]

    def wrong_roster(self) -> str:
        """A list one of whose rows lacks its sex and its occupation."""
        company, draft = self.world.company, self.world.draft
        checked(company, draft, [person(1, sex="", occupation=""), person(2)])
        return f"{self.draft}roster/fix/"

    def submitted(self) -> Invitation:
        return self.world.company.submitted()

    def case(self, *steps: str) -> Application:
        invitee: Invitee = self.submitted().invitees.get()
        return case_take(invitee.application, *steps) if steps else invitee.application

    def desk(self, step: str, *steps: str) -> str:
        return f"/admin/applications/application/{self.case(*steps).pk}/{step}/"

    def issued(self, step: str) -> str:
        case = self.case("accept", "approve", "issue")
        document = IssuedDocument.objects.get(subject=case.reference)
        return f"/admin/documents/issueddocument/{document.pk}/{step}/"

    def in_force(self) -> str:
        """The page on which somebody else is named in place of who has a Notification."""
        invitee = self.case("accept", "approve", "issue").invitee
        return f"/invitations/{invitee.invitation_id}/people/{invitee.pk}/swap/"

    def at_the_port(self, step: str) -> str:
        return f"/admin/port_visa/portdecision/port/{issued().pk}/{step}/"

    def slip(self) -> str:
        """Where the officer at the port corrects what they typed just now."""
        made = port_grant(
            document=issued(),
            visa_number=f"PV{PortDecision.objects.count() + 9_000_000}",
            stay_days=8,
            seen=Seen(by_eye=True),
            actor=self.world.users["port_officer"],
            now=timezone.now(),
        )
        return f"/admin/port_visa/portdecision/{made.pk}/correct/"

    def entering(self) -> str:
        return f"/admin/port_visa/portdecision/port/{electronic().pk}/enter/"

    def electronic_arrival(self) -> str:
        """The page on which a filed organisation chooses the visa."""
        if filing_of(self.world.company.organisation.pk) is None:
            filed(self.world.company)
        return f"{self.draft}visit/arrival/"

    def unfiled(self) -> str:
        """The filing page of an organisation that never asked."""
        other = Desk(actor=self.world.users["owner"])
        return f"/organisations/{other.organisation.pk}/filing/"

    def pending(self, step: str) -> str:
        waiting: Organisation = OrganisationFactory.create(pending=True)
        return f"/admin/accounts/organisation/{waiting.pk}/{step}/"


@dataclass(frozen=True)
class FormPage:
    """One form. ``good`` are values with which everything but one field is right."""

    name: str
    role: str
    path: Callable[[Place], str]
    good: dict[str, Any] = field(default_factory=dict)
    asks: bool = False  # the form asks with GET
    keeps: bool = False  # keeps what is right before it complains about the rest
    more: Callable[[Place], dict[str, Any]] = lambda place: {}
    never: bool = False  # cannot be right without a file
    answers: bool = False  # shows what it found, or what would happen, on the same page
    beside: tuple[str, ...] = ()  # fields of another form on the page
    unstored: tuple[str, ...] = ()  # fields that lead to something and are not kept


def day(name: str, d: int, m: int, y: int) -> dict[str, str]:
    return {f"{name}_day": str(d), f"{name}_month": str(m), f"{name}_year": str(y)}


PASSPORT = {
    "name_mrz_primary": "ERIKSSON",
    "name_mrz_secondary": "ANNA MARIA",
    "document_number": "L898902C3",
    "nationality": "UTO",
    "sex": "F",
    "birth_date": "1974-08-12",
    "expires_on": "2034-04-15",
    "reason": "A sign was wrong.",
}


def browser(place: Place, role: str) -> Client:
    return place.world.clients[role]
