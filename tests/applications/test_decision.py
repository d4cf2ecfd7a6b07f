"""Decisions: one officer can approve, nobody refuses alone, and the document comes first."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.enums import PostRole
from applications.enums import EventKind, Recommendation, RefusalReason, Status
from applications.errors import (
    ApplicationError,
    Incomplete,
    NotPermitted,
    StaleVersion,
    TransitionNotAllowed,
)
from applications.models import Application
from applications.services import (
    application_approve,
    application_correct,
    application_issue,
    application_refuse,
    application_revoke,
    review_recommend,
    review_return,
)
from documents.enums import DocumentStatus
from notifications.enums import MessageEvent
from tests.factories.accounts import PostFactory
from tests.factories.applications import (
    NOW,
    ApplicationFactory,
    IssuedDocumentFactory,
    last_event,
    officer_at,
)

LATER = NOW + timedelta(hours=3)


def supervisor_of(case):
    return officer_at(case.office, PostRole.SUPERVISOR)


@pytest.mark.django_db
class TestRecommend:
    def test_approval_needs_no_words(self):
        case = ApplicationFactory(recommended=True)
        review = case.reviews.get()
        assert (case.status, review.recommendation) == (Status.RECOMMENDED, "approve")
        assert review.recommended_by == officer_at(case.office)

    @pytest.mark.parametrize(
        ("reason", "text"), [("", "Because."), (RefusalReason.FRAUD, " "), ("whim", "Because.")]
    )
    def test_refusal_needs_ground_and_words(self, reason, text):
        case = ApplicationFactory(accepted=True)
        with pytest.raises(Incomplete, match="ground"):
            review_recommend(
                application=case,
                recommendation=Recommendation.REFUSE,
                reason=reason,
                text=text,
                actor=officer_at(case.office),
                now=NOW,
            )

    def test_returned_it_starts_over_and_the_log_remembers(self):
        case = ApplicationFactory(refusal_recommended=True)
        done = review_return(
            application=case, actor=supervisor_of(case), now=LATER, reason="Call them first."
        )
        review = done.reviews.get()
        assert (done.status, review.recommendation, review.reason) == (Status.ACCEPTED, "", "")
        event = last_event(done)
        assert event.data["recommendation"] == "refuse"
        assert event.reason == "Call them first."

    def test_returning_needs_words(self):
        case = ApplicationFactory(recommended=True)
        with pytest.raises(Incomplete):
            review_return(application=case, actor=supervisor_of(case), now=LATER, reason="")


@pytest.mark.django_db
class TestApprove:
    def test_by_one_officer(self, adapter, sent):
        case = ApplicationFactory(accepted=True)
        sent.clear()
        done = application_approve(application=case, actor=officer_at(case.office), now=LATER)
        assert (done.status, done.decided_at, done.closed_at) == (Status.APPROVED, LATER, None)
        assert done.next_on == date(2026, 3, 2)
        assert last_event(done).reason == "EEAL 20"
        assert adapter.approved == [case.reference]
        assert [message["event"] for message in sent] == [MessageEvent.APPLICATION_APPROVED]

    def test_by_countersign(self):
        case = ApplicationFactory(recommended=True)
        done = application_approve(application=case, actor=supervisor_of(case), now=LATER)
        assert done.reviews.get().decided_by == supervisor_of(case)

    def test_not_by_the_one_who_recommended(self):
        case = ApplicationFactory(recommended=True)
        with pytest.raises(NotPermitted, match="Another officer"):
            application_approve(application=case, actor=officer_at(case.office), now=LATER)

    def test_not_by_another_reviewer(self):
        case = ApplicationFactory(recommended=True)
        other = PostFactory.create(office=case.office).officer
        with pytest.raises(NotPermitted, match="supervisor"):
            application_approve(application=case, actor=other, now=LATER)

    def test_against_a_recommended_refusal_only_with_a_reason(self):
        case = ApplicationFactory(refusal_recommended=True)
        with pytest.raises(Incomplete, match="Refusal was recommended"):
            application_approve(application=case, actor=supervisor_of(case), now=LATER)
        done = application_approve(
            application=case, actor=supervisor_of(case), now=LATER, reason="The company confirms."
        )
        assert last_event(done).reason == "The company confirms."


@pytest.mark.django_db
class TestRefuse:
    def test_by_a_supervisor_on_a_recommendation(self, sent):
        case = ApplicationFactory(refusal_recommended=True)
        sent.clear()
        done = application_refuse(application=case, actor=supervisor_of(case), now=LATER)
        assert (done.status, done.refusal_reason) == (Status.REFUSED, RefusalReason.FRAUD)
        assert done.decision_text == "The letter was not written by the company."
        assert (done.decided_at, done.closed_at, done.next_on) == (LATER, LATER, None)
        assert sent[0]["context"]["reason_code"] == "fraud"

    def test_never_by_the_one_who_recommended_it(self):
        case = ApplicationFactory(accepted=True)
        supervisor = supervisor_of(case)
        review_recommend(
            application=case,
            recommendation=Recommendation.REFUSE,
            reason=RefusalReason.OTHER,
            text="Not suitable.",
            actor=supervisor,
            now=NOW,
        )
        with pytest.raises(NotPermitted, match="Another officer"):
            application_refuse(application=case, actor=supervisor, now=LATER)

    def test_never_without_that_recommendation(self):
        case = ApplicationFactory(recommended=True)
        with pytest.raises(TransitionNotAllowed, match="Approval was recommended"):
            application_refuse(application=case, actor=supervisor_of(case), now=LATER)
        with pytest.raises(TransitionNotAllowed):
            application_refuse(
                application=ApplicationFactory(accepted=True), actor=supervisor_of(case), now=LATER
            )

    @pytest.mark.parametrize("columns", ["decided_by=recommended_by", "no_ground", "no_words"])
    def test_the_database_refuses_one_hand(self, columns):
        review = ApplicationFactory(refusal_recommended=True).reviews.get()
        review.decision = Recommendation.REFUSE
        review.decided_at = LATER
        review.decided_by = PostFactory.create().officer
        if columns == "no_ground":
            review.reason = ""
        elif columns == "no_words":
            review.text = ""
        else:
            review.decided_by = review.recommended_by
        with pytest.raises(IntegrityError, match="two_officers"), transaction.atomic():
            review.save()


@pytest.mark.django_db
class TestIssue:
    def test_only_with_its_own_ready_document(self):
        case = ApplicationFactory(approved=True)
        for values in ({"subject": "PV-OTHER"}, {"status": DocumentStatus.DRAFT, "version": 8}):
            document = IssuedDocumentFactory(**{"subject": case.reference, "version": 9, **values})
            with pytest.raises(TransitionNotAllowed, match="not ready"):
                application_issue(application=case, documents=[document], now=LATER)
        document = IssuedDocumentFactory(subject=case.reference)
        done = application_issue(application=case, documents=[document], now=LATER)
        assert (done.status, done.issued_at, done.closed_at) == (Status.ISSUED, LATER, LATER)
        assert last_event(done).data["number"] == document.number

    def test_told_twice_it_happens_once(self, sent):
        case = ApplicationFactory(approved=True)
        document = IssuedDocumentFactory(subject=case.reference)
        sent.clear()
        application_issue(application=case, documents=[document], now=LATER)
        application_issue(application=case, documents=[document], now=LATER)
        assert [message["event"] for message in sent] == [MessageEvent.DOCUMENT_READY]


@pytest.mark.django_db
class TestCorrectAndRevoke:
    def test_a_correction_asks_for_the_next_version(self, adapter, sent):
        case = ApplicationFactory(issued=True)
        done = application_correct(
            application=case,
            actor=supervisor_of(case),
            now=LATER,
            reason="One letter was wrong.",
            corrections={"name_mrz_primary": "ERICSSON", "sex": "F"},
        )
        assert done.status == Status.APPROVED
        assert last_event(done).data["changes"] == {"name_mrz_primary": ["ERIKSSON", "ERICSSON"]}
        assert Application.objects.get(pk=case.pk).traveller.name_search.startswith("ERICSSON ")
        assert adapter.approved == [case.reference]
        sent.clear()
        document = IssuedDocumentFactory(subject=case.reference, version=2)
        application_issue(application=case, documents=[document], now=LATER)
        assert [message["event"] for message in sent] == [MessageEvent.DOCUMENT_REPLACED]

    def test_a_correction_touches_nothing_but_the_passports_data(self):
        case = ApplicationFactory(issued=True)
        with pytest.raises(ValueError, match="confirmed_at"):
            application_correct(
                application=case,
                actor=supervisor_of(case),
                now=LATER,
                reason="x",
                corrections={"confirmed_at": NOW},
            )

    def test_revocation_tells_service_and_applicant(self, adapter, sent):
        case = ApplicationFactory(issued=True)
        sent.clear()
        done = application_revoke(
            application=case, actor=supervisor_of(case), now=LATER, reason="Wrong person."
        )
        assert done.status == Status.REVOKED
        assert adapter.revoked == [(case.reference, "Wrong person.")]
        assert sent[0]["context"]["reason"] == "Wrong person."

    @pytest.mark.parametrize("service", [application_correct, application_revoke])
    def test_never_without_words_and_never_by_a_reviewer(self, service):
        case = ApplicationFactory(issued=True)
        with pytest.raises(Incomplete):
            service(application=case, actor=supervisor_of(case), now=LATER, reason=" ")
        with pytest.raises(NotPermitted, match="Only a supervisor"):
            service(application=case, actor=officer_at(case.office), now=LATER, reason="x")


@pytest.mark.django_db
@pytest.mark.parametrize("decide", [application_approve, application_refuse])
@pytest.mark.parametrize("who", ["reviewer", "recommender"])
def test_an_old_page_is_told_what_happened_before_any_right_is_questioned(decide, who):
    """What the second officer of two may do depends on what the first did meanwhile."""
    case = ApplicationFactory(accepted=True)
    seen = case.version
    reviewer = officer_at(case.office)
    first = reviewer if who == "recommender" else PostFactory(office=case.office).officer
    review_recommend(
        application=case,
        recommendation=Recommendation.REFUSE,
        reason=RefusalReason.MEANS,
        text="No proof of means.",
        actor=first,
        now=NOW,
        expected_version=seen,
    )
    with pytest.raises(StaleVersion, match="Nothing of theirs was overwritten"):
        decide(application=case, actor=reviewer, now=LATER, expected_version=seen)


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_give_one_decision():
    case = ApplicationFactory(accepted=True)
    officers = [officer_at(case.office), supervisor_of(case)]
    gate, seen = threading.Barrier(2), case.version
    outcomes: list[object] = []

    def decide(officer, act):
        try:
            gate.wait(timeout=60)
            outcomes.append(act(officer) and "done")
        except ApplicationError as error:
            outcomes.append(type(error))
        finally:
            connection.close()

    def approve(officer):
        return application_approve(application=case, actor=officer, now=NOW, expected_version=seen)

    def recommend(officer):
        return review_recommend(
            application=case,
            recommendation=Recommendation.REFUSE,
            reason=RefusalReason.MEANS,
            text="No proof of means.",
            actor=officer,
            now=NOW,
            expected_version=seen,
        )

    pairs = zip(officers, (approve, recommend), strict=True)
    threads = [threading.Thread(target=decide, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sorted(outcomes, key=str) == sorted(["done", StaleVersion], key=str)
    after = Application.objects.get(pk=case.pk)
    assert after.version == case.version + 1
    taken = [EventKind.APPROVE, EventKind.RECOMMEND_REFUSAL]
    assert after.events.filter(kind__in=taken).count() == 1
