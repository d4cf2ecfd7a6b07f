"""Who sees a transferred case, who has had it, who hears when it is late."""

from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import PostRole
from applications.custody import custody_of
from applications.deadlines import legal_date
from applications.enums import EventKind, Status
from applications.errors import (
    ApplicationError,
)
from applications.models import Application, ServiceStandard, Transfer
from applications.permissions import (
    can_read_along,
    can_review,
    can_supervise,
    can_view,
    reading_filter,
    review_filter,
)
from applications.queries import applications_visible_to, queue_for
from applications.services import (
    alarms,
    application_accept,
    application_withdraw,
    transfer_send,
)
from applications.services.due import due_recompute_open
from applications.services.home import HOME_LANE
from offices.models import Office
from tests.applications.transfers import DAY, REASON, at_once, fresh, home, port, returned, told
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.applications import (
    NOW,
    ApplicationFactory,
    officer_at,
)

pytestmark = pytest.mark.django_db


class TestTheDatabaseKeepsOneOwner:
    @pytest.mark.parametrize(
        ("path", "changes"),
        [
            ("home_check", {"office": port}),
            ("home_check", {"home_office": None}),
            ("home_check", {"home_office": None, "port_office": None}),
            ("transferred", {"office": home}),
            ("transferred", {"office": lambda: Office.objects.get(code="sha-port-visa")}),
            ("transferred", {"office": None}),
            ("transferred", {"port_office": home}),
            ("submitted", {"home_office": home}),
        ],
    )
    def test_no_row_says_otherwise(self, path, changes):
        case = ApplicationFactory(path=path)
        values = {name: value and value() for name, value in changes.items()}
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.filter(pk=case.pk).update(**values)


class TestWhoSees:
    @pytest.mark.parametrize("path", ["home_check", "home_supplement", "transferred", "sent_back"])
    def test_both_offices_read_and_only_the_owner_acts(self, path):
        case = ApplicationFactory(path=path)
        elsewhere = Office.objects.get(code="partner-zhejiang")
        for office in (home(), port(), elsewhere):
            for role in (PostRole.REVIEWER, PostRole.SUPERVISOR):
                officer = PostFactory.create(office=office, role=role).officer
                owns, reads = office == case.office, office != elsewhere
                assert can_review(officer, case) is owns
                assert can_supervise(officer, case) is (owns and role == PostRole.SUPERVISOR)
                assert can_read_along(officer, case) is can_view(officer, case) is reads
                assert applications_visible_to(officer).filter(pk=case.pk).exists() is reads
                seen = Application.objects.filter(pk=case.pk)
                assert seen.filter(reading_filter(officer)).exists() is reads
                assert seen.filter(review_filter(officer)).exists() is owns
                assert queue_for(officer).filter(pk=case.pk).exists() is owns

    @pytest.mark.parametrize("role", [PostRole.ADMINISTRATOR, PostRole.PORT_OFFICER])
    def test_other_posts_there_do_not(self, role):
        case = ApplicationFactory(transferred=True)
        officer = PostFactory.create(office=home(), role=role).officer
        assert not can_view(officer, case)
        assert not applications_visible_to(officer).exists()

    def test_an_ordinary_case_is_not_the_home_offices(self):
        case = ApplicationFactory(submitted=True)
        officer = officer_at(home())
        assert not can_view(officer, case)
        assert not can_read_along(UserFactory.create(), case)


class TestCustody:
    def test_every_owner_with_their_days(self):
        case = ApplicationFactory(home_check=True)
        transfer_send(application=case, actor=officer_at(home()), now=NOW + DAY)
        returned(fresh(case), NOW + 2 * DAY)
        transfer_send(application=case, actor=officer_at(home()), now=NOW + 7 * DAY)
        custody = custody_of(fresh(case), NOW + 8 * DAY)
        assert custody is not None
        assert [(stay.office.code, stay.days) for stay in custody.stays] == [
            ("partner-jiangsu", 1),
            ("pvg-port-visa", 1),
            ("partner-jiangsu", 3),
            ("pvg-port-visa", 1),
        ]
        assert custody.home_days == 4
        assert custody.stays[2].reason == REASON
        assert (custody.now.office, custody.now.until) == (port(), None)

    def test_a_closed_case_says_when_it_ended(self):
        case = ApplicationFactory(home_check=True)
        done = application_withdraw(application=case, actor=case.filed_by, now=NOW + DAY)
        custody = custody_of(done, NOW + 30 * DAY)
        assert custody is not None
        assert (custody.now.until, custody.now.days) == (NOW + DAY, 1)

    def test_ordinary_cases_and_drafts_have_none(self):
        assert custody_of(ApplicationFactory(submitted=True), NOW) is None


