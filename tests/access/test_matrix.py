"""Who may open what: every address of the portal against every role, others' things included.

The table below names each page's readers. An address that it does not name fails the test, so a new
page cannot appear without an answer to the question.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.contrib import admin
from django.urls import URLPattern, get_resolver, reverse

from applications.models import Application
from tests.access.world import ROLES, World

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"anonymous"}
MEMBERS = frozenset({"owner", "colleague"})
OWNER = frozenset({"owner"})
EMPLOYEE = frozenset({"employee"})
INVITED = frozenset({"stranger"})
REVIEWERS = frozenset({"reviewer", "supervisor"})
SUPERVISOR = frozenset({"supervisor"})
CASE_OFFICERS = REVIEWERS | {"port_officer"}  # the case of the world is issued or about to be
PROOF_OFFICERS = REVIEWERS | {"elsewhere", "centre_officer"}
OFFICERS = frozenset(
    {"reviewer", "supervisor", "port_officer", "administrator", "elsewhere", "centre_officer"}
)

NOBODY: frozenset[str] = frozenset()  # a session of the pages opens nothing of the API
PAGES: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        [
            "api:application",
            "api:deliveries",
            "api:webhook",
            "api:webhooks",
            "api:application_withdraw",
            "api:applications",
            "api:document",
            "api:file",
            "api:files",
            "api:invitation",
            "api:invitations",
            "api:invitee",
            "api:invitees",
            "api:organisation",
            "api:ports",
            "api:receipt",
            "api:submit",
            "api:supplement",
            "api:supplement_files",
            "api:withdraw",
        ],
        NOBODY,
    ),
    **dict.fromkeys(
        [
            "api_reference",
            "api_schema",
            "api_token",
            "healthz",
            "readyz",
            "robots",
            "security_txt",
            "mailbox",
            "set_language",
            "verify_short",
            "portal_keys",
            "home",
            "guidance_port_visa",
            "guidance_single_window",
            "finder",
            "finder_step",
            "finder_check",
            "finder_result",
            "finder_papers",
            "finder_start",
            "finder_restart",
            "official_site",
            "accessibility",
            "privacy",
            "offices",
            "track",
            "performance",
            "verify",
            "offline_check",
            "verify_code",
            "working_days",
            "share_check",
            "share_check_code",
            "permit_link",
            "guidance_settlement",
            "centre",
            "centre_hall",
            "centre_kiosk",
            "centre_kiosk_ticket",
            "centre_ticket",
            "centre_leave",
        ],
        EVERYBODY,
    ),
    **dict.fromkeys(
        [
            "dashboard",
            "organisations",
            "organisation_new",
            "organisation_taken",
            "invitation_new",
            "inbox",
            "my_permits",
            "permit_new",
            "professional",
            "professional_details",
            "professional_permit",
            "professional_proof",
        ],
        SIGNED_IN,
    ),
    **dict.fromkeys(["share_new", "share", "share_end"], frozenset({"holder"})),
    **dict.fromkeys(
        [
            "organisation",
            "organisation_members",
            "application",
            "application_supplement",
            "application_withdraw",
            "application_document",
            "invitation",
            "invitation_visit",
            "invitation_invitees",
            "invitation_roster",
            "invitation_roster_paste",
            "invitation_roster_fix",
            "invitation_roster_file",
            "invitee_passport",
            "invitee_confirm",
            "invitee_correct",
            "invitee_details",
            "invitee_remove",
            "invitation_documents",
            "invitation_slot",
            "invitation_check",
            "invitation_declare",
            "invitation_receipt",
            "invitation_receipt_pdf",
            "invitation_copy",
            "invitation_withdraw",
            "invitation_discard",
            "member_remove",
            "employer_permits",
            "visit",
            "visit_office",
            "visit_days",
            "visit_times",
            "visit_confirm",
            "visit_done",
            "visit_cancel",
            "visit_ics",
            "permit",
            "permit_employee",
            "permit_part",
            "permit_documents",
            "permit_slot",
            "permit_check",
            "permit_declare",
            "permit_declared",
            "permit_receipt",
            "permit_receipt_pdf",
            "permit_withdraw",
        ],
        MEMBERS,
    ),
    **dict.fromkeys(
        [
            "permit_person",
            "permit_person_part",
            "permit_person_passport",
            "permit_person_confirm",
            "permit_person_correct",
            "permit_person_names",
            "permit_person_family",
            "permit_person_family_add",
            "permit_person_family_change",
            "permit_person_family_remove",
            "permit_person_photo",
            "permit_person_documents",
            "permit_person_slot",
            "permit_person_check",
            "permit_person_declare",
            "permit_person_declared",
            "permit_person_receipt",
            "permit_person_receipt_pdf",
            "permit_person_withdraw",
        ],
        EMPLOYEE,
    ),
    **dict.fromkeys(
        [
            "organisation_edit",
            "organisation_licence",
            "organisation_hand_in",
            "member_role",
            "member_invitation_cancel",
            "access_answer",
            "message",
        ],
        OWNER,
    ),
    "member_join": INVITED,
    "application_document": MEMBERS | CASE_OFFICERS,
    "upload_open": MEMBERS | CASE_OFFICERS,
    "upload_preview": MEMBERS | CASE_OFFICERS,
}
# Django's and allauth's own pages: whoever comes, nothing breaks and nothing of others shows.
FOREIGN = ("account_", "mfa_")


def routes(
    resolver: Any = None, spaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Every address of the portal: its full name, the names of the parts that vary."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield ":".join([*spaces, entry.name or ""]), re.findall(r"<(?:\w+:)?(\w+)>", path)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from routes(entry, inner, path)


def address(world: World, name: str, parts: list[str]) -> str:
    values = world.arguments(name)
    return reverse(name, kwargs={part: values[part] for part in parts})


def without_file(answer: Any) -> Any:
    """The answer, with the file that it would send closed; close() ends the connection, too."""
    for close in cast("Any", answer)._resource_closers:
        close()
    return answer


def refused(answer: Any) -> bool:
    """Sent to the sign-in page, asked for a token, forbidden, or not there."""
    if answer.status_code == 302:
        return "/login/" in answer.headers["Location"]
    return answer.status_code in (401, 403, 404)


def ours() -> list[tuple[str, list[str]]]:
    return [
        (name, parts)
        for name, parts in routes()
        if not name.startswith(("admin:", *FOREIGN)) and name
    ]


def test_every_address_has_its_readers() -> None:
    undeclared = {name for name, _parts in ours()} - set(PAGES)
    gone = set(PAGES) - {name for name, _parts in ours()}
    assert not undeclared, "say in PAGES who may open these"
    assert not gone, "these addresses no longer exist"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_pages_open_for_their_readers_and_for_nobody_else(role: str) -> None:
    world = World()
    client = world.clients[role]
    wrong = []
    for name, parts in ours():
        url = address(world, name, parts)
        answer = without_file(client.get(url))
        if name != "readyz" and answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
        if refused(answer) == (role in PAGES[name]):
            wrong.append(f"{name}: {answer.status_code} {answer.headers.get('Location', '')}")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in ROLES if role not in MEMBERS])
def test_strangers_change_nothing_by_posting(role: str) -> None:
    world = World()
    client = world.clients[role]
    before = _facts(world)
    for name, parts in ours():
        if role not in PAGES[name]:
            answer = client.post(address(world, name, parts), {"confirm": "1", "role": "owner"})
            assert refused(answer) or answer.status_code in (400, 405), name
    assert _facts(world) == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "stranger", "owner", "reviewer"])
def test_foreign_pages_break_for_nobody(role: str) -> None:
    client = World().clients[role]
    values = {"uidb36": "1", "key": "x", "pk": 1}
    for name, parts in routes():
        if name.startswith(FOREIGN):
            answer = client.get(reverse(name, kwargs={part: values[part] for part in parts}))
            assert answer.status_code < 500, name


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_persons_own_invitation_is_theirs_alone(role: str) -> None:
    world = World()
    client, mine = world.clients[role], role == "professional"
    wrong = []
    for name, parts in ours():
        if name == "invitation_new" or not name.startswith(("invitation", "invitee")):
            continue
        values = world.personal_arguments(name)
        url = reverse(name, kwargs={part: values[part] for part in parts})
        answer = client.get(url)
        if refused(answer) == mine or answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
        if not mine and not refused(client.post(url, {"confirm": "1"})):
            wrong.append(f"{name}: posted")
    assert wrong == []
    opens = without_file(client.get(reverse("upload_open", args=[world.proof.pk])))
    assert refused(opens) == (role not in PROOF_OFFICERS)
    case = world.personal.invitees.get().application
    page = client.get(reverse("admin:applications_application_change", args=[case.pk]))
    assert refused(page) == (role not in REVIEWERS)
    if role in REVIEWERS:
        assert "ERIKSDOTTER, FREJA" in page.content.decode()


STEPS_OF = {
    **dict.fromkeys(
        [
            "accept",
            "approve",
            "supplement",
            "transfer",
            "transfer_return",
            "not_accept",
            "recommend_approval",
            "recommend_refusal",
            "take",
            "give_back",
            "guidance",
            "list",
            "note",
        ],
        REVIEWERS,
    ),
    **dict.fromkeys(
        [
            "assign",
            "clock_extend",
            "clock_resume",
            "clock_stop",
            "correct",
            "joint_agree",
            "joint_decline",
            "joint_propose",
            "refuse",
            "return",
            "revoke",
        ],
        SUPERVISOR,
    ),
    # Only a work permit has points; the case of this world is a port visa.
    "points": frozenset(),
}
PROFESSIONALS = {
    "changelist": PROOF_OFFICERS | {"administrator"},
    "change": PROOF_OFFICERS | {"administrator"},
    "accept": PROOF_OFFICERS,
    "return": PROOF_OFFICERS,
    "suspend": frozenset({"supervisor", "elsewhere"}),
}
DESK: dict[str, frozenset[str]] = {
    "index": OFFICERS,
    "port_lookup": frozenset({"port_officer"}),
    "port_grant": frozenset({"port_officer"}),
    "port_refuse": frozenset({"port_officer"}),
    "port_visa_portdecision_changelist": REVIEWERS
    | {"port_officer", "elsewhere", "centre_officer", "home"},
    "visits_booking_changelist": REVIEWERS | {"elsewhere", "centre_officer"},
    "visits_openingrule_changelist": frozenset({"administrator"}),
    "api_apiclient_changelist": frozenset({"administrator"}),
    "api_apiclient_create": frozenset({"administrator"}),
    "api_webhookdelivery_changelist": frozenset({"administrator"}),
    "centre_ticket_changelist": frozenset({"centre_officer"}),
    "centre_shift_changelist": frozenset({"administrator"}),
    "centre_shift_add": frozenset({"administrator"}),
    "centre_servicewindow_changelist": frozenset({"administrator"}),
    "centre_ticketpurpose_changelist": frozenset({"administrator"}),
    "centre_centreparameter_changelist": frozenset({"administrator"}),
    "applications_application_changelist": REVIEWERS | {"elsewhere", "centre_officer"},
    "applications_application_change": REVIEWERS,
    "applications_application_checklist": REVIEWERS,
    "applications_application_together": REVIEWERS,
    **{f"applications_application_step_{step}": who for step, who in STEPS_OF.items()},
}
# A home office of the Delta has lists of its own; this world's case is not among them.
DESK |= {
    page: DESK[page] | {"home"}
    for page in (
        "index",
        "applications_application_changelist",
        "port_visa_portdecision_changelist",
        "visits_booking_changelist",
    )
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_professionals_are_checked_by_their_officers(role: str) -> None:
    world = World()
    wrong = []
    for name, who in PROFESSIONALS.items():
        args = [] if name == "changelist" else [world.waiting.pk]
        address = reverse(f"admin:port_visa_professional_{name}", args=args)
        answer = world.clients[role].get(address)
        if refused(answer) == (role in who) or answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_desk_pages_open_for_their_officers_and_for_nobody_else(role: str) -> None:
    world = World()
    client = world.clients[role]
    wrong = []
    for name, who in DESK.items():
        keyed = name.startswith("applications_application_") and "changelist" not in name
        args: list[object] = [world.case.pk] if keyed else []
        if name in ("port_grant", "port_refuse"):
            args = [world.document.pk]
        answer = client.get(reverse(f"admin:{name}", args=args))
        if refused(answer) == (role in who) or answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code} {answer.headers.get('Location', '')}")
    assert wrong == []


def test_every_step_of_the_desk_has_its_officers() -> None:
    steps = {
        name.removeprefix("admin:applications_application_step_")
        for name, _parts in routes()
        if name.startswith("admin:applications_application_step_")
    }
    assert steps == set(STEPS_OF)


# Rules that apply to every case and belong to none: dated rows that administrators edit, as the law
# or the service guide changes. Everything else in these rooms is written by services alone.
REFERENCE_FORMS = {
    ("administrator", "admin:applications_documentrequirement_add"),
    ("administrator", "admin:port_visa_portvisaparameter_add"),
    ("administrator", "admin:port_visa_professionalproof_add"),
    ("administrator", "admin:port_visa_professionalpurpose_add"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_model_form_writes_a_case_or_shows_one_to_others(role: str) -> None:
    """The framework's own pages of every model: nobody adds or deletes; outsiders see none."""
    world = World()
    client = world.clients[role]
    wrong = []
    for model in admin.site._registry:
        stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        answer = client.get(reverse(f"{stem}_changelist"))
        if role not in OFFICERS and not refused(answer):
            wrong.append(f"{stem}: {answer.status_code}")
        if answer.status_code >= 500:
            wrong.append(f"{stem}: {answer.status_code}")
        if model._meta.app_label in ("applications", "documents", "port_visa", "notifications"):
            forms = [f"{stem}_add", f"{stem}_delete"]
            for form in forms:
                args = [world.case.pk] if form.endswith("delete") else []
                taken = not refused(client.post(reverse(form, args=args), {"post": "yes"}))
                if taken != ((role, form) in REFERENCE_FORMS):
                    wrong.append(form)
    assert wrong == []


@pytest.mark.django_db
def test_a_guessed_reference_is_no_way_in() -> None:
    world = World()
    for path in ("", "withdraw/", "supplement/"):
        known = world.clients["rival"].get(f"/en/applications/{world.case.reference}/{path}")
        unknown = world.clients["rival"].get(f"/en/applications/PV-2222-2222-2/{path}")
        assert known.status_code == unknown.status_code == 404
        assert _words(known) == _words(unknown)


def _words(answer: Any) -> str:
    """The page without what differs anyway: the address and the request id."""
    return re.sub(
        r'[0-9a-f-]{36}|PV-[0-9A-Z-]+|name="csrf\S+ value="\w+"', "", answer.content.decode()
    )


def _facts(world: World) -> list[Any]:
    case = Application.objects.values().get(pk=world.case.pk)
    world.draft.refresh_from_db()
    return [
        case,
        world.draft.status,
        world.draft.updated_at,
        list(world.company.organisation.memberships.order_by("pk").values()),
        list(world.company.organisation.member_invitations.order_by("pk").values()),
    ]
