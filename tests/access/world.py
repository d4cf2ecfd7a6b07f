"""One of everything, and one browser for every role, for the matrix of who may open what."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.enums import MemberRole, PostRole
from accounts.models import Membership, MembershipInvitation, User
from applications.models import Application
from centre.models import ServiceWindow, Ticket
from documents.models import IssuedDocument, Upload
from documents.services import upload_scan
from notifications.models import Message
from offices.models import Office
from permits.models import FamilyMember, PermitApplication, ShareCode
from permits.services.sharing import share_code_create
from port_visa.models import Invitation, Invitee, OrganisationFiling, Professional
from tests.factories.accounts import (
    MembershipFactory,
    MembershipInvitationFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)
from tests.factories.applications import case_take
from tests.factories.centre import ShiftFactory, WindowFactory, centre_officer, took
from tests.factories.documents import IssuedDocumentFactory
from tests.factories.filings import asked
from tests.factories.notifications import MessageFactory
from tests.factories.permits import TwoHands
from tests.factories.permits_issued import holder_new
from tests.factories.port_visa import NOW, Desk
from tests.factories.professionals import PersonalDesk, accepted, handed_in
from tests.factories.visits import OpeningRuleFactory, booked, case_of
from visits.models import Booking

ROLES = (
    "anonymous",
    "stranger",
    "home",
    "rival",
    "owner",
    "colleague",
    "reviewer",
    "supervisor",
    "port_officer",
    "administrator",
    "elsewhere",
    "centre_officer",
    "holder",
    "employee",
    "professional",
)

# Pages of an invitation that was handed in; the others are those of a draft.
HANDED_IN = ("invitation_receipt", "invitation_withdraw", "invitee_swap")


@dataclass
class World:
    """A company with an issued case and a draft, its people, and the officers of two offices."""

    company: Desk = field(default_factory=Desk)
    users: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.users = _people(self.company)
        self.clients = {role: _browser(self.users.get(role)) for role in ROLES}
        self.draft: Invitation = self.company.complete()
        self.invitation: Invitation = self.company.submitted()
        self.invitee: Invitee = self.invitation.invitees.get()
        self.draft_invitee: Invitee = self.draft.invitees.get()
        case = self.invitee.application
        self.case: Application = case_take(case, "accept", "approve")
        self.document: IssuedDocument = IssuedDocumentFactory.create(
            valid=True, subject=case.reference, file=ContentFile(b"%PDF-1.7", "n.pdf")
        )
        self.upload: Upload = Upload.objects.filter(attachments__application=case)[0]
        upload_scan(upload_id=self.upload.pk, now=NOW)
        self.message: Message = MessageFactory.create(
            recipient=self.company.actor, inbox=True, sent=True
        )
        self.membership = Membership.objects.get(user=self.users["colleague"])
        OpeningRuleFactory.create()
        people = {"organisation": self.company.organisation, "filed_by": self.company.actor}
        self.visit: Booking = booked(application=case_of("submitted", **people))
        self.invited: MembershipInvitation = MembershipInvitationFactory.create(
            organisation=self.company.organisation,
            email=self.users["stranger"].email,
            expires_at=NOW + timedelta(days=3650),
        )
        self.request: MembershipInvitation = MembershipInvitationFactory.create(
            organisation=self.company.organisation,
            asked=True,
            expires_at=NOW + timedelta(days=3650),
        )
        self._single_window()
        self._professional()
        self.filing: OrganisationFiling = asked(Desk())
        self.window: ServiceWindow = WindowFactory.create()
        ShiftFactory.create()
        self.ticket: Ticket = took(now=timezone.now())

    def _professional(self) -> None:
        """Somebody who invites in their own name: a draft, a submitted case, a proof."""
        desk = PersonalDesk(professional=accepted(officer=self.users["supervisor"]))
        self.users["professional"] = desk.actor
        self.clients["professional"] = _browser(desk.actor)
        self.personal_draft: Invitation = desk.complete()
        self.personal: Invitation = desk.submitted()
        self.waiting: Professional = handed_in()
        self.proof: Upload = self.waiting.copies.get()
        upload_scan(upload_id=self.proof.pk, now=NOW)

    def personal_arguments(self, route: str) -> dict[str, Any]:
        """Values for the pages of the professional's own invitation."""
        submitted = route.startswith(HANDED_IN)
        invitation = self.personal if submitted else self.personal_draft
        return {
            "pk": invitation.pk,
            "invitee_pk": invitation.invitees.get().pk,
            "part": "purpose",
            "key": "other",
            "token": "unknown",
            "name": "template.csv",
        }

    def _single_window(self) -> None:
        self.hands = TwoHands(
            organisation=self.company.organisation, employer=self.company.actor, now=NOW
        )
        self.permit_draft: PermitApplication = self.hands.start()
        self.users["employee"] = self.hands.opened(self.permit_draft)
        self.clients["employee"] = _browser(self.users["employee"])
        self.family: FamilyMember = self.hands.relative(self.permit_draft)
        self.permit_filed: PermitApplication = self.hands.submitted()
        self.share: ShareCode = share_code_create(
            holder=holder_new(self.users["holder"]),
            purpose="landlord",
            days=90,
            actor=self.users["holder"],
            now=timezone.now(),
        )

    def arguments(self, route: str) -> dict[str, Any]:
        """Values for the named parts of a route's pattern."""
        visiting = route.startswith("visit")
        if route.startswith("permit"):
            return self._permit(route)
        if route.startswith("centre"):
            return {"office": self.ticket.office.code, "code": self.ticket.code}
        drafting = not route.startswith(HANDED_IN)
        return {
            "organisation_id": self.company.organisation.pk,
            "membership_id": self.membership.pk,
            "invitation_id": self.request.pk if route == "access_answer" else self.invited.pk,
            "pk": (self.draft if drafting else self.invitation).pk,
            "invitee_pk": (self.draft_invitee if drafting else self.invitee).pk,
            "token": "unknown",
            "part": "purpose",
            "step": "kind",
            "key": "licence",
            "name": "template.csv",
            "reference": (self.visit.application if visiting else self.case).reference,
            "office": self.visit.office.code,
            "day": "2026-03-03",
            "time": "0900",
            "document": self.document.pk,
            "upload_id": self.upload.pk,
            "message_id": self.message.pk,
            "code": self.share.code if route == "share_check_code" else self.document.code,
            "share_id": self.share.pk,
            "year": 2026,
            "file": self.upload.pk,
            "point": 1,
            "webhook": self.upload.pk,
            "language": "en",
        }

    def _permit(self, route: str) -> dict[str, Any]:
        person = route.startswith("permit_person")
        filed = "receipt" in route
        return {
            "pk": (self.permit_filed if filed else self.permit_draft).pk,
            "part": "studies" if person else "post",
            "key": "health" if person else "contract",
            "member_pk": self.family.pk,
            "token": "unknown",
        }


def _people(company: Desk) -> dict[str, User]:
    here = Office.objects.get(code="pvg-port-visa")
    there = Office.objects.get(code="sha-port-visa")
    colleague = MembershipFactory.create(
        organisation=company.organisation, role=MemberRole.SUBMITTER
    )
    rivals = OrganisationFactory.create(verified=True)

    def officer(office: Office, role: PostRole) -> User:
        found: User = PostFactory.create(office=office, role=role).officer
        return found

    return {
        "stranger": UserFactory.create(),
        "home": officer(Office.objects.get(code="partner-jiangsu"), PostRole.SUPERVISOR),
        "holder": UserFactory.create(),
        "rival": MembershipFactory.create(organisation=rivals).user,
        "owner": company.actor,
        "colleague": colleague.user,
        "reviewer": officer(here, PostRole.REVIEWER),
        "supervisor": officer(here, PostRole.SUPERVISOR),
        "port_officer": officer(here, PostRole.PORT_OFFICER),
        "administrator": officer(here, PostRole.ADMINISTRATOR),
        "elsewhere": officer(there, PostRole.SUPERVISOR),
        "centre_officer": centre_officer(),
    }


def _browser(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