class TestLate:
    def test_the_supervisor_then_both_offices_are_told_once(self):
        case = ApplicationFactory(home_check=True)
        at_home = officer_at(home(), PostRole.SUPERVISOR)
        in_shanghai = officer_at(port(), PostRole.SUPERVISOR)
        given = alarms.alarms_give(now=NOW + 2 * DAY)
        assert not any(given.values())  # the last day ends at 24:00
        for _twice in range(2):
            alarms.alarms_give(now=NOW + 3 * DAY)
        assert {m.recipient for m in told(case, "home_check_late_desk")} == {at_home}
        assert {m.recipient for m in told(case, "home_check_late")} == {case.filed_by}
        for _twice in range(2):
            alarms.alarms_give(now=NOW + 4 * DAY)
        assert {m.recipient for m in told(case, "home_check_late_desk")} == {at_home, in_shanghai}
        kinds = list(fresh(case).events.values_list("kind", flat=True))
        assert (kinds.count("overdue"), kinds.count("escalated")) == (1, 1)

    def test_the_alarms_of_shanghai_are_its_own(self):
        case = ApplicationFactory(home_check=True)
        alarms.alarms_give(now=NOW + 7 * DAY)
        assert fresh(case).overdue_at is not None
        transfer_send(application=case, actor=officer_at(home()), now=NOW + 7 * DAY)
        application_accept(application=case, actor=officer_at(port()), now=NOW + 7 * DAY)
        assert fresh(case).overdue_at is None
        alarms.alarms_give(now=NOW + 11 * DAY)
        assert fresh(case).overdue_at == NOW + 11 * DAY

    def test_the_days_follow_the_calendar(self):
        case = ApplicationFactory(home_check=True)
        Application.objects.filter(pk=case.pk).update(next_on=date(2026, 3, 30))
        due_recompute_open(now=NOW)
        assert fresh(case).next_on == date(2026, 3, 4)


def test_a_rule_of_the_future_applies_to_cases_of_the_future():
    before = ApplicationFactory(home_check=True)
    ServiceStandard.objects.create(
        service="port_visa",
        lane=HOME_LANE,
        amount=5,
        unit="working_days",
        legal_basis="local configuration",
        valid_from=legal_date(NOW) + DAY,
    )
    after = ApplicationFactory(home_check=True, at=NOW + DAY)
    due_recompute_open(now=NOW + DAY)
    assert fresh(before).next_on == date(2026, 3, 4)
    assert fresh(after).next_on == date(2026, 3, 10)
    alarms.alarms_give(now=NOW + 3 * DAY)
    assert fresh(before).overdue_at is not None
    assert fresh(after).overdue_at is None


@pytest.mark.django_db(transaction=True)
class TestInTheSameMoment:
    def test_transferred_and_withdrawn(self):
        case = ApplicationFactory(home_check=True)
        officer, barrier = officer_at(home()), Barrier(2)

        def send():
            barrier.wait(60)
            transfer_send(application=case, actor=officer, now=NOW, expected_version=case.version)

        def withdraw():
            barrier.wait(60)
            application_withdraw(
                application=case,
                actor=case.filed_by,
                now=NOW,
                expected_version=case.version,
            )

        errors = at_once(send, withdraw)
        assert sum(isinstance(error, ApplicationError) for error in errors) == 1
        assert errors.count(None) == 1
        end = fresh(case)
        assert (end.status, end.office_id) in {
            (Status.WITHDRAWN, end.home_office_id),
            (Status.SUBMITTED, end.port_office_id),
        }
        assert Transfer.objects.count() == (end.status == Status.SUBMITTED)

    def test_one_number_many_times(self):
        case = ApplicationFactory(home_check=True)
        officer, barrier = officer_at(home()), Barrier(4)

        def send():
            barrier.wait(60)
            transfer_send(application=case, actor=officer, now=NOW, key="JS-7")

        assert at_once(*[send] * 4) == [None] * 4
        assert Transfer.objects.count() == 1
        assert fresh(case).events.filter(kind=EventKind.TRANSFER).count() == 1

    def test_one_number_for_two_cases(self):
        cases = [ApplicationFactory(home_check=True) for _number in range(2)]
        officer, barrier = officer_at(home()), Barrier(2)

        def sender(case):
            def send():
                barrier.wait(60)
                transfer_send(application=case, actor=officer, now=NOW, key="JS-8")

            return send

        errors = at_once(*[sender(case) for case in cases])
        assert sorted(type(error).__name__ for error in errors) == ["NoneType", "TransferKeyUsed"]
        assert sorted(fresh(case).at_home for case in cases) == [False, True]
