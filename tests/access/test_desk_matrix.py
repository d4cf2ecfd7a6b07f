"""Which officers may open which page of the desk, take which step, and see which model's rows."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from offices.models import Port
from port_visa.enums import ComparedBy, PortOutcome
from port_visa.models import OrganisationFiling, PortDecision
from tests.access.addresses import refused, routes
from tests.access.readers import PROOF_OFFICERS, REVIEWERS
from tests.access.world import ROLES, World

SUPERVISOR = frozenset({"supervisor"})
OFFICERS = frozenset(
    {"reviewer", "supervisor", "port_officer", "administrator", "elsewhere", "centre_officer"}
)

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
            "expedite_ask",
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
            "expedite_decline",
            "expedite_grant",
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
FILINGS = {
    "changelist": PROOF_OFFICERS | {"administrator"},
    "change": PROOF_OFFICERS | {"administrator"},
    "grant": PROOF_OFFICERS,
    "return": PROOF_OFFICERS,
    "suspend": frozenset({"supervisor", "elsewhere"}),
    "lift": frozenset({"supervisor", "elsewhere"}),
}
# What a filing must be so that the step can be taken.
STATES = {
    "suspend": {"status": "active"},
    "lift": {"status": "suspended", "reason": "Two false letters."},
}
DESK: dict[str, frozenset[str]] = {
    "index": OFFICERS,
    "port_lookup": frozenset({"port_officer"}),
    "port_grant": frozenset({"port_officer"}),
    "port_refuse": frozenset({"port_officer"}),
    "port_enter": frozenset({"port_officer"}),
    "port_visa_portdecision_changelist": REVIEWERS
    | {"port_officer", "elsewhere", "centre_officer", "home"},
    "visits_booking_changelist": REVIEWERS | {"elsewhere", "centre_officer"},
    "visits_openingrule_changelist": frozenset({"administrator"}),
    "api_apiclient_changelist": frozenset({"administrator"}),
    "api_apiclient_create": frozenset({"administrator"}),
    "api_apiclient_create_office": frozenset({"administrator"}),
    "api_apiparameter_changelist": frozenset({"administrator"}),
    "api_webhookdelivery_changelist": frozenset({"administrator"}),
    "centre_ticket_changelist": frozenset({"centre_officer"}),
    "centre_shift_changelist": frozenset({"administrator"}),
    "centre_shift_add": frozenset({"administrator"}),
    "centre_servicewindow_changelist": frozenset({"administrator"}),
    "centre_ticketpurpose_changelist": frozenset({"administrator"}),
    "centre_centreparameter_changelist": frozenset({"administrator"}),
    "centre_expedite_changelist": frozenset(),  # for supervisors of the centre: tests/centre
    "centre_expeditereason_changelist": frozenset({"administrator"}),
    "centre_walk_in": frozenset({"centre_officer"}),
    "port_visa_portroute_changelist": frozenset({"administrator"}),
    "applications_servicestandard_changelist": frozenset({"administrator"}),
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
def test_professionals_are_checked_by_their_officers(role: str, matrix_world: World) -> None:
    wrong = []
    for name, who in PROFESSIONALS.items():
        args = [] if name == "changelist" else [matrix_world.waiting.pk]
        address = reverse(f"admin:port_visa_professional_{name}", args=args)
        answer = matrix_world.clients[role].get(address)
        if refused(answer) == (role in who) or answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_filings_are_decided_by_their_officers(role: str, matrix_world: World) -> None:
    wrong = []
    days = {"valid_from": date(2026, 3, 2), "valid_until": date(2028, 3, 2)}
    for name, who in FILINGS.items():
        state = {"status": "requested", **STATES.get(name, {}), **days}
        OrganisationFiling.objects.filter(pk=matrix_world.filing.pk).update(**state)
        args = [] if name == "changelist" else [matrix_world.filing.pk]
        address = reverse(f"admin:port_visa_organisationfiling_{name}", args=args)
        answer = matrix_world.clients[role].get(address)
        if refused(answer) == (role in who) or answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_desk_pages_open_for_their_officers_and_for_nobody_else(
    role: str, matrix_world: World
) -> None:
    client = matrix_world.clients[role]
    wrong = []
    for name, who in DESK.items():
        keyed = name.startswith("applications_application_") and "changelist" not in name
        args: list[object] = [matrix_world.case.pk] if keyed else []
        if name in ("port_grant", "port_refuse", "port_enter"):
            args = [matrix_world.document.pk]
        answer = client.get(reverse(f"admin:{name}", args=args))
        if refused(answer) == (role in who) or answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code} {answer.headers.get('Location', '')}")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_slip_at_the_port_is_corrected_by_who_made_it_and_by_supervisors(
    role: str, matrix_world: World
) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    made = PortDecision.objects.create(
        application=matrix_world.case,
        document=matrix_world.document,
        outcome=PortOutcome.GRANTED,
        port=Port.objects.get(code="PVG"),
        officer=matrix_world.users["port_officer"],
        decided_at=now,
        entered_on=today,
        visa_number="PV1234567",
        stay_days=1,
        last_day=today + timedelta(days=1),
        compared_by=ComparedBy.EYE,
    )
    answer = matrix_world.clients[role].get(reverse("admin:port_correct", args=[made.pk]))
    assert answer.status_code < 500
    assert refused(answer) != (role in ("port_officer", "supervisor"))


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
    ("administrator", "admin:applications_servicestandard_add"),
    ("administrator", "admin:port_visa_portroute_add"),
    ("administrator", "admin:port_visa_portvisaparameter_add"),
    ("administrator", "admin:port_visa_professionalproof_add"),
    ("administrator", "admin:port_visa_professionalpurpose_add"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_model_form_writes_a_case_or_shows_one_to_others(role: str, matrix_world: World) -> None:
    """The framework's own pages of every model: nobody adds or deletes; outsiders see none."""
    client = matrix_world.clients[role]
    wrong = []
    for model in admin.site._registry:
        stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        answer = client.get(reverse(f"{stem}_changelist"))
        if role not in OFFICERS | {"home"} and not refused(answer):
            wrong.append(f"{stem}: {answer.status_code}")
        if answer.status_code >= 500:
            wrong.append(f"{stem}: {answer.status_code}")
        if model._meta.app_label in ("applications", "documents", "port_visa", "notifications"):
            forms = [f"{stem}_add", f"{stem}_delete"]
            for form in forms:
                args = [matrix_world.case.pk] if form.endswith("delete") else []
                taken = not refused(client.post(reverse(form, args=args), {"post": "yes"}))
                if taken != ((role, form) in REFERENCE_FORMS):
                    wrong.append(form)
    assert wrong == []
