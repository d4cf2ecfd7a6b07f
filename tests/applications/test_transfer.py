"""Cases that a home office checks first: handed over, sent back, one owner at every moment."""

from datetime import date, timedelta

import pytest

from accounts.enums import PostRole, Province
from applications.deadlines import legal_date
from applications.enums import CheckResult, EventKind, NonAcceptanceReason, Status, TransferOutcome
from applications.errors import (
    Incomplete,
    NotPermitted,
    StaleVersion,
    TransferKeyUsed,
    TransitionNotAllowed,
)
from applications.models import ChecklistTick, Transfer
from applications.services import (
    application_accept,
    application_not_accept,
    application_withdraw,
    home_office_of,
    supplement_answer,
    supplement_request,
    transfer_receive,
    transfer_return,
    transfer_send,
)
from applications.services.sweeps import invariants_sweep, silence_sweep
from offices.models import Office
from tests.applications.transfers import (
    DAY,
    REASON,
    fresh,
    home,
    port,
    returned,
    sent,
    told,
)
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.applications import (
    NOW,
    ApplicationFactory,
    case_take,
    last_event,
    officer_at,
)

pytestmark = pytest.mark.django_db


class TestSubmittedToTheHomeOffice:
    def test_the_home_office_owns_it_and_the_promise_does_not_run(self):
        case = ApplicationFactory(home_check=True)
        assert (case.status, case.office, case.port_office) == (Status.HOME_CHECK, home(), port())
        assert case.at_home
        assert (case.accepted_at, case.due_on) == (None, None)
        assert case.next_on == date(2026, 3, 4)  # two working days, the day itself not counted
        assert case.reviews.count() == 1

    def test_the_inviter_is_told_who_has_it_and_until_when(self):
        case = ApplicationFactory(home_check=True)
        message = told(case, "received_at_home")[0]
        assert message.context["office_zh"] == "江苏省公安厅出入境管理局"
        assert message.context["answer_by"] == "2026-03-04"
        assert told(case, "application_received") == []

    def test_silence_of_the_home_office_accepts_nothing(self):
        case = ApplicationFactory(home_check=True)
        assert silence_sweep(now=NOW + timedelta(days=60)) == 0
        assert fresh(case).status == Status.HOME_CHECK
        assert invariants_sweep() == 0

    @pytest.mark.parametrize("province", [Province.JIANGSU, Province.ZHEJIANG, Province.ANHUI])
    def test_each_province_has_its_office(self, province):
        organisation = OrganisationFactory.build(province=province)
        found = home_office_of(organisation=organisation, service="port_visa", now=NOW)
        assert found is not None
        assert found.province == province

    @pytest.mark.parametrize(
        ("province", "service", "now"),
        [
            (Province.SHANGHAI, "port_visa", NOW),
            (Province.JIANGSU, "single_window", NOW),
            (Province.JIANGSU, "port_visa", NOW - timedelta(days=90)),  # not open yet
        ],
    )
    def test_others_go_to_shanghai_at_once(self, province, service, now):
        organisation = OrganisationFactory.build(province=province)
        assert home_office_of(organisation=organisation, service=service, now=now) is None

    def test_nobody_and_a_partner_that_left_have_none(self):
        assert home_office_of(organisation=None, service="port_visa", now=NOW) is None
        Office.objects.filter(code="partner-anhui").update(active=False)
        organisation = OrganisationFactory.build(province=Province.ANHUI)
        assert home_office_of(organisation=organisation, service="port_visa", now=NOW) is None


