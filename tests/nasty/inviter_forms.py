"""Forms of the public pages, and of those who invite."""

from datetime import timedelta

from tests.factories.accounts import PASSWORD, uscc
from tests.factories.port_visa import ANNA, TODAY
from tests.nasty.forms import PASSPORT, FormPage, day


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
        "electronic arrival",
        "owner",
        lambda p: p.electronic_arrival(),
        {**_arrival(), "electronic": "True"},
    ),
    FormPage(
        "filing",
        "owner",
        lambda p: p.unfiled(),
        {"statement": "Engineers come every month."},
    ),
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
        "private link",
        "owner",
        lambda p: f"{p.person}link/",
        {"email": "anna@example.org", "language": "en"},
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
    FormPage("swap", "owner", lambda p: p.in_force()),
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
