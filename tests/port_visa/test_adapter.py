"""What the officers' desk is told of a port visa, and the Notification after approval."""

from dataclasses import replace
from typing import cast

import pytest
from django.utils import translation

from accounts.enums import PostRole
from accounts.models import User
from applications import services as case
from applications.enums import Status
from applications.models import Application
from applications.registry import adapter_for, case_file
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from documents.notification import read_back
from documents.services import document_produce
from port_visa.access import can_open_document
from port_visa.queries import active_invitees
from port_visa.services import invitee_correct, notification_facts
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.port_visa import ANNA, NOW, SAM, Desk, person_outside
from tests.port_visa.services.test_invitees import CORRECTION


@pytest.fixture
def application(desk: Desk) -> Application:
    """Anna's, handed in together with Sam's."""
    invitation = desk.submitted(ANNA, SAM)
    return active_invitees().filter(invitation=invitation)[0].application


@pytest.fixture
def officer(application: Application) -> User:
    user = cast("User", UserFactory(officer=True))
    PostFactory(officer=user, office=application.office, role=PostRole.REVIEWER)
    return user


def test_checklist_has_data_then_documents_with_their_files(application: Application) -> None:
    lines = {line.code: line for line in case_file(application).checklist()}
    assert list(lines)[:3] == ["passport", "details", "visit"]
    assert len(lines["passport_copy"].attachments) == 1
    assert lines["licence"].legal_basis
    assert not lines["other"].required


def test_an_answer_for_one_person_joins_the_groups_slot(
    desk: Desk, application: Application
) -> None:
    application.attachments.create(code="licence", upload=desk.upload(), created_at=NOW)
    lines = {line.code: line for line in case_file(application).checklist()}
    assert len(lines["licence"].attachments) == 2


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_sections_are_in_words(application: Application, language: str) -> None:
    with translation.override(language):
        sections = case_file(application).sections()
        state = adapter_for(application).state("UTO")
    words = [str(value) for section in sections for _label, value in section.rows]
    assert "Commissioning of a test line" in words
    assert "L898902C3" not in words  # the passport stands beside its image, once
    assert state.endswith(" (UTO)")


def test_flags_name_what_to_compare(application: Application) -> None:
    assert any("compare 0" in flag for flag in case_file(application).flags())


def test_flags_tell_what_was_typed_by_hand(desk: Desk) -> None:
    invitation = desk.complete(ANNA)
    person = active_invitees().get(invitation=invitation)
    invitee_correct(
        invitee=person,
        correction=replace(CORRECTION, name_mrz_secondary="ANNE"),
        reason="Line 1 is worn off.",
        actor=desk.actor,
        now=NOW,
    )
    flags = case_file(person.application).flags()
    assert flags[0] == "Typed by hand: given names. Reason given: Line 1 is worn off."


def test_group_recipients_context_and_links(desk: Desk, application: Application) -> None:
    adapter, file = adapter_for(application), case_file(application)
    assert [a.traveller.document_number for a in file.group_members()] == [
        ANNA.number,
        SAM.number,
    ]
    assert adapter.recipients(application) == [desk.actor]
    assert adapter.message_context(application)["arrival_on"] == "2026-03-10"
    assert adapter.addressed([application]) == {
        application.pk: (adapter.recipients(application), adapter.message_context(application))
    }
    points = adapter.supplement_points(application, ["passport", "details", "visit", "licence"])
    addresses = {code: [url for _label, url in point.links] for code, point in points.items()}
    assert ["/passport/" in url for url in addresses["passport"]] == [True]
    assert ["/details/" in url for url in addresses["details"]] == [True]
    assert (addresses["visit"], addresses["licence"]) == ([], [])  # nobody was asked about it
    slots = {code: point.file_code for code, point in points.items()}
    assert slots == {
        "passport": "passport_copy",
        "details": "details",
        "visit": "visit",
        "licence": "licence",
    }
    assert all(point.todo for point in points.values())
    both = adapter.supplement_points(application, ["passport", "passport_copy"])
    assert (both["passport"].file_code, both["passport_copy"].file_code) == ("", "passport_copy")
    assert len(adapter.categories()) == 5
    passport = file.passport()
    assert passport is not None
    assert passport.code == "passport_copy"


def test_the_facts_of_the_notification(application: Application) -> None:
    facts = notification_facts(application, NOW)
    assert facts["name_primary"] == "ERIKSSON"
    assert facts["category_en"] == "Trade and business"
    assert (facts["issued_on"], facts["valid_until"]) == ("2026-03-02", "2026-04-01")
    assert (facts["entries"], facts["stay_days"]) == (1, 10)
    assert facts["nationality_en"] == "Utopia (specimen)"
    assert facts["inviter_zh"]
    assert read_back(facts)


def test_approval_ends_in_an_issued_notification(application: Application, officer: User) -> None:
    case.application_accept(application=application, actor=officer, now=NOW)
    case.application_approve(application=application, actor=officer, now=NOW)
    document = IssuedDocument.objects.get(subject=application.reference)
    assert document.status == DocumentStatus.DRAFT
    document_produce(document_id=document.pk, now=NOW)
    application.refresh_from_db()
    assert application.status == Status.ISSUED

    supervisor = cast("User", UserFactory(officer=True))
    PostFactory(officer=supervisor, office=application.office, role=PostRole.SUPERVISOR)
    case.application_correct(
        application=application,
        actor=supervisor,
        now=NOW,
        reason="A letter is wrong.",
        corrections={"name_mrz_secondary": "ANNE"},
    )
    second = IssuedDocument.objects.get(subject=application.reference, version=2)
    assert second.facts["name_secondary"] == "ANNE"
    assert second.replaces == document
    document_produce(document_id=second.pk, now=NOW)
    application.refresh_from_db()
    case.application_revoke(
        application=application, actor=supervisor, now=NOW, reason="The visit was called off."
    )
    second.refresh_from_db()
    assert second.status == DocumentStatus.REVOKED


def test_files_are_opened_by_members_and_officers_of_the_office(
    desk: Desk, application: Application, officer: User
) -> None:
    upload = application.attachments.get().upload
    elsewhere = cast("User", UserFactory(officer=True))
    assert can_open_document(desk.actor, upload)
    assert can_open_document(officer, upload)
    assert not can_open_document(elsewhere, upload)
    assert not can_open_document(person_outside(), upload)
    group_upload = desk.upload()
    assert not can_open_document(officer, group_upload)
