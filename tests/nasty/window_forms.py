"""Forms of the single window and of visits, and the officers' forms around them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.enums import PostRole
from applications.services import clock_stop
from offices.models import Office
from permits.enums import GROUNDS_A
from permits.filing.enums import Part
from permits.filing.occupations import OCCUPATIONS
from tests.access.world import _browser
from tests.factories.accounts import PostFactory
from tests.factories.notifications import MessageFactory
from tests.factories.permits import PARTS
from tests.nasty.forms import FormPage, Place, day
from visits.desk.forms import TermsForm
from visits.services import visit_check_in

PERSON = {
    "person_name": "Anna Eriksson",
    "person_email": "anna.private@example.net",
    "person_language": "en",
}
HOURS = {"opens": "13:00", "closes": "15:00", "windows": "1", "people": "1", "minutes": "20"}


def permit(place: Place) -> str:
    return f"/permit-applications/{place.world.permit_draft.pk}/"


def mine(place: Place) -> str:
    return f"{permit(place)}mine/"


def part_page(hand: Callable[[Place], str], part: Part) -> Callable[[Place], str]:
    """Where a part stands among the pages of its hand."""
    return lambda place: f"{hand(place)}parts/{part}/"


def visit(place: Place) -> str:
    return f"/visits/{place.world.visit.application.reference}/"


def window(place: Place, step: str) -> str:
    """A button of the day, for an officer at the visit's own window."""
    booking = place.world.visit
    if "window" not in place.world.users:
        officer = PostFactory.create(office=booking.office, role=PostRole.REVIEWER).officer
        place.world.users["window"] = officer
        place.world.clients["window"] = _browser(officer)
        booking.starts_at = timezone.now()
        booking.save(update_fields=["starts_at"])
    if step == "record" and booking.state == "booked":
        officer = place.world.users["window"]
        visit_check_in(booking=booking, actor=officer, now=timezone.now())
    return f"/admin/visits/booking/{booking.pk}/{step}/"


def hours(step: str) -> str:
    return f"/admin/visits/openingrule/branch-minhang/{step}/"


def asked_age(place: Place) -> str:
    """The tool's question about the age, after those before it."""
    client = place.world.clients["anonymous"]
    client.post("/en/permit-finder/kind/", {"answer": "new_in_china"})
    client.post("/en/permit-finder/zone/", {"answer": "hongqiao"})
    return "/permit-finder/age/"


def asked_code(place: Place) -> str:
    """The page for the code that was sent by e-mail."""
    place.world.clients["waiting"] = Client()
    address = {"email": place.world.users["stranger"].email}
    place.world.clients["waiting"].post("/en/account/login/code/", address)
    return "/account/login/code/confirm/"


def stopped(place: Place) -> str:
    """A case whose clock stands still."""
    case = place.case("accept")
    chief = place.world.users["supervisor"]
    clock_stop(application=case, reason="A hearing.", actor=chief, now=timezone.now())
    return f"/admin/applications/application/{case.pk}/clock-resume/"


def typed(part: Part) -> dict[str, Any]:
    """The answers of a part as they are typed."""
    found: dict[str, Any] = {}
    for name, value in PARTS[part].items():
        if isinstance(value, date):
            found |= day(name, value.day, value.month, value.year)
        else:
            found[name] = value[0] if isinstance(value, list) else str(value or "")
    if "occupation_code" in found:
        found["occupation_code"] = OCCUPATIONS[0][0]
    return found


def stay() -> dict[str, Any]:
    """Who is new here has no permit to name."""
    answers = typed(Part.STAY)
    return {name: text for name, text in answers.items() if not name.startswith("permit_")}


WINDOW = [
    FormPage("age", "anonymous", asked_age, {"answer": "30"}, unstored=("answer",)),
    FormPage(
        "permit check",
        "anonymous",
        lambda p: "/permit-check/",
        more=lambda p: {"code": p.world.share.code},
        asks=True,
        unstored=("code",),
    ),
    FormPage(
        "sign-in code",
        "waiting",
        asked_code,
        {"code": "ABC123"},
        never=True,
        beside=("action", "email"),
    ),
]

