"""Invitations in every state, made through the services that the pages call."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Organisation, User
from applications.specimen import Specimen, specimen_image
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.services import upload_store
from offices.models import Port
from port_visa import services
from port_visa.enums import VisitPart
from port_visa.models import Invitation, Invitee
from port_visa.queries import snapshot_load
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday, 10:00 in Shanghai
TODAY = date(2026, 3, 2)
ANNA = Specimen("ERIKSSON", "ANNA MARIA", "L898902C3", date(1974, 8, 12), date(2034, 4, 15))
SAM = Specimen("TESTER", "SAM", "X1234578", date(2000, 2, 29), date(2031, 1, 31), sex="X")
VISIT: dict[str, dict[str, Any]] = {
    VisitPart.PURPOSE: {"category": "M", "purpose": "Commissioning of a test line"},
    VisitPart.URGENCY: {
        "urgency": "urgent_business",
        "urgency_text": "The line stopped on Friday; only the maker can mend it.",
    },
    VisitPart.PLAN: {
        "itinerary": "10 to 14 March: at the plant in Pudong, every day from 9 to 17.",
        "host_address": "1 Example Road, Pudong New Area, Shanghai",
    },
    VisitPart.COSTS: {"payer": "inviter", "payer_text": ""},
}
DETAILS: dict[str, Any] = {
    "name_viz": "",
    "name_zh": "",
    "issued_on": None,
    "occupation": "Engineer",
    "employer": "Example Machines",
    "previous_visits": "",
    "relation": "Supplier",
}


def person_outside() -> User:
    """Somebody who belongs to no organisation."""
    return cast("User", UserFactory())


def verified(**fields: Any) -> Organisation:
    """An organisation that the bureau has checked."""
    return cast("Organisation", OrganisationFactory(verified=True, **fields))


def airport() -> Port:
    """Pudong Airport, which issues port visas."""
    return Port.objects.filter(issues_port_visas=True).order_by("code")[0]


def picture(specimen: Specimen = ANNA, name: str = "passport.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, specimen_image(specimen), "image/jpeg")


@dataclass
class Desk:
    """One member of one organisation, and what they do with their invitation."""

    organisation: Organisation = field(default_factory=verified)
    now: datetime = NOW
    actor: User = field(default_factory=person_outside)

    def __post_init__(self) -> None:
        MembershipFactory(user=self.actor, organisation=self.organisation)

    def draft(self) -> Invitation:
        return services.invitation_create(
            organisation=self.organisation, actor=self.actor, now=self.now, language="en"
        )

    def visit(self, invitation: Invitation, **changes: Any) -> Invitation:
        arrival: dict[str, Any] = {
            "arrival_on": TODAY + timedelta(days=8),
            "port": airport(),
            "flight": "ZZ 123",
            "stay_days": 10,
            "electronic": False,
        }
        for part, data in {**VISIT, VisitPart.ARRIVAL: arrival}.items():
            values = {key: changes.get(key, value) for key, value in data.items()}
            invitation = services.invitation_visit_save(
                invitation=invitation, part=part, data=values, actor=self.actor, now=self.now
            )
        return invitation

    def upload(self, specimen: Specimen = ANNA) -> Upload:
        return upload_store(
            owner=self.actor,
            purpose=UploadPurpose.APPLICATION_DOCUMENT,
            file=picture(specimen),
            now=self.now,
        )

    def person(self, invitation: Invitation, specimen: Specimen = ANNA) -> Invitee:
        invitee = services.invitee_add(invitation=invitation, actor=self.actor, now=self.now)
        services.invitee_passport_save(
            invitee=invitee, lines=specimen.lines, actor=self.actor, now=self.now
        )
        services.invitee_confirm(
            invitee=invitee, risky_compared=True, actor=self.actor, now=self.now
        )
        return services.invitee_details_save(
            invitee=invitee, data=DETAILS, actor=self.actor, now=self.now
        )

    def documents(self, invitation: Invitation) -> None:
        upload = self.upload()
        for slot in snapshot_load(invitation, self.now).slots:
            if slot.missing:
                services.attachment_add(
                    invitation=invitation,
                    code=slot.code,
                    upload=upload,
                    invitee=slot.invitee,
                    actor=self.actor,
                    now=self.now,
                )

    def complete(self, *specimens: Specimen, **changes: Any) -> Invitation:
        """A draft that lacks nothing but the declaration."""
        invitation = self.visit(self.draft(), **changes)
        for specimen in specimens or (ANNA,):
            self.person(invitation, specimen)
        self.documents(invitation)
        return invitation

    def submit(self, invitation: Invitation) -> Invitation:
        return services.invitation_submit(
            invitation=invitation,
            declared_name="Li Example",
            declared=True,
            actor=self.actor,
            now=self.now,
        )

    def submitted(self, *specimens: Specimen, **changes: Any) -> Invitation:
        return self.submit(self.complete(*specimens, **changes))
