"""An officer of the window moves or cancels a visit for somebody, and says why."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from accounts.enums import Authority, PostRole
from accounts.models import User
from applications.enums import Status
from applications.models import Application
from applications.presenting import history
from notifications.enums import Channel
from notifications.models import Message
from notifications.rendering import message_text
from tests.factories.accounts import MembershipFactory
from tests.factories.applications import officer_at
from tests.factories.visits import at, booked, case_of, office_of
from tests.visits.test_desk import officer, signed_in, step, words
from visits import errors
from visits.enums import BookingState
from visits.models import Booking, HeldSeat, OpeningRule
from visits.services import (
    visit_cancel,
    visit_cancel_for,
    visit_check_in,
    visit_move_for,
    visits_strand,
)

pytestmark = pytest.mark.django_db
NOW = at(8)
REASON = "The window is closed on Tuesday. 周二窗口关闭。"


@pytest.fixture
def visit(rule: OpeningRule) -> Booking:
    return booked()


@pytest.fixture
def reviewer(visit: Booking) -> User:
    return officer_at(visit.office, PostRole.REVIEWER)


def moved(visit: Booking, actor: User, when: datetime | None = None, **more: Any) -> Booking:
    values = {"starts_at": when or at(10), "reason": REASON, "actor": actor, "now": NOW, **more}
    return visit_move_for(booking=visit, **values)


def letters(event: str, channel: str = Channel.INBOX) -> list[str]:
    found = Message.objects.filter(event=event, channel=channel)
    return [message_text(message).body for message in found]


def test_a_visit_is_moved_logged_and_told_with_the_reason(visit: Booking, reviewer: User) -> None:
    after = moved(visit, reviewer)
    assert (after.pk, after.starts_at, after.sequence) == (visit.pk, at(10), 1)
    assert HeldSeat.objects.get().starts_at == at(9), "the old place comes back a little later"
    event = visit.application.events.get(kind="visit_moved")
    assert (event.actor, event.reason, event.data["hand"]) == (reviewer, REASON, "office")
    (inbox,), (mail,) = letters("visit_moved"), letters("visit_moved", Channel.EMAIL)
    assert "The office had to move your visit" in inbox
    assert REASON in inbox
    assert REASON not in mail
    assert "in your inbox on the portal" in mail
    told = [line for line in history(visit.application, frozenset()) if REASON in str(line)]
    assert told, "the reason stands in the case's history, too"


def test_a_visit_is_cancelled_and_can_be_booked_again(visit: Booking, reviewer: User) -> None:
    after = visit_cancel_for(booking=visit, reason=REASON, actor=reviewer, now=NOW)
    assert after.state == BookingState.CANCELLED
    (inbox,) = letters("visit_cancelled")
    assert "The office had to cancel your visit" in inbox
    assert REASON in inbox
    assert "Book another time" in inbox
    assert booked(at(9, 40), application=visit.application, now=NOW).state == BookingState.BOOKED


def test_ones_own_change_is_told_as_before(visit: Booking) -> None:
    visit_cancel(application=visit.application, actor=visit.application.filed_by, now=NOW)
    assert "had to cancel" not in letters("visit_cancelled")[0]
    assert "Reason" not in letters("visit_cancelled")[0]


def test_the_letters_in_chinese(visit: Booking, reviewer: User) -> None:
    User.objects.update(language="zh-hans")
    with override("zh-hans"):
        moved(visit, reviewer)
    (inbox,) = letters("visit_moved")
    assert "因办理点原因" in inbox
    assert REASON in inbox


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_changes(visit: Booking, reviewer: User, reason: str) -> None:
    with pytest.raises(errors.ReasonMissing):
        moved(visit, reviewer, reason=reason)
    with pytest.raises(errors.ReasonMissing):
        visit_cancel_for(booking=visit, reason=reason, actor=reviewer, now=NOW)
    visit.refresh_from_db()
    assert (visit.state, visit.starts_at) == (BookingState.BOOKED, at(9))


@pytest.mark.parametrize(
    ("when", "error"),
    [
        (at(9), errors.SlotTaken),
        (at(9, 20), errors.SlotTaken),
        (at(12), errors.SlotClosed),
        (at(9, 7), errors.SlotClosed),
        (at(8, 20), errors.SlotPast),
    ],
)
def test_times_that_cannot_be(
    visit: Booking, reviewer: User, when: datetime, error: type[Exception]
) -> None:
    booked(at(9, 20))
    with pytest.raises(error):
        moved(visit, reviewer, when)
    visit.refresh_from_db()
    assert visit.starts_at == at(9)


def test_who_may(visit: Booking) -> None:
    for actor in (
        officer_at(visit.office, PostRole.REVIEWER, Authority.WORK_PERMIT),
        officer_at(office_of("branch-qingpu"), PostRole.REVIEWER),
        visit.application.filed_by,
    ):
        with pytest.raises(errors.NotPermitted):
            moved(visit, actor)
    own = officer_at(visit.office, PostRole.REVIEWER)
    MembershipFactory.create(user=own, organisation=visit.application.organisation)
    with pytest.raises(errors.NotPermitted):
        visit_cancel_for(booking=visit, reason=REASON, actor=own, now=NOW)


def test_only_what_is_to_come(visit: Booking, reviewer: User) -> None:
    visit_check_in(booking=visit, actor=reviewer, now=at(9))
    with pytest.raises(errors.WrongState):
        moved(visit, reviewer)
    other = booked(at(10, 20))
    Application.objects.filter(pk=other.application_id).update(
        status=Status.WITHDRAWN, closed_at=NOW
    )
    with pytest.raises(errors.NotBookable):
        moved(other, reviewer, at(10, 40))
    visit_cancel_for(booking=other, reason=REASON, actor=reviewer, now=NOW)
    with pytest.raises(errors.WrongState):
        visit_cancel_for(booking=other, reason=REASON, actor=reviewer, now=NOW)


class TestDesk:
    @pytest.fixture(autouse=True)
    def _in_the_morning(self) -> Any:
        with time_machine.travel(NOW, tick=False):
            yield

    def test_from_the_day_to_another_time(self, visit: Booking) -> None:
        window = signed_in(officer())
        page = window.get("/admin/visits/booking/").content.decode()
        assert step(visit, "move_for") in page
        assert step(visit, "cancel_for") in page
        asked = window.get(step(visit, "move_for"))
        soup = BeautifulSoup(asked.content, "html.parser")
        times = [str(one["value"]) for one in soup.select("select[name=when] option")]
        assert at(9).isoformat() not in times
        assert at(9, 20).isoformat() in times
        assert "Tuesday 3 March 2026" in str(soup.select("optgroup")[0])
        empty = words(window.post(step(visit, "move_for"), {"when": at(10).isoformat()}))
        assert "This field is required." in empty
        done = window.post(
            step(visit, "move_for"), {"when": at(10).isoformat(), "reason": REASON}, follow=True
        )
        assert "is now on Tuesday 3 March 2026, 10:00" in done.content.decode()
        visit.refresh_from_db()
        assert visit.starts_at == at(10)

    def test_cancelled_from_the_day(self, visit: Booking) -> None:
        window = signed_in(officer())
        done = window.post(step(visit, "cancel_for"), {"reason": REASON}, follow=True)
        assert "is cancelled. They are told." in done.content.decode()
        assert window.get(step(visit, "move_for")).status_code == 403
        assert "The visit is “cancelled” now" in words(
            window.post(step(visit, "cancel_for"), {"reason": REASON})
        )

    @pytest.mark.parametrize("when", ["", "tomorrow", "2026-03-03T09:00:00+08:00", "\0"])
    def test_a_time_that_is_not_offered(self, visit: Booking, when: str) -> None:
        window = signed_in(officer())
        answer = window.post(step(visit, "move_for"), {"when": when, "reason": REASON})
        assert answer.status_code == 200
        visit.refresh_from_db()
        assert visit.sequence == 0

    def test_others_find_no_such_page(self, visit: Booking) -> None:
        for client in (
            signed_in(officer("branch-qingpu")),
            signed_in(officer(authority=Authority.WORK_PERMIT)),
            signed_in(visit.application.filed_by),
            Client(),
        ):
            for name in ("move_for", "cancel_for"):
                answer = client.post(step(visit, name), {"reason": REASON})
                assert answer.status_code in (302, 403, 404)
        visit.refresh_from_db()
        assert visit.state == BookingState.BOOKED


class TestStranded:
    """New hours leave a visit behind."""

    def shorten(self) -> None:
        OpeningRule.objects.update(closes="10:00")

    def test_its_people_are_told_once_and_choose_again(self, rule: OpeningRule) -> None:
        kept, visit = booked(at(9)), booked(at(10, 40))
        assert visits_strand(now=NOW) == 0
        self.shorten()
        assert visits_strand(now=NOW) == 1
        assert visits_strand(now=NOW) == 0
        (inbox,) = letters("visit_stranded")
        assert "receives nobody at the time that you booked" in inbox
        assert f"/en/visits/{visit.application.reference}/" in inbox
        visit.refresh_from_db()
        assert (visit.stranded_at, visit.state) == (NOW, BookingState.BOOKED)
        kept.refresh_from_db()
        assert kept.stranded_at is None
        client = signed_in(visit.application.filed_by)
        with time_machine.travel(NOW, tick=False):
            page = client.get(f"/en/visits/{visit.application.reference}/").content.decode()
            assert "receives nobody at this time any more" in page
            assert "Choose another time" in page
            client.post(
                f"/en/visits/{visit.application.reference}/at/branch-minhang/2026-03-03/0940/",
                {"move": "1"},
            )
            visit.refresh_from_db()
            assert (visit.starts_at, visit.stranded_at) == (at(9, 40), None)
            page = client.get(f"/en/visits/{visit.application.reference}/").content.decode()
            assert "receives nobody at this time any more" not in page

    def test_hours_that_come_back_and_go_again_are_told_anew(self, rule: OpeningRule) -> None:
        visit = booked(at(10, 40))
        self.shorten()
        visits_strand(now=NOW)
        OpeningRule.objects.update(closes="11:00")
        assert visits_strand(now=NOW) == 0
        visit.refresh_from_db()
        assert visit.stranded_at is None
        self.shorten()
        assert visits_strand(now=at(8, 10)) == 1
        assert len(letters("visit_stranded")) == 2

    def test_the_day_marks_it_and_the_window_moves_it(self, rule: OpeningRule) -> None:
        visit = booked(at(10, 40), application=case_of(traveller__document_number="X1"))
        self.shorten()
        with time_machine.travel(NOW, tick=False):
            window = signed_in(officer())
            text = words(window.get("/admin/visits/booking/"))
            assert text.count("outside the hours") == 1
            assert "being told" in text
            visits_strand(now=NOW)
            assert "told 2026-03-03 08:00" in words(window.get("/admin/visits/booking/"))
            window.post(step(visit, "move_for"), {"when": at(9, 40).isoformat(), "reason": REASON})
            text = words(window.get("/admin/visits/booking/"))
        assert "outside the hours" not in text

    def test_a_change_of_the_hours_starts_it(
        self, rule: OpeningRule, task_box: Any, committed: Any
    ) -> None:
        from visits.services import closed_date_add

        booked(at(10, 40))
        administrator = officer("headquarters", role=PostRole.ADMINISTRATOR)
        values = {"on": at(9).date(), "reason_en": "Works", "reason_zh_hans": "施工"}
        with time_machine.travel(NOW, tick=False):
            with committed():
                closed_date_add(office=office_of(), values=values, actor=administrator, now=NOW)
            task_box.run()
        assert len(letters("visit_stranded")) == 1
