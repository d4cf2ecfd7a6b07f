"""One complete list, answered where it asks; a second only by a supervisor, with a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import PostRole
from applications.enums import CheckResult, EventKind, Status
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.models import Attachment, SupplementRequest
from applications.services import (
    checklist_tick,
    supplement_answer,
    supplement_file_add,
    supplement_file_remove,
    supplement_lapse,
    supplement_request,
    supplement_save,
)
from notifications.enums import MessageEvent
from tests.factories.applications import NOW, ApplicationFactory, last_event, officer_at
from tests.factories.documents import UploadFactory

pytestmark = pytest.mark.django_db
ITEMS = [("passport", "Upload the page again."), ("visit", "Say which company you visit.")]
LATER = NOW + timedelta(days=2)


@pytest.fixture
def case():
    return ApplicationFactory(submitted=True)


@pytest.fixture
def asked(case):
    ask(case)
    return case


def ask(case, items=ITEMS, actor=None, **more):
    return supplement_request(
        application=case, items=items, actor=actor or officer_at(case.office), now=NOW, **more
    )


def answer(case, now=LATER, **texts):
    items = {item.code: item.pk for item in open_request(case).items.all()}
    return supplement_answer(
        application=case,
        actor=case.filed_by,
        now=now,
        answers={items[code]: text for code, text in texts.items()},
    )


def open_request(case):
    return case.supplement_requests.get(answered_at=None, lapsed_at=None)


class TestRequest:
    def test_one_point_is_not_a_whole_letter(self, case):
        with pytest.raises(Incomplete, match="can have 500 characters"):
            ask(case, [("passport", "x" * 501)])

    def test_the_whole_list_goes_out_at_once(self, case, sent):
        request = ask(case, note="Thank you for your patience.")
        case.refresh_from_db()
        assert (case.status, case.complete_at) == (Status.SUPPLEMENT, None)
        assert (request.number, request.approved_by) == (1, None)
        assert [item.code for item in request.items.all()] == ["passport", "visit"]
        assert case.next_on == request.answer_by == date(2026, 4, 1)
        (message,) = sent
        assert message["event"] == MessageEvent.SUPPLEMENT_REQUESTED
        assert message["context"]["items"] == [text for _code, text in ITEMS]
        assert message["context"]["answer_by"] == "2026-04-01"
        assert message["context"]["path"].endswith("/supplement/")

    def test_the_last_day_is_never_a_rest_day(self):
        at = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)  # 30 days later: 1 October
        case = ApplicationFactory(supplement=True, at=at)
        assert open_request(case).answer_by == date(2026, 10, 8)

    @pytest.mark.parametrize("items", [[], [("passport", " ")], [("", "Do it.")]])
    def test_an_empty_line_is_refused(self, case, items):
        with pytest.raises(Incomplete):
            ask(case, items)

    def test_what_is_in_order_cannot_be_asked_for(self, case):
        checklist_tick(
            application=case,
            code="passport",
            result=CheckResult.IN_ORDER,
            now=NOW,
            actor=officer_at(case.office),
        )
        with pytest.raises(Incomplete, match="passport") as refused:
            ask(case)
        assert refused.value.code == "already_in_order"
        case.refresh_from_db()
        assert case.status == Status.SUBMITTED

    def test_a_second_list_needs_a_supervisor_and_a_reason(self, asked):
        answer(asked, passport="done", visit="Example Co.")
        with pytest.raises(NotPermitted, match="Only a supervisor"):
            ask(asked)
        supervisor = officer_at(asked.office, PostRole.SUPERVISOR)
        with pytest.raises(Incomplete, match="reason"):
            ask(asked, actor=supervisor)
        second = ask(asked, actor=supervisor, repeat_reason="The new letter names another person.")
        assert (second.number, second.approved_by) == (2, supervisor)

    def test_the_database_knows_that_too(self, asked):
        answer(asked, passport="done", visit="Example Co.")
        with pytest.raises(IntegrityError, match="second_supplement"), transaction.atomic():
            SupplementRequest.objects.create(
                application=asked,
                number=2,
                requested_by=officer_at(asked.office),
                requested_at=NOW,
                answer_by=NOW.date(),
            )

    def test_not_after_acceptance(self):
        with pytest.raises(TransitionNotAllowed):
            ask(ApplicationFactory(accepted=True))


class TestAnswer:
    def test_the_offices_time_starts_anew(self, asked, sent):
        done = answer(asked, passport="Uploaded again.", visit="Example Co.")
        assert (done.status, done.complete_at) == (Status.SUBMITTED, LATER)
        assert done.submitted_at == NOW
        assert done.next_on == date(2026, 3, 11)
        request = asked.supplement_requests.get()
        assert request.answered_at == LATER
        assert [item.answer for item in request.items.all()] == ["Uploaded again.", "Example Co."]
        assert sent[-1]["event"] == MessageEvent.SUPPLEMENT_ANSWERED

    def test_a_file_since_the_request_is_an_answer(self, asked):
        Attachment.objects.create(
            application=asked, code="passport", upload=UploadFactory.create(), created_at=LATER
        )
        assert answer(asked, visit="Example Co.").status == Status.SUBMITTED

    @pytest.mark.parametrize(
        "attachment",
        [
            {"created_at": NOW - timedelta(minutes=1)},
            {"created_at": LATER, "removed_at": LATER},
            {"created_at": LATER, "code": "letter"},
        ],
    )
    def test_an_old_removed_or_other_file_is_not(self, asked, attachment):
        values = {"code": "passport", **attachment}
        Attachment.objects.create(application=asked, upload=UploadFactory.create(), **values)
        with pytest.raises(Incomplete, match="Upload the page again"):
            answer(asked, visit="Example Co.")

    def test_every_point_must_be_answered(self, asked):
        with pytest.raises(Incomplete, match="Still open: Say which company") as refused:
            answer(asked, passport="done", visit="  ")
        assert refused.value.code == "unanswered"
        asked.refresh_from_db()
        assert asked.status == Status.SUPPLEMENT
        assert open_request(asked).items.exclude(answer="").count() == 0

    def test_the_lines_asked_about_are_checked_anew(self, case):
        officer = officer_at(case.office)
        for code, result in (("passport", CheckResult.UNCLEAR), ("letter", CheckResult.IN_ORDER)):
            checklist_tick(application=case, code=code, result=result, actor=officer, now=NOW)
        ask(case, ITEMS[:1])
        answer(case, passport="done")
        assert [tick.code for tick in case.ticks.all()] == ["letter"]

    def test_nothing_asked_nothing_to_answer(self, case):
        with pytest.raises(TransitionNotAllowed, match="Nothing is being asked"):
            supplement_answer(application=case, actor=case.filed_by, now=NOW)

    def test_an_officer_cannot_answer_for_them(self, asked):
        items = {item.pk: "x" for item in open_request(asked).items.all()}
        with pytest.raises(NotPermitted):
            supplement_answer(
                application=asked, actor=officer_at(asked.office), now=LATER, answers=items
            )


class TestLapse:
    def test_after_the_last_day(self, asked, sent):
        done = supplement_lapse(application=asked, now=datetime(2026, 4, 1, 16, 0, tzinfo=UTC))
        assert (done.status, done.next_on) == (Status.LAPSED, None)
        assert asked.supplement_requests.get().lapsed_at == done.closed_at
        assert last_event(asked).kind == EventKind.SUPPLEMENT_LAPSE
        assert sent[-1]["event"] == MessageEvent.SUPPLEMENT_LAPSED

    def test_not_on_the_last_day(self, asked):
        with pytest.raises(TransitionNotAllowed, match="still has time"):
            supplement_lapse(application=asked, now=datetime(2026, 4, 1, 15, 59, tzinfo=UTC))

    def test_not_when_nothing_is_asked(self, case):
        with pytest.raises(TransitionNotAllowed):
            supplement_lapse(application=case, now=NOW)


class TestFiles:
    def add(self, case, item=None):
        return supplement_file_add(
            application=case,
            item=item or open_request(case).items.first(),
            upload=UploadFactory.create(),
            actor=case.filed_by,
            now=LATER,
        )

    def test_a_point_holds_so_many(self, asked, settings):
        settings.UPLOAD_MAX_FILES_PER_SLOT = 2
        self.add(asked)
        first = asked.attachments.get()
        self.add(asked)
        with pytest.raises(Incomplete, match="can have 2 files") as refused:
            self.add(asked)
        assert refused.value.code == "too_many_files"
        supplement_file_remove(application=asked, attachment=first, actor=asked.filed_by, now=LATER)
        self.add(asked)

    def test_only_points_of_this_list(self, asked):
        other = ApplicationFactory(supplement=True)
        with pytest.raises(TransitionNotAllowed, match="Nothing is being asked"):
            self.add(asked, item=open_request(other).items.get())

    def test_only_by_the_applicant(self, asked):
        with pytest.raises(NotPermitted):
            supplement_save(application=asked, actor=officer_at(asked.office), answers={})

    def test_what_was_saved_counts_in_the_answer(self, asked):
        items = {item.code: item.pk for item in open_request(asked).items.all()}
        texts = {items["passport"]: "Uploaded.", items["visit"]: "Example Co."}
        supplement_save(application=asked, actor=asked.filed_by, answers=texts)
        done = supplement_answer(application=asked, actor=asked.filed_by, now=LATER)
        assert done.status == Status.SUBMITTED
        assert [item.answer for item in asked.supplement_requests.get().items.all()] == list(
            texts.values()
        )
