"""Every form of the portal: where it is, who sees it, and what a good answer looks like."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.test import Client

from accounts.models import Organisation
from applications.models import Application
from documents.models import IssuedDocument
from port_visa.models import Invitation, Invitee
from tests.access.world import World
from tests.factories.accounts import PASSWORD, OrganisationFactory, uscc
from tests.factories.applications import case_take
from tests.factories.port_visa import ANNA, TODAY, Desk
from tests.factories.rosters import checked, person
from tests.port_visa.passing import issued
from tests.workdays.notices import NOTICE_2027


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

    def at_the_port(self, step: str) -> str:
        return f"/admin/port_visa/portdecision/port/{issued().pk}/{step}/"

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


def _arrival() -> dict[str, str]:
    soon = TODAY + timedelta(days=8)
    return {**day("arrival_on", soon.day, soon.month, soon.year), "stay_days": "10"}


ORGANISATION = {
    "uscc": uscc(90_000),  # far from the factory's own
    "name_zh": "上海样例有限公司",
    "has_business_licence": "yes",
    "legal_representative": "样例代表",
    "province": "shanghai",
    "district": "Pudong New Area",
    "registered_address": "示例路1号",
    "handler_name": "样例经办",
    "handler_phone": "+86 138 0013 8000",
    "handler_email": "handler@example.org",
}
PERSON = {
    "name": "ERIKSDOTTER, FREJA",
    "name_zh": "",
    "occupation": "Professor",
    "employer": "Example University",
    "address": "示例路7号",
    "phone": "+86 138 0013 8000",
}
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

PUBLIC = [
    FormPage(
        "track",
        "anonymous",
        lambda p: "/track/",
        {**day("birth_date", 12, 8, 1974), "last_four": "02C3"},
        more=lambda p: {"reference": p.world.case.reference},
        answers=True,
    ),
    FormPage(
        "verify",
        "anonymous",
        lambda p: "/verify/",
        more=lambda p: {"code": p.world.document.code},
        asks=True,
        unstored=("code",),
    ),
    FormPage(
        "finder",
        "anonymous",
        lambda p: "/permit-finder/kind/",
        {"answer": "extension"},
        unstored=("answer",),
    ),
    FormPage(
        "calculator",
        "anonymous",
        lambda p: "/working-days/2026/",
        {**day("start", 2, 3, 2026), "n": "3"},
        asks=True,
        answers=True,
    ),
    FormPage(
        "sign-up",
        "anonymous",
        lambda p: "/account/signup/",
        {"email": "new@example.org", "password1": PASSWORD},
    ),
    FormPage(
        "sign-in",
        "anonymous",
        lambda p: "/account/login/",
        {"password": PASSWORD},
        more=lambda p: {"login": p.world.users["stranger"].email},
        unstored=("login",),
    ),
    FormPage(
        "code",
        "anonymous",
        lambda p: "/account/login/code/",
        {"email": "new@example.org"},
        unstored=("email",),
    ),
    FormPage(
        "forgotten password",
        "anonymous",
        lambda p: "/account/password/reset/",
        {"email": "new@example.org"},
        unstored=("email",),
    ),
]

INVITERS = [
    FormPage(
        "new password",
        "owner",
        lambda p: "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "sea-gate-wall-93", "password2": "sea-gate-wall-93"},
    ),
    FormPage(
        "new address",
        "colleague",
        lambda p: "/account/email/",
        {"email": "other@example.org", "action_add": ""},
        unstored=("email", "action_add"),
    ),
    FormPage("account", "owner", lambda p: "/account/", {"name": "Li Example", "language": "en"}),
    FormPage("organisation", "stranger", lambda p: "/organisations/new/", ORGANISATION),
    FormPage("organisation again", "owner", lambda p: f"{p.organisation}edit/", ORGANISATION),
    FormPage(
        "colleague",
        "owner",
        lambda p: f"{p.organisation}members/",
        {"email": "colleague@example.org", "role": "submitter"},
    ),
    FormPage("new invitation", "owner", lambda p: "/invitations/new/"),
    FormPage(
        "purpose",
        "owner",
        lambda p: f"{p.draft}visit/purpose/",
        {"category": "M", "purpose": "Commissioning"},
    ),
    FormPage(
        "urgency",
        "owner",
        lambda p: f"{p.draft}visit/urgency/",
        {"urgency": "urgent_business", "urgency_text": "The line stopped."},
    ),
    FormPage(
        "purpose of a person",
        "professional",
        lambda p: f"/invitations/{p.world.personal_draft.pk}/visit/purpose/",
        {"guest_kind": "business_partner", "purpose": "Negotiation"},
    ),
    FormPage("invitation of a person", "professional", lambda p: "/invitations/new/"),
    FormPage("about a professional", "professional", lambda p: "/professional/details/", PERSON),
    FormPage(
        "proof of a professional",
        "professional",
        lambda p: "/professional/proof/",
        {"proof": "work_residence:A"},
    ),
    FormPage("arrival", "owner", lambda p: f"{p.draft}visit/arrival/", _arrival()),
    FormPage(
        "plan",
        "owner",
        lambda p: f"{p.draft}visit/plan/",
        {"itinerary": "At the works.", "host_address": "示例路2号"},
    ),
    FormPage(
        "costs",
        "owner",
        lambda p: f"{p.draft}visit/costs/",
        {"payer": "other", "payer_text": "A fair"},
    ),
    FormPage("passport", "owner", lambda p: f"{p.person}passport/", {"lines": ANNA.lines}),
    FormPage("confirm", "owner", lambda p: f"{p.person}confirm/", {"risky_compared": "on"}),
    FormPage(
        "correct",
        "owner",
        lambda p: f"{p.person}correct/",
        {
            **PASSPORT,
            "issuing_state": "UTO",
            **day("birth_date", 12, 8, 1974),
            **day("expires_on", 15, 4, 2034),
        },
    ),
    FormPage(
        "details",
        "owner",
        lambda p: f"{p.person}details/",
        {"occupation": "Engineer", "relation": "Supplier"},
    ),
    FormPage("slot", "owner", lambda p: f"{p.draft}documents/licence/", never=True),
    FormPage("roster", "owner", lambda p: f"{p.draft}roster/", never=True),
    FormPage(
        "pasted roster",
        "owner",
        lambda p: f"{p.draft}roster/paste/",
        {"text": "Roe\tJane"},
        unstored=("text",),  # kept in a file until it was read
    ),
    FormPage(
        "rows with mistakes",
        "owner",
        lambda p: p.wrong_roster(),
        {"row-2-occupation": "Engineer", "row-2-sex": "F"},
        keeps=True,
    ),
    FormPage(
        "declare",
        "owner",
        lambda p: f"{p.draft}declare/",
        {"declared_name": "Li Example", "declared": "on"},
    ),
    FormPage("copy", "owner", lambda p: f"/invitations/{p.submitted().pk}/copy/"),
    FormPage(
        "withdraw invitation", "owner", lambda p: f"/invitations/{p.submitted().pk}/withdraw/"
    ),
    FormPage("withdraw", "owner", lambda p: f"/applications/{p.case().reference}/withdraw/"),
    FormPage(
        "supplement",
        "owner",
        lambda p: f"/applications/{p.case('ask').reference}/supplement/",
        keeps=True,
    ),
]

DESK = [
    FormPage("accept", "reviewer", lambda p: p.desk("accept")),
    FormPage(
        "not accept",
        "reviewer",
        lambda p: p.desk("not-accept"),
        {"reason": "not_needed", "text": "No visa is needed."},
    ),
    FormPage(
        "ask",
        "reviewer",
        lambda p: p.desk("supplement"),
        {"use_passport": "on", "text_passport": "Upload it again."},
    ),
    FormPage("approve", "reviewer", lambda p: p.desk("approve", "accept")),
    FormPage(
        "recommend refusal",
        "reviewer",
        lambda p: p.desk("recommend-refusal", "accept"),
        {"reason": "fraud", "text": "Forged."},
    ),
    FormPage(
        "refuse",
        "supervisor",
        lambda p: p.desk("refuse", "accept", "recommend_refusal"),
        {"text": ""},
    ),
    FormPage(
        "return",
        "supervisor",
        lambda p: p.desk("return", "accept", "recommend"),
        {"reason": "Once more."},
    ),
    FormPage(
        "stop", "supervisor", lambda p: p.desk("clock-stop", "accept"), {"reason": "A hearing."}
    ),
    FormPage(
        "extend",
        "supervisor",
        lambda p: p.desk("clock-extend", "accept"),
        {"days": "3", "reason": "Inspection."},
    ),
    FormPage("assign", "supervisor", lambda p: p.desk("assign", "accept")),
    FormPage(
        "correct document",
        "supervisor",
        lambda p: p.desk("correct", "accept", "approve", "issue"),
        PASSPORT,
    ),
    FormPage(
        "revoke",
        "supervisor",
        lambda p: p.desk("revoke", "accept", "approve", "issue"),
        {"reason": "Cancelled."},
    ),
    FormPage("note", "reviewer", lambda p: p.desk("note", "accept"), {"text": "Called them."}),
    FormPage(
        "together", "reviewer", lambda p: p.desk("together"), {"action": "accept"}, answers=True
    ),
    FormPage(
        "ask together",
        "reviewer",
        lambda p: p.desk("together"),
        {"action": "supplement", "text": "The letter, please."},
        answers=True,
    ),
    FormPage(
        "notice",
        "administrator",
        lambda p: "/admin/workdays/calendarnotice/import/",
        {"text": NOTICE_2027, "year": "2027"},
        answers=True,
    ),
    FormPage(
        "one day",
        "administrator",
        lambda p: "/admin/workdays/calendarnotice/day/",
        {
            "date": "2026-12-24",
            "kind": "holiday",
            "name_zh": "测试",
            "name_en": "Test",
            "reason": "Announced.",
        },
        answers=True,
    ),
    FormPage(
        "look up",
        "port_officer",
        lambda p: "/admin/port_visa/portdecision/port/",
        {"q": "L898902C3"},
        asks=True,
        answers=True,
    ),
    FormPage(
        "grant at the port",
        "port_officer",
        lambda p: p.at_the_port("grant"),
        {"visa_number": "PV1234567", "stay_days": "10", "by_eye": "on", "confirm": "yes"},
        beside=("q", "first", "shown"),
        unstored=("confirm", "by_eye", "lines", "visa_number", "expected_version"),
        answers=True,
    ),
    FormPage(
        "refuse at the port",
        "port_officer",
        lambda p: p.at_the_port("refuse"),
        {"reason": "means", "explanation": "No money.", "by_eye": "on", "confirm": "yes"},
        beside=("q", "first", "shown"),
        unstored=("confirm", "by_eye", "lines", "expected_version"),
        answers=True,
    ),
    FormPage(
        "give a post",
        "administrator",
        lambda p: "/admin/accounts/post/assign/",
        {"role": "reviewer"},
        more=lambda p: {"email": p.world.users["stranger"].email},
        unstored=("email",),
    ),
    FormPage(
        "revoke document",
        "supervisor",
        lambda p: p.issued("revoke-it"),
        {"reason": "Cancelled."},
    ),
    FormPage("suspend", "supervisor", lambda p: p.pending("suspend"), {"reason": "Fraud."}),
    FormPage("verify organisation", "supervisor", lambda p: p.pending("verify")),
    FormPage(
        "return organisation",
        "supervisor",
        lambda p: p.pending("return"),
        {"items": "licence", "text": "It cannot be read."},
    ),
]


def browser(place: Place, role: str) -> Client:
    return place.world.clients[role]
