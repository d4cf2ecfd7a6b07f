"""Create, submit, withdraw: each has its effect once, however often it is pressed."""

import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection

from applications.enums import EventKind, Service, Status
from applications.errors import Incomplete, NoStandard, NotPermitted, TransitionNotAllowed
from applications.models import Application, Event, ServiceStandard
from applications.services import (
    application_create,
    application_submit,
    application_withdraw,
    promise_if_accepted,
    standard_in_force,
)
from notifications.enums import MessageEvent
from tests.factories.accounts import UserFactory
from tests.factories.applications import NOW, ApplicationFactory, officer_at


@pytest.mark.django_db
class TestCreate:
    def test_a_draft_has_a_reference_a_person_and_a_first_event(self):
        actor = UserFactory.create()
        case = application_create(
            service=Service.PORT_VISA, actor=actor, now=NOW, language="zh-hans"
        )
        assert case.reference.startswith("PV-")
        assert (case.status, case.version, case.filed_by) == (Status.DRAFT, 0, actor)
        assert case.traveller.name_mrz == ""
        assert [event.kind for event in case.events.all()] == [EventKind.CREATED]


@pytest.mark.django_db
class TestSubmit:
    def test_it_starts_the_offices_time_to_say_what_is_missing(self, sent):
        case = ApplicationFactory()
        submitted = application_submit(application=case, actor=case.filed_by, now=NOW)
        assert submitted.status == Status.SUBMITTED
        assert submitted.submitted_at == submitted.complete_at == NOW
        assert submitted.next_on == date(2026, 3, 9)
        assert submitted.due_on is None
        assert submitted.reviews.count() == 1
        (message,) = sent
        assert message["event"] == MessageEvent.APPLICATION_RECEIVED
        assert message["recipients"] == (case.filed_by,)
        assert message["context"]["reference"] == case.reference
        assert message["context"]["promise"] == "2026-03-05"  # if it is complete
        assert message["context"]["name"] == "ERIKSSON, ANNA MARIA"
        assert message["context"]["path"] == f"/applications/{case.reference}/"

    def test_twice_is_once(self, sent):
        case = ApplicationFactory()
        application_submit(application=case, actor=case.filed_by, now=NOW)
        again = application_submit(application=case, actor=case.filed_by, now=NOW)
        assert again.version == 1
        assert len(sent) == 1
        assert case.events.filter(kind=EventKind.SUBMIT).count() == 1

    def test_a_caller_can_send_one_message_for_a_group(self, sent):
        case = ApplicationFactory()
        application_submit(application=case, actor=case.filed_by, now=NOW, notify=False)
        assert sent == []

    def test_without_an_office_it_says_what_to_do(self):
        case = ApplicationFactory(office=None)
        with pytest.raises(Incomplete, match="port of entry"):
            application_submit(application=case, actor=case.filed_by, now=NOW)

    def test_a_stranger_cannot(self):
        with pytest.raises(NotPermitted):
            application_submit(
                application=ApplicationFactory(), actor=UserFactory.create(), now=NOW
            )


@pytest.mark.django_db(transaction=True)
def test_five_parallel_submits_are_one(sent):
    case = ApplicationFactory()
    gate = threading.Barrier(5)
    errors = []

    def press():
        try:
            gate.wait(timeout=60)
            application_submit(
                application=Application.objects.get(pk=case.pk), actor=case.filed_by, now=NOW
            )
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    case.refresh_from_db()
    assert errors == []
    assert (case.status, case.version) == (Status.SUBMITTED, 1)
    assert Event.objects.filter(application=case, kind=EventKind.SUBMIT).count() == 1
    assert (case.reviews.count(), len(sent)) == (1, 1)


@pytest.mark.django_db
class TestWithdraw:
    @pytest.mark.parametrize("path", ["submitted", "supplement", "accepted", "recommended"])
    def test_before_the_decision(self, path, sent):
        case = ApplicationFactory(path=path)
        sent.clear()
        done = application_withdraw(
            application=case, actor=case.filed_by, now=NOW, reason="The visit is off."
        )
        assert (done.status, done.closed_at, done.next_on) == (Status.WITHDRAWN, NOW, None)
        assert not case.supplement_requests.filter(answered_at=None, lapsed_at=None).exists()
        assert [message["context"]["reason"] for message in sent] == ["The visit is off."]

    def test_twice_is_once(self, sent):
        case = ApplicationFactory(submitted=True)
        sent.clear()
        application_withdraw(application=case, actor=case.filed_by, now=NOW)
        application_withdraw(application=case, actor=case.filed_by, now=NOW)
        assert len(sent) == 1

    @pytest.mark.parametrize("path", ["draft", "approved", "issued", "refused"])
    def test_not_outside_that_time(self, path):
        case = ApplicationFactory(path=path)
        with pytest.raises(TransitionNotAllowed):
            application_withdraw(application=case, actor=case.filed_by, now=NOW)

    def test_an_officer_cannot_withdraw_for_them(self):
        case = ApplicationFactory(submitted=True)
        with pytest.raises(NotPermitted, match="filed this application"):
            application_withdraw(application=case, actor=officer_at(case.office), now=NOW)


@pytest.mark.django_db
class TestStandards:
    def test_the_published_promises(self):
        days = {
            service: standard_in_force(service, date(2026, 3, 2)).amount
            for service in ("port_visa", "single_window")
        }
        assert days == {"port_visa": 3, "single_window": 7}

    def test_both_languages_cite_the_law_or_say_that_none_does(self):
        standard: Any
        for standard in ServiceStandard.objects.all():
            if standard.lane != "ordinary":  # no time at home, no hours are published
                assert "本地配置" in standard.legal_basis_zh_hans
                assert "local configuration" in standard.legal_basis_en.lower()
            else:
                assert "第" in standard.legal_basis_zh_hans
                assert "article" in standard.legal_basis_en

    def test_the_row_in_force_on_the_day_counts(self):
        old = standard_in_force("port_visa", date(2026, 3, 2))
        new = ServiceStandard.objects.create(
            service="port_visa",
            amount=2,
            unit="working_days",
            legal_basis="Article 1",
            valid_from=date(2026, 3, 3),
        )
        assert standard_in_force("port_visa", date(2026, 3, 2)) == old
        assert standard_in_force("port_visa", date(2026, 3, 3)) == new

    def test_before_the_first_row_there_is_no_promise(self):
        with pytest.raises(NoStandard, match="2020-01-01"):
            standard_in_force("port_visa", date(2020, 1, 1))

    @pytest.mark.parametrize(
        ("accepted", "due"),
        [
            (datetime(2026, 3, 2, 2, 0, tzinfo=UTC), date(2026, 3, 5)),
            (datetime(2026, 2, 13, 2, 0, tzinfo=UTC), date(2026, 2, 25)),
            (datetime(2026, 9, 30, 2, 0, tzinfo=UTC), date(2026, 10, 10)),
            # 00:30 on the 3rd in Shanghai is still the 2nd in London
            (datetime(2026, 3, 2, 16, 30, tzinfo=UTC), date(2026, 3, 6)),
        ],
    )
    def test_what_a_receipt_can_promise(self, accepted, due):
        assert promise_if_accepted(Application(service="port_visa"), accepted).on == due