class TestSend:
    def test_shanghai_owns_it_in_the_same_moment(self):
        case = ApplicationFactory(home_check=True)
        row = sent(case, reason="Checked against the register.")
        moved = fresh(case)
        assert (moved.status, moved.office, moved.home_office) == ("submitted", port(), home())
        assert (row.outcome, row.requested_at, row.received_at) == ("received", NOW, NOW)
        assert moved.complete_at == NOW
        assert moved.next_on == date(2026, 3, 9)  # five working days of Shanghai's own
        assert (moved.standard, moved.due_on, moved.assigned_to) == (None, None, None)
        event = last_event(moved)
        assert (event.kind, event.reason) == (EventKind.TRANSFER, "Checked against the register.")
        assert (event.data["from"], event.data["to"]) == ("partner-jiangsu", "pvg-port-visa")
        assert told(case, "case_transferred")[0].context["answer_by"] == "2026-03-09"

    def test_shanghais_clock_starts_at_its_acceptance(self):
        case = ApplicationFactory(home_check=True)
        transfer_send(application=case, actor=officer_at(home()), now=NOW + 4 * DAY)
        later = NOW + 7 * DAY
        accepted = application_accept(application=case, actor=officer_at(port()), now=later)
        assert accepted.accepted_at == later
        assert accepted.due_on == date(2026, 3, 12)  # three working days from Monday 9 March
        assert accepted.standard is not None
        assert accepted.standard.lane == "ordinary"

    def test_silence_counts_from_the_receipt_in_shanghai(self):
        case = ApplicationFactory(home_check=True)
        transfer_send(application=case, actor=officer_at(home()), now=NOW + 7 * DAY)
        assert silence_sweep(now=NOW + 14 * DAY) == 0  # Monday 16 March is the last day
        assert silence_sweep(now=NOW + 15 * DAY) == 1
        assert fresh(case).accepted_at == NOW + 7 * DAY

    def test_the_same_number_again_has_no_effect(self):
        case = ApplicationFactory(home_check=True)
        first = sent(case, key="JS-1")
        again = transfer_send(application=case, actor=officer_at(home()), now=NOW + DAY, key="JS-1")
        assert again == first
        assert Transfer.objects.count() == 1
        assert len(told(case, "case_transferred")) == 1
        assert fresh(case).events.filter(kind=EventKind.TRANSFER).count() == 1

    def test_receiving_twice_is_once(self):
        case = ApplicationFactory(home_check=True)
        row = sent(case)
        assert transfer_receive(transfer=row, now=NOW + DAY).received_at == NOW
        assert fresh(case).events.filter(kind=EventKind.TRANSFER).count() == 1

    def test_a_number_of_another_hand_over_is_refused(self):
        sent(ApplicationFactory(home_check=True), key="JS-1")
        other = ApplicationFactory(home_check=True)
        with pytest.raises(TransferKeyUsed, match="JS-1"):
            sent(other, key="JS-1")
        assert fresh(other).at_home

    def test_two_partners_number_as_they_like(self):
        case = ApplicationFactory(home_check=True)
        sent(case, key="1")
        returned(fresh(case), key="1")
        assert fresh(case).at_home

    def test_without_a_number_a_second_is_refused(self):
        case = ApplicationFactory(home_check=True)
        sent(case)
        with pytest.raises(TransitionNotAllowed):
            transfer_send(application=case, actor=officer_at(home()), now=NOW)

    def test_a_stale_page_is_told(self):
        case = ApplicationFactory(home_check=True)
        with pytest.raises(StaleVersion):
            sent(case, expected_version=case.version - 1)

    def test_lines_that_are_not_in_order_keep_it_at_home(self):
        case = ApplicationFactory(home_check=True)
        ChecklistTick.objects.create(
            application=case,
            code="licence",
            authority="exit_entry",
            result=CheckResult.MISSING,
            officer=officer_at(home()),
            ticked_at=NOW,
        )
        with pytest.raises(Incomplete, match="licence"):
            sent(case)

    @pytest.mark.parametrize("who", ["shanghai", "elsewhere", "inviter", "stranger"])
    def test_only_the_home_office_sends(self, who):
        case = ApplicationFactory(home_check=True)
        actor = {
            "shanghai": lambda: officer_at(port(), PostRole.SUPERVISOR),
            "elsewhere": lambda: officer_at(Office.objects.get(code="partner-anhui")),
            "inviter": lambda: case.filed_by,
            "stranger": UserFactory.create,
        }[who]()
        for key in ("", "JS-9"):
            with pytest.raises(NotPermitted):
                transfer_send(application=case, actor=actor, now=NOW, key=key)
        assert fresh(case).at_home
        assert not Transfer.objects.exists()


