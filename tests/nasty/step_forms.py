"""Forms of the centre and of API clients, and the officers' steps that need a story of their own."""

from datetime import date
from typing import Any

from accounts.enums import PostRole, Province
from accounts.models import Post
from api.enums import Scope
from applications.models import Application, DocumentRequirement
from applications.services import application_assign
from centre.services import expedite_ask
from port_visa.enums import ProfessionalReturnItem
from tests.access.world import _browser
from tests.factories.accounts import PostFactory
from tests.factories.api import client_of
from tests.factories.applications import case_steps
from tests.factories.centre import ASKED, CODE, case_at_centre, centre_officer, purpose_of
from tests.factories.port_visa import NOW, Desk, verified
from tests.factories.transfers import home_office
from tests.nasty.forms import FormPage, Place
from tests.nasty.window_forms import mine, window

NUMBER: dict[str, Any] = {"scopes": Scope.choices[0][0], "requests_per_minute": "60"}

OFFICE_NUMBER = {**NUMBER, "scopes": Scope.TRANSFERS_READ.value}


def filed(step: str, *steps: str) -> str:
    """A step of a case whose inviter has a home office in the Delta."""
    inviters = verified(province=Province.JIANGSU, district="Suzhou")
    invitee = Desk(organisation=inviters).submitted().invitees.get()
    case = case_steps(invitee.application, *steps)
    return f"/admin/applications/application/{case.pk}/{step}/"


def at_centre(place: Place, step: str, *, asked: bool = False) -> str:
    """A step of a case of the centre, for its officer or its supervisor."""
    case = case_at_centre("accept")
    if "centre_boss" not in place.world.users:
        boss = centre_officer(PostRole.SUPERVISOR)
        place.world.users["centre_boss"], place.world.clients["centre_boss"] = boss, _browser(boss)
    if asked:
        expedite_ask(application=case, actor=place.world.users["centre_officer"], now=NOW, **ASKED)
    return f"/admin/applications/application/{case.pk}/expedite-{step}/"


def own_at_centre(place: Place) -> Application:
    """A case of the world's company that the centre has accepted."""
    return case_at_centre("accept", desk=place.world.company)


def owned(place: Place) -> str:
    """A case that has an owner, who gives it back."""
    case, officer = place.case("accept"), place.world.users["reviewer"]
    application_assign(application=case, officer=officer, actor=officer, now=NOW)
    return f"/admin/applications/application/{case.pk}/give-back/"


def professional(place: Place, step: str) -> str:
    return f"/admin/port_visa/professional/{place.world.waiting.pk}/{step}/"


def filing(place: Place, step: str, **state: object) -> str:
    """A step of a filing that waits, or is in another state."""
    row = place.world.filing
    if state:
        row.valid_from, row.valid_until = date(2026, 3, 2), date(2028, 3, 2)
        vars(row).update(state)
        row.save()
    return f"/admin/port_visa/organisationfiling/{row.pk}/{step}/"


def system(place: Place, step: str) -> str:
    found, _secret = client_of(place.world.company.organisation)
    return f"/admin/api/apiclient/{found.pk}/{step}/"


def post_of_somebody(place: Place) -> str:
    post: Post = PostFactory.create(office=place.world.case.office, role=PostRole.REVIEWER)
    return f"/admin/accounts/post/{post.pk}/end/"


def purpose(place: Place) -> dict[str, str]:
    return {"purpose": str(purpose_of().pk)}


def rule_in_force() -> str:
    row = DocumentRequirement.objects.order_by("pk")[0]
    return f"/admin/applications/documentrequirement/{row.pk}/end/"


CENTRE = [
    FormPage("number by phone", "anonymous", lambda p: f"/centre/{CODE}/", more=purpose),
    FormPage(
        "expedite",
        "owner",
        lambda p: f"/expedite/{own_at_centre(p).reference}/",
        {"text": "The contract is signed tomorrow."},
    ),
    FormPage("number at the desk", "anonymous", lambda p: f"/centre/{CODE}/kiosk/", more=purpose),
]

