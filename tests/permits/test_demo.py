"""The demonstration shows every state of the joint review, the same each time, on any day."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from accounts.demo import HOLDER
from accounts.demo import load as load_accounts
from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import JointOutcome, Status
from applications.models import Application, JointDecision, Review, SupplementDraftItem
from documents.enums import DocumentStatus
from documents.models import IssuedDocument, Upload
from documents.specimens import specimen_store
from notifications.enums import MessageEvent
from notifications.models import Message
from permits.demo import load
from permits.demo_filing import portrait
from permits.enums import WindowState
from permits.models import PermitApplication
from permits.queries import parameters
from permits.queries.holding import holders_of, pairs_of
from tests.factories.accounts import UserFactory
from visits.demo import load as load_visits
from visits.enums import BookingState
from visits.models import Booking
from workdays.queries import calendar_load

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SATURDAY_EVENING = datetime(2026, 3, 7, 12, 0, tzinfo=UTC)
AFTER_A_HOLIDAY = datetime(2026, 10, 8, 0, 30, tzinfo=UTC)


@pytest.fixture(params=[SATURDAY_EVENING, AFTER_A_HOLIDAY], ids=str)
def now(request, settings) -> datetime:
    """The demonstration, loaded twice at this instant."""
    settings.PORTAL_DEMO = True
    at: datetime = request.param
    load_accounts(now=at)
    load_visits(now=at)
    assert load(now=at) == []
    assert load(now=at) == []
    return at


def test_every_state_of_the_joint_review(now: datetime) -> None:
    states = Counter(Application.objects.values_list("status", flat=True))
    assert states == {
        Status.DRAFT: 1,
        Status.SUBMITTED: 2,
        Status.SUPPLEMENT: 1,
        Status.ACCEPTED: 3,
        Status.RECOMMENDED: 3,
        Status.APPROVED: 1,
        Status.ISSUED: 1,
        Status.REFUSED: 1,
        Status.SPLIT: 1,
        Status.NOT_ACCEPTED: 1,
        Status.WITHDRAWN: 1,
    }
    assert SupplementDraftItem.objects.count() == 1
    answered = JointDecision.objects.exclude(answered_at=None).values_list("proposal", flat=True)
    assert set(answered) == set(JointOutcome)
    assert JointDecision.objects.filter(answered_at=None).count() == 1
    waiting = Review.objects.exclude(recommendation="").filter(decision="")
    assert Counter(waiting.values_list("application__status", flat=True)) == {
        Status.ACCEPTED: 1,
        Status.RECOMMENDED: 2,
    }
    _check_draft()
    _check_papers()
    _check_visits(now)
    _check_the_holder(now)
    _check_times(now)


def _check_times(now: datetime) -> None:
    """Each step after the one before it, and none in the future."""
    for application in Application.objects.all():
        times = list(application.events.order_by("sequence").values_list("at", flat=True))
        assert times == sorted(times), application.reference
        assert times[-1] <= now, application.reference


def _check_draft() -> None:
    permit = PermitApplication.objects.get(application__status=Status.DRAFT)
    assert permit.job_title
    assert permit.application.person is None
    assert permit.links.count() == 1


def _check_papers() -> None:
    """What the workers have to draw; what is issued already."""
    papers = IssuedDocument.objects.order_by("kind").values_list("status", "kind")
    assert sorted(papers) == sorted(
        [
            (DocumentStatus.DRAFT, "residence_permit"),
            (DocumentStatus.DRAFT, "work_permit"),
            (DocumentStatus.DRAFT, "work_refusal"),
            (DocumentStatus.DRAFT, "work_refusal"),
            (DocumentStatus.VALID, "residence_permit"),
            (DocumentStatus.VALID, "work_permit"),
        ]
    )


def _check_visits(now: datetime) -> None:
    """Three to come, on three days: today or the next working day, then two, then three later."""
    to_come = Booking.objects.filter(state=BookingState.BOOKED).order_by("starts_at")
    days = [legal_date(visit.starts_at) for visit in to_come]
    assert all(visit.starts_at > now for visit in to_come)
    today, calendar = legal_date(now), calendar_load()
    assert days[0] in (today, calendar.add(today, 1).date)
    assert days[1:] == [calendar.add(today, 2).date, calendar.add(today, 3).date]


def _check_the_holder(now: datetime) -> None:
    user, today = User.objects.get(email=HOLDER.email), legal_date(now)
    pair = pairs_of(holders_of(user).get(), today, parameters(today))[0]
    assert pair.in_force
    assert pair.extension.state == WindowState.OPEN
    assert pair.work.valid_until - pair.work.valid_from >= timedelta(days=90)
    assert pair.work.application.status == Status.ISSUED
    told = Message.objects.filter(event=MessageEvent.PERMIT_ENDING, recipient=user)
    assert told.exists()


def test_without_the_company_or_opening_hours_there_is_nothing_to_do(settings) -> None:
    settings.PORTAL_DEMO = True
    assert load(now=MONDAY) == []
    load_accounts(now=MONDAY)
    assert load(now=MONDAY) == []
    assert not PermitApplication.objects.exists()


def test_drawn_specimens_are_for_the_demonstration_only(settings) -> None:
    settings.PORTAL_DEMO = False
    with pytest.raises(RuntimeError, match="Only the demonstration"):
        specimen_store(
            owner=UserFactory.create(),
            purpose="application_document",
            label="photo.jpg",
            content=portrait(),
            now=MONDAY,
        )
    assert not Upload.objects.exists()