PERMITS = [
    FormPage(
        "share code",
        "holder",
        lambda p: "/permits/mine/share/",
        {"purpose": "My bank", "days": "90"},
    ),
    FormPage(
        "new permit",
        "owner",
        lambda p: "/permit-applications/new/",
        {**PERSON, "kind": "new_in_china"},
    ),
    FormPage(
        "employee",
        "owner",
        lambda p: f"/permit-applications/{p.world.hands.start().pk}/employee/",
        PERSON,
    ),
    FormPage(
        "place",
        "owner",
        lambda p: f"{permit(p)}parts/place/",
        {"work_address": "申虹路1号", "where": "hongqiao"},
        more=lambda p: {"office": str(Office.objects.get(code="branch-minhang").pk)},
    ),
    *(
        FormPage(part, "owner", part_page(permit, part), typed(part))
        for part in (Part.POST, Part.CONTRACT)
    ),
    *(
        FormPage(part, "employee", part_page(mine, part), typed(part))
        for part in (Part.STUDIES, Part.EXPERIENCE, Part.HOME)
    ),
    FormPage(
        "basis",
        "owner",
        lambda p: f"{permit(p)}parts/basis/",
        {"basis": "ground", "ground": GROUNDS_A[0].value, "ground_text": "The plan of 2025."},
    ),
    FormPage("stay", "employee", lambda p: f"{mine(p)}parts/stay/", stay()),
    FormPage(
        "relative",
        "employee",
        lambda p: f"{mine(p)}family/add/",
        {
            "name": "Kim Eriksson",
            "relation": "child",
            **day("birth_date", 4, 5, 2018),
            "nationality": "FRA",
            "document_number": "X1234567",
        },
    ),
    FormPage("photo", "employee", lambda p: f"{mine(p)}photo/", never=True),
    FormPage("licence", "owner", lambda p: f"{p.organisation}licence/", never=True),
    FormPage(
        "join", "stranger", lambda p: f"/organisations/join/{p.world.invited.pk}/", never=False
    ),
    FormPage(
        "remove member",
        "owner",
        lambda p: f"{p.organisation}members/{p.world.membership.pk}/remove/",
    ),
    FormPage(
        "withdraw permit",
        "owner",
        lambda p: f"/permit-applications/{p.world.permit_filed.pk}/withdraw/",
    ),
    FormPage("cancel visit", "owner", lambda p: f"{visit(p)}cancel/"),
    FormPage(
        "move visit",
        "owner",
        lambda p: f"{visit(p)}at/branch-minhang/2026-03-03/0940/",
        {"move": ""},
        unstored=("move",),
    ),
]

OFFICERS = [
    FormPage(
        "recommend approval",
        "reviewer",
        lambda p: p.desk("recommend-approval", "accept"),
        {"text": "A second look, please."},
    ),
    FormPage("resume", "supervisor", stopped, {"reason": "It was held."}),
    FormPage(
        "retry",
        "administrator",
        lambda p: f"/admin/notifications/message/{MessageFactory.create(failed=True).pk}/retry/",
    ),
    FormPage("check in", "window", lambda p: window(p, "check-in")),
    FormPage(
        "move for somebody",
        "window",
        lambda p: window(p, "move"),
        {"reason": "A move."},
    ),
    FormPage("cancel for somebody", "window", lambda p: window(p, "cancel"), {"reason": "A move."}),
    FormPage(
        "outcome",
        "window",
        lambda p: window(p, "record"),
        {"identity_checked": "yes", "fingerprints": "taken", "note": "All is well."},
    ),
    FormPage(
        "rule",
        "administrator",
        lambda p: hours("rule"),
        {"weekdays": "0", **HOURS, "valid_from": "2026-04-01"},
        answers=True,
    ),
    FormPage(
        "extra hours",
        "administrator",
        lambda p: hours("extra"),
        {"on": "2026-04-04", **HOURS, "confirm": "1"},
        answers=True,
        unstored=("confirm", *HOURS),
    ),
    FormPage(
        "closed day",
        "administrator",
        lambda p: hours("closed"),
        {"on": "2026-04-07", "reason_en": "A move", "reason_zh_hans": "搬迁", "confirm": "1"},
        answers=True,
        unstored=("confirm",),
    ),
    FormPage(
        "terms",
        "administrator",
        lambda p: hours("terms"),
        {"confirm": "1"},
        answers=True,
        unstored=("confirm", *TermsForm.names),
    ),
]
