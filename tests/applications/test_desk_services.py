"""Hold, tick, note, assign, open: what officers do without moving the case."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from accounts.enums import PostRole
from applications.enums import CheckResult, EventKind
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.services import (
    application_assign,
    application_hold,
    application_opened,
    application_release,
    checklist_tick,
    document_opened,
    note_add,
)
from documents.models import IssuedDocument
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.applications import NOW, ApplicationFactory, officer_at
from tests.factories.documents import UploadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return ApplicationFactory(submitted=True)


@pytest.fixture
def reviewer(case):
    return officer_at(case.office)


@pytest.fixture
def supervisor(case):
    return officer_at(case.office, PostRole.SUPERVISOR)


class TestHold:
    def test_the_second_officer_is_told_who_has_it(self, case, reviewer, supervisor):
        mine = application_hold(application=case, actor=reviewer, now=NOW)
        theirs = application_hold(application=case, actor=supervisor, now=NOW)
        assert (mine.mine, theirs.mine, theirs.holder) == (True, False, reviewer)
        assert theirs.until == NOW + timedelta(minutes=10)

    def test_it_is_renewed_and_runs_out(self, case, reviewer, supervisor):
        application_hold(application=case, actor=reviewer, now=NOW)
        later = NOW + timedelta(minutes=9)
        application_hold(application=case, actor=reviewer, now=later)
        still = application_hold(
            application=case, actor=supervisor, now=NOW + timedelta(minutes=15)
        )
        assert not still.mine
        free = application_hold(application=case, actor=supervisor, now=NOW + timedelta(minutes=19))
        assert free.mine

    def test_it_is_given_up_by_its_holder_only(self, case, reviewer, supervisor):
        application_hold(application=case, actor=reviewer, now=NOW)
        application_release(application=case, actor=supervisor)
        assert not application_hold(application=case, actor=supervisor, now=NOW).mine
        application_release(application=case, actor=reviewer)
        assert application_hold(application=case, actor=supervisor, now=NOW).mine

    def test_it_moves_no_version_and_makes_no_noise(self, case, reviewer):
        before = case.event_count
        application_hold(application=case, actor=reviewer, now=NOW)
        case.refresh_from_db()
        assert (case.version, case.event_count) == (1, before)

    def test_strangers_hold_nothing(self, case):
        with pytest.raises(NotPermitted):
            application_hold(application=case, actor=UserFactory.create(), now=NOW)


class TestTick:
    def tick(self, case, actor, result=CheckResult.IN_ORDER, code="passport"):
        return checklist_tick(
            application=case, code=code, result=result, actor=actor, now=NOW, note="page 2"
        )

    def test_the_last_word_counts_and_the_log_has_all(self, case, reviewer):
        self.tick(case, reviewer, CheckResult.UNCLEAR)
        self.tick(case, reviewer)
        assert [tick.result for tick in case.ticks.all()] == [CheckResult.IN_ORDER]
        logged = case.events.filter(kind=EventKind.CHECK_TICKED)
        assert [event.data["result"] for event in logged] == ["unclear", "in_order"]

    def test_only_lines_of_the_list(self, case, reviewer):
        with pytest.raises(Incomplete, match="“shoe_size”"):
            self.tick(case, reviewer, code="shoe_size")

    def test_not_after_the_decision(self, reviewer):
        with pytest.raises(TransitionNotAllowed, match="can no longer change"):
            self.tick(ApplicationFactory(approved=True), reviewer)

    def test_only_by_officers_of_the_office(self, case):
        with pytest.raises(NotPermitted):
            self.tick(case, case.filed_by)


class TestNote:
    def test_it_is_an_event(self, case, reviewer):
        event = note_add(application=case, text=" Called the host. ", actor=reviewer, now=NOW)
        assert (event.kind, event.reason) == (EventKind.NOTE, "Called the host.")

    def test_empty_or_foreign(self, case, reviewer):
        with pytest.raises(Incomplete):
            note_add(application=case, text=" ", actor=reviewer, now=NOW)
        with pytest.raises(NotPermitted):
            note_add(application=case, text="Hello", actor=case.filed_by, now=NOW)


class TestAssign:
    def test_a_reviewer_takes_and_gives_back(self, case, reviewer):
        assert (
            application_assign(
                application=case, officer=reviewer, actor=reviewer, now=NOW
            ).assigned_to
            == reviewer
        )
        again = application_assign(application=case, officer=reviewer, actor=reviewer, now=NOW)
        assert again.events.filter(kind=EventKind.ASSIGNED).count() == 1
        application_assign(application=case, officer=None, actor=reviewer, now=NOW)
        case.refresh_from_db()
        assert case.assigned_to is None

    def test_only_a_supervisor_gives_to_others(self, case, reviewer, supervisor):
        with pytest.raises(NotPermitted, match="Only a supervisor"):
            application_assign(application=case, officer=supervisor, actor=reviewer, now=NOW)
        application_assign(application=case, officer=reviewer, actor=supervisor, now=NOW)
        case.refresh_from_db()
        assert case.assigned_to == reviewer

    def test_only_to_officers_of_the_office(self, case, supervisor):
        port_officer = PostFactory.create(office=case.office, role=PostRole.PORT_OFFICER).officer
        with pytest.raises(NotPermitted, match="cannot handle"):
            application_assign(application=case, officer=port_officer, actor=supervisor, now=NOW)


class TestOpened:
    def opened(self, case):
        return case.events.filter(kind=EventKind.OPENED).count()

    def test_once_an_hour_for_each_officer(self, case, reviewer, supervisor):
        for minutes in (0, 5, 59):
            application_opened(
                application=case, actor=reviewer, now=NOW + timedelta(minutes=minutes)
            )
        assert self.opened(case) == 1
        application_opened(application=case, actor=supervisor, now=NOW)
        application_opened(application=case, actor=reviewer, now=NOW + timedelta(minutes=61))
        assert self.opened(case) == 3

    def test_each_document_is_an_event(self, case, reviewer):
        one, two = UploadFactory.create(), UploadFactory.create()
        for upload in (one, two, one):
            document_opened(application=case, upload=upload, actor=reviewer, now=NOW)
        events = case.events.filter(kind=EventKind.DOCUMENT_OPENED)
        assert [event.data["upload"] for event in events] == [str(one.pk), str(two.pk)]

    def test_an_issued_document_is_an_event_for_officers_alone(self, reviewer):
        case = ApplicationFactory(issued=True)
        document = IssuedDocument.objects.get(subject=case.reference)
        if not default_storage.exists(str(document.file.name)):
            default_storage.save(document.file.name, ContentFile(b"%PDF-1.7"))
        for person in (case.filed_by, reviewer, reviewer):
            client: Any = Client()
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            answer = client.get(f"/en/applications/{case.reference}/documents/{document.pk}/")
            assert b"".join(answer.streaming_content) == b"%PDF-1.7"
        events = case.events.filter(kind=EventKind.DOCUMENT_OPENED)
        assert [event.data for event in events] == [{"document": str(document.pk)}]
        assert [event.actor for event in events] == [reviewer]

    def test_applicants_are_not_officers(self, case):
        with pytest.raises(NotPermitted):
            application_opened(application=case, actor=case.filed_by, now=NOW)
        with pytest.raises(NotPermitted):
            document_opened(
                application=case, upload=UploadFactory.create(), actor=case.filed_by, now=NOW
            )