class TestReturn:
    def test_the_home_office_owns_it_again_and_reads_why(self):
        case = ApplicationFactory(transferred=True)
        row = returned(case, NOW + DAY)
        moved = fresh(case)
        assert (moved.status, moved.office, moved.next_on) == (
            Status.HOME_CHECK,
            home(),
            date(2026, 3, 5),
        )
        assert row.returns is not None
        assert row.returns.outcome == TransferOutcome.RETURNED
        assert (row.days_used, row.reason) == (1, REASON)
        assert told(case, "transfer_returned")[0].context["reason"] == REASON
        assert [m.recipient for m in told(case, "transfer_returned_desk")] == [officer_at(home())]

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_it_needs_a_reason(self, reason):
        case = ApplicationFactory(transferred=True)
        with pytest.raises(Incomplete, match="Say why"):
            transfer_return(application=case, reason=reason, actor=officer_at(port()), now=NOW)

    @pytest.mark.parametrize("path", ["submitted", "home_check", "accepted", "sent_back"])
    def test_only_what_was_transferred_and_not_accepted_goes_back(self, path):
        case = ApplicationFactory(path=path)
        with pytest.raises(TransitionNotAllowed):
            returned(case)

    def test_not_after_acceptance(self):
        case = case_take(ApplicationFactory(transferred=True), "accept")
        with pytest.raises(TransitionNotAllowed):
            returned(case)

    def test_the_home_office_cannot_fetch_it_back(self):
        case = ApplicationFactory(transferred=True)
        with pytest.raises(NotPermitted):
            transfer_return(application=case, reason=REASON, actor=officer_at(home()), now=NOW)

    def test_unchanged_shanghais_used_days_still_count(self):
        case = ApplicationFactory(transferred=True)
        returned(case, NOW + 2 * DAY)  # Wednesday: two of five days used
        transfer_send(application=case, actor=officer_at(home()), now=NOW + 7 * DAY)
        moved = fresh(case)
        assert moved.next_on == date(2026, 3, 12)  # three working days from Monday 9 March
        assert legal_date(moved.complete_at) == date(2026, 3, 5)
        assert silence_sweep(now=NOW + 10 * DAY) == 0
        assert silence_sweep(now=NOW + 11 * DAY) == 1

    def test_completed_by_the_inviter_shanghais_days_begin_anew(self):
        case = ApplicationFactory(transferred=True)
        returned(case, NOW + 2 * DAY)
        supplement_request(
            application=case,
            items=[("licence", "Send the licence.")],
            actor=officer_at(home()),
            now=NOW + 2 * DAY,
        )
        supplement_answer(
            application=case,
            actor=case.filed_by,
            now=NOW + 3 * DAY,
            answers={item.pk: "Sent." for item in case.supplement_requests.get().items.all()},
        )
        transfer_send(application=case, actor=officer_at(home()), now=NOW + 7 * DAY)
        assert fresh(case).next_on == date(2026, 3, 16)


class TestAtHome:
    def test_a_supplement_is_answered_to_the_home_office(self):
        case = ApplicationFactory(path="home_supplement")
        assert case.at_home
        item = case.supplement_requests.get().items.get()
        answered = supplement_answer(
            application=case, actor=case.filed_by, now=NOW + 4 * DAY, answers={item.pk: "Done."}
        )
        assert (answered.status, answered.office) == (Status.HOME_CHECK, home())
        assert answered.next_on == date(2026, 3, 10)
        assert last_event(answered).kind == EventKind.HOME_ANSWER

    def test_a_supplement_in_shanghai_comes_back_to_shanghai(self):
        case = ApplicationFactory(path="transferred_supplement")
        item = case.supplement_requests.get().items.get()
        answered = supplement_answer(
            application=case, actor=case.filed_by, now=NOW, answers={item.pk: "Done."}
        )
        assert (answered.status, answered.office) == (Status.SUBMITTED, port())

    def test_the_home_office_may_not_accept_what_it_cannot_confirm(self):
        case = ApplicationFactory(home_check=True)
        done = application_not_accept(
            application=case,
            reason=NonAcceptanceReason.NOT_CONFIRMED,
            text="The company did not write this invitation.",
            actor=officer_at(home()),
            now=NOW,
        )
        assert (done.status, done.office) == (Status.NOT_ACCEPTED, home())

    def test_it_decides_nothing(self):
        case = ApplicationFactory(home_check=True)
        with pytest.raises(TransitionNotAllowed):
            application_accept(application=case, actor=officer_at(home()), now=NOW)

    def test_the_inviter_withdraws(self):
        case = ApplicationFactory(home_check=True)
        done = application_withdraw(application=case, actor=case.filed_by, now=NOW)
        assert done.status == Status.WITHDRAWN
