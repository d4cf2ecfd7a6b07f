"""A paper of category A that is promised: accepted, told to the officers, asked for, kept."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.enums import Authority, PostRole
from applications.enums import Status
from applications.models import Application
from applications.registry import ChecklistLine, case_file
from applications.services import supplement_request
from notifications.models import Message
from permits import services
from permits.errors import PermitError, PermitIncomplete
from permits.filing.enums import Part
from permits.filing.queries import snapshot_load
from permits.models import PermitApplication
from tests.factories.applications import officer_at
from tests.factories.permits import PAPER, TwoHands
from tests.permits.test_supplement import send, status
from tests.permits.test_visit_joined import signed_in_at_desk

pytestmark = pytest.mark.usefixtures("time_machine_at")
NOTE = "Promised instead of proved."
GROUND = {"basis": "ground", "ground": "talent_plan", "ground_text": "The plan of 2025."}


def promised(hands: TwoHands, code: str = "degree") -> PermitApplication:
    """A complete application in which the person promises one paper instead of adding it."""
    permit = hands.complete()
    hands.save(permit, Part.BASIS, **GROUND)
    permit.application.attachments.filter(code=code).update(removed_at=hands.now)
    promise(hands, permit, code)
    fresh = PermitApplication.objects.get(pk=permit.pk)
    for slot in snapshot_load(fresh, hands.now).slots:
        if slot.missing and slot.code != code:
            hands.file(fresh, slot.code, slot.requirement.hand or "employer", picture())
    return PermitApplication.objects.get(pk=permit.pk)


def promise(hands: TwoHands, permit: PermitApplication, code: str, given: bool = True) -> None:
    services.permit_promise(
        permit=permit,
        code=code,
        promised=given,
        hand="person",
        actor=hands.someone,
        now=hands.now,
    )


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.jpg", PAPER, "image/jpeg")


def line(permit: PermitApplication, code: str = "degree") -> ChecklistLine:
    case = Application.objects.get(pk=permit.application_id)
    return next(one for one in case_file(case).checklist() if one.code == code)


def test_a_promise_stands_for_the_paper_when_handing_in(hands: TwoHands) -> None:
    permit = promised(hands)
    hands.declare(permit, "employer")
    assert hands.declare(permit, "person").application.status == Status.SUBMITTED
    assert NOTE in line(permit).help_text
    assert not line(permit).required
    assert NOTE not in line(permit, "experience").help_text


def test_a_promise_taken_back_or_never_given_keeps_from_declaring(hands: TwoHands) -> None:
    permit = promised(hands)
    promise(hands, permit, "degree", given=False)
    with pytest.raises(PermitIncomplete) as error:
        hands.declare(permit, "person")
    assert [(one.code, one.field) for one in error.value.problems] == [
        ("document_missing", "degree")
    ]


def test_category_b_proves_and_a_promise_ends_with_the_category(hands: TwoHands) -> None:
    permit = promised(hands)
    hands.save(permit, Part.BASIS, basis="points", ground="", ground_text="")
    with pytest.raises(PermitIncomplete):
        hands.declare(permit, "person")
    other = hands.complete()
    with pytest.raises(PermitError) as error:
        promise(hands, other, "degree")
    assert error.value.code == "no_promise"


def test_nobody_promises_what_is_the_other_hands(hands: TwoHands) -> None:
    permit = promised(hands)
    with pytest.raises(PermitError):
        services.permit_promise(
            permit=permit,
            code="experience",
            promised=True,
            hand="employer",
            actor=hands.employer,
            now=hands.now,
        )


def test_officers_read_of_the_promise_and_the_company_does_not(hands: TwoHands) -> None:
    permit = promised(hands, "no_crime_record")
    hands.declare(permit, "employer")
    case = hands.declare(permit, "person").application
    assert case.office is not None
    officer = officer_at(case.office, PostRole.REVIEWER, Authority.WORK_PERMIT)
    desk = signed_in_at_desk(officer)
    assert NOTE in desk.get(f"/admin/applications/application/{case.pk}/change/").content.decode()
    company = Client()
    company.force_login(hands.employer)
    for page in ("check/", "receipt/"):
        text = company.get(f"/en/permit-applications/{permit.pk}/{page}").content.decode()
        assert "romised" not in text
        assert "criminal record" not in text


def test_what_was_promised_is_asked_for_and_then_proved(client: Client, hands: TwoHands) -> None:
    permit = promised(hands)
    hands.declare(permit, "employer")
    case = hands.declare(permit, "person").application
    assert case.office is not None
    case.attachments.update(created_at=hands.now - timedelta(hours=1))
    supplement_request(
        application=case,
        items=[("degree", "You promised your degree. Please add it.")],
        actor=officer_at(case.office, PostRole.REVIEWER, Authority.WORK_PERMIT),
        now=hands.now,
    )
    letter = Message.objects.get(
        event="supplement_requested", channel="email", recipient=hands.someone
    )
    assert letter.context["items"] == ["You promised your degree. Please add it."]
    hands.file(PermitApplication.objects.get(pk=permit.pk), "degree", "person", picture())
    assert line(permit).attachments
    assert NOTE not in line(permit).help_text, "the promise is kept"
    send(client, hands, permit, "person")
    assert status(permit) == Status.SUBMITTED
