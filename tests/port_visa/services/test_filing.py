"""The filing: asked for by an owner, granted, returned, renewed, suspended, lifted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.enums import MemberRole, PostRole, Province
from accounts.models import User
from notifications.enums import Channel, MessageEvent
from notifications.models import Message
from port_visa.enums import FilingStatus, FilingStep
from port_visa.filings import filing_hindrance
from port_visa.models import FilingChange, OrganisationFiling
from port_visa.services import (
    filing_grant,
    filing_lift,
    filing_request,
    filing_return,
    filing_suspend,
)
from port_visa.services.filing import filings_follow_calendar
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.filings import WHY, asked, checker, filed, parameter, suspended
from tests.factories.port_visa import NOW, TODAY, Desk
from workdays.queries import calendar_load

pytestmark = pytest.mark.django_db
Status, Step = FilingStatus, FilingStep


def ask(desk: Desk, at: datetime = NOW, statement: str = WHY) -> OrganisationFiling:
    return filing_request(
        organisation=desk.organisation, statement=statement, actor=desk.actor, now=at
    )


def steps(filing: OrganisationFiling) -> list[str]:
    return [change.step for change in filing.changes.order_by("pk")]


def told(event: MessageEvent) -> list[Message]:
    return list(Message.objects.filter(event=event, channel=Channel.INBOX))


class TestAsking:
    def test_it_waits_with_a_promise_in_working_days(self, desk: Desk) -> None:
        filing = ask(desk)
        assert (filing.status, filing.due_on) == (Status.REQUESTED, date(2026, 3, 9))
        assert steps(filing) == [Step.REQUESTED]

    def test_twice_is_once(self, desk: Desk) -> None:
        first = ask(desk)
        assert ask(desk, NOW + timedelta(minutes=1)).pk == first.pk
        assert FilingChange.objects.count() == 1

    @pytest.mark.parametrize("status", ["unverified", "pending", "returned", "suspended"])
    def test_only_for_a_verified_organisation(self, desk: Desk, status: str) -> None:
        desk.organisation.status = status
        with pytest.raises(ValidationError, match="verify your organisation first"):
            ask(Desk(organisation=OrganisationFactory(pending=True)))

    def test_only_by_an_owner(self, desk: Desk) -> None:
        colleague = MembershipFactory(organisation=desk.organisation, role=MemberRole.SUBMITTER)
        with pytest.raises(ValidationError, match="Only an owner"):
            filing_request(
                organisation=desk.organisation, statement=WHY, actor=colleague.user, now=NOW
            )

    def test_says_what_for(self, desk: Desk) -> None:
        with pytest.raises(ValidationError, match="Say what you need"):
            ask(desk, statement="  ")

    def test_the_delta_only_when_a_row_says_so(self, db: None) -> None:
        desk = Desk(organisation=OrganisationFactory(verified=True, province=Province.JIANGSU))
        with pytest.raises(ValidationError, match="cannot be filed at present"):
            ask(desk)
        parameter("filing_delta", 1, TODAY)
        assert ask(desk).status == Status.REQUESTED

    def test_a_later_promise_does_not_move_an_earlier_request(self, desk: Desk) -> None:
        parameter("filing_working_days", 10, TODAY + timedelta(days=1))
        filing = ask(desk)
        filings_follow_calendar(calendar_load(), None, NOW + timedelta(days=2))
        filing.refresh_from_db()
        assert filing.due_on == date(2026, 3, 9)
        later = Desk()
        assert ask(later, NOW + timedelta(days=1)).due_on == date(2026, 3, 17)


class TestGranting:
    def test_for_the_months_of_the_row(self, desk: Desk) -> None:
        filing = filed(desk)
        assert (filing.status, filing.due_on) == (Status.ACTIVE, None)
        assert (filing.valid_from, filing.valid_until) == (TODAY, date(2028, 3, 2))
        assert filing_hindrance(desk.organisation.pk, TODAY) == ""
        assert [one.recipient for one in told(MessageEvent.FILING_GRANTED)] == [desk.actor]

    def test_cases_before_and_after_a_change_of_the_months(self, desk: Desk) -> None:
        parameter("filing_months", 12, TODAY + timedelta(days=1))
        assert filed(desk).valid_until == date(2028, 3, 2)
        assert filed(Desk(), at=NOW + timedelta(days=1)).valid_until == date(2027, 3, 3)

    def test_nobody_grants_what_nobody_asks_for(self, desk: Desk) -> None:
        filing = filed(desk)
        with pytest.raises(ValidationError, match="Nobody asked"):
            filing_grant(filing=filing, actor=checker(), now=NOW)

    def test_an_old_page_is_refused(self, desk: Desk) -> None:
        filing = asked(desk)
        with pytest.raises(ValidationError, match="Somebody else acted") as error:
            filing_grant(filing=filing, actor=checker(), now=NOW, seen=filing.version - 1)
        assert error.value.code == "stale_version"

    @pytest.mark.parametrize(
        ("role", "office"),
        [
            (PostRole.PORT_OFFICER, "pvg-port-visa"),
            (PostRole.ADMINISTRATOR, "pvg-port-visa"),
            (PostRole.SUPERVISOR, "partner-jiangsu"),
        ],
    )
    def test_not_by_everybody(self, desk: Desk, role: str, office: str) -> None:
        with pytest.raises(ValidationError, match="may not decide"):
            filing_grant(filing=asked(desk), actor=checker(role, office), now=NOW)

    def test_not_for_ones_own_organisation(self, desk: Desk) -> None:
        officer = checker()
        MembershipFactory(organisation=desk.organisation, user=officer)
        with pytest.raises(ValidationError, match="may not decide"):
            filing_grant(filing=asked(desk), actor=officer, now=NOW)

    def test_not_while_the_organisation_is_suspended(self, desk: Desk) -> None:
        filing = asked(desk)
        type(desk.organisation).objects.update(status="suspended")
        with pytest.raises(ValidationError, match="not verified"):
            filing_grant(filing=filing, actor=checker(), now=NOW)

    @pytest.mark.django_db(transaction=True)
    def test_two_officers_at_once_decide_once(self, desk: Desk) -> None:
        filing, officers = asked(desk), [checker(), checker()]

        def decide(officer: User) -> str:
            try:
                filing_grant(filing=filing, actor=officer, now=NOW)
                return "done"
            except ValidationError as error:
                return error.messages[0]
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            answers = sorted(pool.map(decide, officers))
        assert answers[1] == "done"
        assert "decided meanwhile" in answers[0]
        assert steps(filing).count(Step.GRANTED) == 1


class TestReturning:
    def test_with_a_reason_that_is_read(self, desk: Desk) -> None:
        filing = filing_return(filing=asked(desk), reason=" Say who. ", actor=checker(), now=NOW)
        assert (filing.status, filing.reason, filing.due_on) == (Status.RETURNED, "Say who.", None)
        assert told(MessageEvent.FILING_RETURNED)[0].context["reason"] == "Say who."
        assert ask(desk, NOW + timedelta(days=1)).status == Status.REQUESTED

    def test_never_without(self, desk: Desk) -> None:
        with pytest.raises(ValidationError, match="Give a reason"):
            filing_return(filing=asked(desk), reason=" ", actor=checker(), now=NOW)


class TestRenewing:
    END = datetime.combine(date(2028, 3, 2), NOW.timetz())

    def test_not_too_early(self, desk: Desk) -> None:
        filed(desk)
        with pytest.raises(ValidationError, match="renewed from") as error:
            ask(desk, self.END - timedelta(days=61))
        assert error.value.code == "early"

    def test_runs_on_from_the_old_last_day(self, desk: Desk) -> None:
        filed(desk)
        filing = ask(desk, self.END - timedelta(days=60))
        assert (filing.status, filing.waits) == (Status.ACTIVE, True)
        again = filing_grant(filing=filing, actor=checker(), now=self.END - timedelta(days=50))
        assert (again.valid_from, again.valid_until) == (TODAY, date(2030, 3, 2))
        assert steps(again) == [Step.REQUESTED, Step.GRANTED, Step.RENEWAL, Step.RENEWED]

    def test_after_the_end_it_begins_anew(self, desk: Desk) -> None:
        filed(desk)
        late = self.END + timedelta(days=10)
        assert "ended on" in filing_hindrance(desk.organisation.pk, late.date())
        again = filing_grant(filing=ask(desk, late), actor=checker(), now=late)
        assert again.valid_until == date(2030, 3, 12)

    def test_a_returned_renewal_leaves_the_filing_in_force(self, desk: Desk) -> None:
        filed(desk)
        at = self.END - timedelta(days=30)
        filing = filing_return(filing=ask(desk, at), reason="Say who.", actor=checker(), now=at)
        assert (filing.status, filing.waits, filing.reason) == (Status.ACTIVE, False, "Say who.")
        assert filing_hindrance(desk.organisation.pk, at.date()) == ""
        assert ask(desk, at + timedelta(days=1)).waits


class TestSuspending:
    def test_stops_and_is_lifted(self, desk: Desk) -> None:
        filing = suspended(desk)
        assert "suspended" in filing_hindrance(desk.organisation.pk, TODAY)
        assert len(told(MessageEvent.FILING_SUSPENDED)) == 1
        with pytest.raises(ValidationError, match="is suspended"):
            ask(desk)
        lifted = filing_lift(filing=filing, actor=checker(PostRole.SUPERVISOR), now=NOW)
        assert (lifted.status, lifted.valid_until) == (Status.ACTIVE, date(2028, 3, 2))

    @pytest.mark.parametrize("step", [filing_suspend, filing_lift])
    def test_only_by_a_supervisor(self, desk: Desk, step: Any) -> None:
        more = {"reason": "Why"} if step is filing_suspend else {}
        with pytest.raises(ValidationError, match="may not decide"):
            step(filing=filed(desk), actor=checker(), now=NOW, **more)

    def test_only_what_is_in_force(self, desk: Desk) -> None:
        boss = checker(PostRole.SUPERVISOR)
        with pytest.raises(ValidationError, match="in force can be suspended"):
            filing_suspend(filing=asked(desk), reason="Why", actor=boss, now=NOW)
        with pytest.raises(ValidationError, match="not suspended"):
            filing_lift(filing=asked(desk), actor=boss, now=NOW)


def test_the_database_keeps_it_whole(desk: Desk) -> None:
    filing = filed(desk)
    rows = OrganisationFiling.objects.filter(pk=filing.pk)
    for wrong in ({"valid_until": None}, {"status": Status.SUSPENDED}, {"status": "returned"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        FilingChange.objects.update(reason="Another")
