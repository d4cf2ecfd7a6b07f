"""The applicant's pages of a case: what they show, whom they know, what they keep."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.enums import PostRole
from applications.enums import EventKind, Status
from applications.models import Attachment
from applications.services import (
    application_accept,
    application_opened,
    application_withdraw,
    clock_extend,
    clock_stop,
    note_add,
)
from documents.enums import DocumentStatus
from tests.documents import files as sample
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.applications import (
    ApplicationFactory,
    IssuedDocumentFactory,
    officer_at,
)
from tests.factories.documents import UploadFactory

pytestmark = pytest.mark.django_db
PATHS = [status for status in Status.values if status != "draft"]


def page(client, case, name="application", language="en"):
    from django.utils import translation

    with translation.override(language):
        return client.get(reverse(name, args=[case.reference]))


def text_of(response):
    return " ".join(response.content.decode().split())


class TestApplicationPage:
    @pytest.mark.parametrize("language", ["en", "zh-hans"])
    @pytest.mark.parametrize("path", ["draft", *PATHS])
    def test_every_state_has_its_page(self, client, path, language):
        case = ApplicationFactory(path=path, at=timezone.now())
        client.force_login(case.filed_by)
        response = page(client, case, language=language)
        assert response.status_code == 200
        assert case.reference in text_of(response)

    def test_strangers_and_officers_do_not_know_it(self, client):
        case = ApplicationFactory(submitted=True)
        names = ["application", "application_supplement", "application_withdraw"]
        for person in (UserFactory.create(), officer_at(case.office)):
            client.force_login(person)
            for name in names:
                assert page(client, case, name).status_code == 404
        client.logout()
        for name in names:
            response = page(client, case, name)
            assert response.status_code == 302
            assert "login" in response["Location"]

    def test_a_colleague_sees_it_too(self, client):
        case = ApplicationFactory(submitted=True)
        client.force_login(MembershipFactory.create(organisation=case.organisation).user)
        assert page(client, case).status_code == 200

    def test_the_promise_in_words_and_day_by_day(self, client, time_machine):
        time_machine.move_to("2026-02-13T10:00:00+08:00")
        case = ApplicationFactory(accepted=True, at=timezone.now())
        client.force_login(case.filed_by)
        text = text_of(page(client, case))
        assert "We decide by Wednesday 25 February 2026, 24:00 Beijing time" in text
        assert "make-up working day" in text
        assert "article 20" in text
        chinese = text_of(page(client, case, language="zh-hans"))
        assert "2026年2月25日（星期三）" in chinese

    def test_an_overdue_case_apologises(self, client):
        case = ApplicationFactory(accepted=True)
        client.force_login(case.filed_by)
        text = text_of(page(client, case))
        assert "We are late, and we apologise" in text
        assert "We promised a decision by Thursday 5 March 2026" in text

    def test_stops_and_extensions_are_told_with_reason(self, client):
        now = timezone.now()
        case = ApplicationFactory(accepted=True, at=now)
        supervisor = officer_at(case.office, PostRole.SUPERVISOR)
        clock_extend(application=case, days=2, reason="A hearing.", actor=supervisor, now=now)
        clock_stop(application=case, reason="Expert review.", actor=supervisor, now=now)
        client.force_login(case.filed_by)
        text = text_of(page(client, case))
        assert "The clock stands still" in text
        assert "2 further working days<br>A hearing." in text
        assert "Expert review." in text

    def test_officers_notes_and_recommendations_stay_inside(self, client):
        case = ApplicationFactory(refusal_recommended=True, at=timezone.now())
        officer = officer_at(case.office)
        note_add(application=case, text="Secret note", actor=officer, now=timezone.now())
        application_opened(application=case, actor=officer, now=timezone.now())
        client.force_login(case.filed_by)
        text = text_of(page(client, case))
        assert "A first officer has examined it" in text
        assert "An officer opened this file 1 time" in text
        for inside in ("Secret note", "not written by the company", officer.name, "refus"):
            assert inside not in text

    def test_the_reason_of_a_refusal_is_told(self, client):
        case = ApplicationFactory(refused=True)
        client.force_login(case.filed_by)
        text = text_of(page(client, case))
        assert "False statements in the application" in text
        assert "not written by the company" in text


class TestDocuments:
    def url(self, case, document):
        return reverse("application_document", args=[case.reference, document.pk])

    @pytest.fixture
    def case(self):
        return ApplicationFactory(approved=True)

    def stored(self, case, **values):
        from django.core.files.base import ContentFile
        from django.core.files.storage import default_storage

        name = default_storage.save("documents/test.pdf", ContentFile(b"%PDF-1.7 test"))
        return IssuedDocumentFactory(subject=case.reference, file=name, **values)

    def test_the_applicant_downloads_it(self, client, case):
        document = self.stored(case)
        client.force_login(case.filed_by)
        assert self.url(case, document) in text_of(page(client, case))
        response = client.get(self.url(case, document))
        assert b"".join(response.streaming_content) == b"%PDF-1.7 test"
        assert response["Content-Type"] == "application/pdf"
        assert case.reference in response["Content-Disposition"]
        assert "no-store" in response["Cache-Control"]

    def test_nobody_else_does(self, client, case):
        document = self.stored(case)
        for person in (UserFactory.create(), MembershipFactory.create().user):
            client.force_login(person)
            assert client.get(self.url(case, document)).status_code == 404

    def test_not_a_draft_and_not_through_another_case(self, client, case):
        client.force_login(case.filed_by)
        draft = self.stored(case, status=DocumentStatus.DRAFT)
        other = self.stored(ApplicationFactory(approved=True))
        for document in (draft, other):
            assert client.get(self.url(case, document)).status_code == 404


class TestWithdraw:
    def post(self, client, case, **data):
        return client.post(reverse("application_withdraw", args=[case.reference]), data)

    def test_it_asks_first(self, client):
        case = ApplicationFactory(submitted=True)
        client.force_login(case.filed_by)
        assert "Withdraw this application?" in text_of(page(client, case, "application_withdraw"))
        response = self.post(client, case, version=case.version, reason="No visit.")
        assert response.status_code == 302
        case.refresh_from_db()
        assert case.status == Status.WITHDRAWN
        assert case.events.filter(kind=EventKind.WITHDRAW, reason="No visit.").exists()

    def test_after_the_decision_it_leads_back(self, client):
        case = ApplicationFactory(issued=True)
        client.force_login(case.filed_by)
        assert page(client, case, "application_withdraw").status_code == 302
        self.post(client, case)
        case.refresh_from_db()
        assert case.status == Status.ISSUED

    def test_somebody_acted_meanwhile(self, client):
        case = ApplicationFactory(submitted=True)
        client.force_login(case.filed_by)
        seen = case.version
        application_accept(application=case, actor=officer_at(case.office), now=timezone.now())
        response = self.post(client, case, version=seen)
        assert response.status_code == 200
        assert "Somebody acted on this application" in text_of(response)


class TestSupplement:
    @pytest.fixture
    def case(self, client):
        case = ApplicationFactory(supplement=True, at=timezone.now() - timedelta(hours=1))
        client.force_login(case.filed_by)
        return case

    def item(self, case):
        return case.supplement_requests.get().items.get()

    def post(self, client, case, button="send", **data):
        item = self.item(case)
        names = {"text": f"answer_{item.pk}", "files": f"files_{item.pk}"}
        values = {names.get(key, key): value for key, value in data.items()}
        return client.post(
            reverse("application_supplement", args=[case.reference]),
            {"version": case.version, button: "1", **values},
        )

    def test_the_list_stands_there_with_its_last_day(self, client, case):
        text = text_of(page(client, case, "application_supplement"))
        assert "Upload the passport page again" in text
        assert "Please answer by" in text
        assert "Answer the list" in text_of(page(client, case))

    def test_answered_by_a_file(self, client, case):
        photo = SimpleUploadedFile("passport.jpg", sample.picture(), "image/jpeg")
        response = self.post(client, case, files=[photo], text="")
        assert response.status_code == 302
        case.refresh_from_db()
        assert case.status == Status.SUBMITTED
        assert Attachment.objects.get(application=case).code == "passport"

    def test_saved_for_later(self, client, case):
        photo = SimpleUploadedFile("passport.jpg", sample.picture(), "image/jpeg")
        self.post(client, case, button="save", text="Half a sen", files=[photo])
        case.refresh_from_db()
        assert case.status == Status.SUPPLEMENT
        text = text_of(page(client, case, "application_supplement"))
        assert "Half a sen" in text
        assert "passport.jpg" in text

    def test_a_bad_file_loses_nothing(self, client, case):
        bad = SimpleUploadedFile("passport.jpg", b"not a picture", "image/jpeg")
        response = self.post(client, case, text="See the file", files=[bad])
        assert response.status_code == 200
        assert "See the file" in text_of(response)
        assert response.context["form"].errors
        assert self.item(case).answer == "See the file"
        case.refresh_from_db()
        assert case.status == Status.SUPPLEMENT

    def test_nothing_said_is_no_answer(self, client, case):
        response = self.post(client, case, text=" ")
        assert "Answer every point of the list" in text_of(response)

    def test_a_file_is_taken_back(self, client, case):
        upload = UploadFactory.create(owner=case.filed_by)
        Attachment.objects.create(
            application=case, code="passport", upload=upload, created_at=timezone.now()
        )
        self.post(client, case, button="other", remove=str(upload.pk), text="kept")
        assert Attachment.objects.get(upload=upload).removed_at is not None
        assert self.item(case).answer == "kept"

    def test_an_older_file_stays(self, client, case):
        old = Attachment.objects.create(
            application=case,
            code="passport",
            upload=UploadFactory.create(),
            created_at=timezone.now() - timedelta(days=2),
        )
        self.post(client, case, button="other", remove=str(old.upload_id), text="x")
        old.refresh_from_db()
        assert old.removed_at is None

    def test_too_many_files_are_said_at_their_place(self, client, case, settings):
        settings.UPLOAD_MAX_FILES_PER_SLOT = 1
        photos = [
            SimpleUploadedFile(f"{name}.jpg", sample.picture(), "image/jpeg") for name in "ab"
        ]
        response = self.post(client, case, files=photos, text="")
        assert "One point can have 1 files" in text_of(response)
        case.refresh_from_db()
        assert case.status == Status.SUPPLEMENT

    def test_withdrawn_in_another_window(self, client, case):
        seen = page(client, case, "application_supplement")
        assert seen.status_code == 200
        application_withdraw(application=case, actor=case.filed_by, now=timezone.now())
        response = self.post(client, case, text="Too late")
        assert response.status_code == 302

    def test_without_a_list_it_leads_back(self, client):
        case = ApplicationFactory(submitted=True)
        client.force_login(case.filed_by)
        assert page(client, case, "application_supplement").status_code == 302