EXPEDITE = {"reason": "urgent_meeting", "text": "The contract is signed tomorrow."}
STEPS = [
    FormPage("ask to expedite", "centre_officer", lambda p: at_centre(p, "ask"), EXPEDITE),
    FormPage(
        "grant expediting", "centre_boss", lambda p: at_centre(p, "grant", asked=True), {"text": ""}
    ),
    FormPage(
        "decline expediting",
        "centre_boss",
        lambda p: at_centre(p, "decline", asked=True),
        {"text": "The meeting is next week."},
    ),
    FormPage(
        "transfer",
        "home",
        lambda p: filed("transfer"),
        {"reason": "The register was checked."},
    ),
    FormPage(
        "return the transfer",
        "reviewer",
        lambda p: filed("transfer-return", "transfer"),
        {"reason": "The licence is another company's."},
    ),
    FormPage("take", "reviewer", lambda p: p.desk("take", "accept")),
    FormPage("give back", "reviewer", owned),
    FormPage("guidance", "reviewer", lambda p: p.desk("guidance", "accept")),
    FormPage(
        "accept a proof",
        "reviewer",
        lambda p: professional(p, "accept"),
        {"proof": "work_residence:A", "number": "R1234567", "valid_until": "2027-03-01"},
        unstored=("proof",),
    ),
    FormPage(
        "return a proof",
        "reviewer",
        lambda p: professional(p, "return"),
        {"items": ProfessionalReturnItem.values[0], "text": "It cannot be read."},
    ),
    FormPage(
        "suspend a professional",
        "supervisor",
        lambda p: professional(p, "suspend"),
        {"reason": "Fraud."},
    ),
    FormPage("grant a filing", "reviewer", lambda p: filing(p, "grant")),
    FormPage(
        "return a filing",
        "reviewer",
        lambda p: filing(p, "return"),
        {"reason": "Say who comes."},
    ),
    FormPage(
        "suspend a filing",
        "supervisor",
        lambda p: filing(p, "suspend", status="active"),
        {"reason": "Two false letters."},
    ),
    FormPage(
        "lift a suspension",
        "supervisor",
        lambda p: filing(p, "lift", status="suspended", reason="Two false letters."),
    ),
    FormPage(
        "let a system in",
        "administrator",
        lambda p: "/admin/api/apiclient/create/",
        {"name": "Travel desk", "language": "en", **NUMBER},
        more=lambda p: {"uscc": p.world.company.organisation.uscc},
        unstored=("uscc",),
        answers=True,
    ),
    FormPage(
        "let an office's system in",
        "administrator",
        lambda p: "/admin/api/apiclient/create-office/",
        {"name": "Case system", "language": "en", **OFFICE_NUMBER},
        more=lambda p: {"office": str(home_office().pk)},
        unstored=("office",),
        answers=True,
    ),
    FormPage("limits of a system", "administrator", lambda p: system(p, "limits"), NUMBER),
    FormPage("new secret", "administrator", lambda p: system(p, "rotate"), answers=True),
    FormPage("shut a system out", "administrator", lambda p: system(p, "revoke")),
    FormPage("end a post", "administrator", post_of_somebody),
    FormPage(
        "end a rule",
        "administrator",
        lambda p: rule_in_force(),
        {"last_day": "2026-12-31"},
    ),
    FormPage("nobody came", "window", lambda p: window(p, "missed")),
]

EMPLOYEE = [
    FormPage(
        "change a relative",
        "employee",
        lambda p: f"{mine(p)}family/{p.world.family.pk}/",
        unstored=("relation", "nationality"),
    ),
    FormPage(
        "remove a relative",
        "employee",
        lambda p: f"{mine(p)}family/{p.world.family.pk}/remove/",
    ),
]
