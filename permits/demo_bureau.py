"""The demonstration's officers of both authorities, and the steps that they take on a case.

Everything is done by the services that the pages call, each step at its own time, so that the log
reads as it would. Documents are asked for here and drawn by the workers.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from accounts.demo import JOINT_OFFICERS, OWNER
from accounts.enums import Authority, PostRole
from accounts.models import Organisation, User
from applications import services as case
from applications.deadlines import LEGAL_ZONE, legal_date
from applications.enums import JointOutcome, Recommendation, RefusalReason, WorkRefusalReason
from applications.models import Application
from documents.models import Upload
from permits.demo_filing import Employee, Story
from visits.enums import Fingerprints
from visits.models import Booking
from visits.queries import last_bookable, next_free
from visits.services import visit_book, visit_check_in, visit_record
from workdays.queries import calendar_load

WORK, EXIT = Authority.WORK_PERMIT, Authority.EXIT_ENTRY
AT_WINDOW = timedelta(minutes=5)
# When an authority's officers take their steps, after nine: one after the other.
HOURS: dict[str, timedelta] = {WORK: timedelta(hours=5), EXIT: timedelta(hours=7)}
SECOND_OFFICER = timedelta(minutes=40)
GROUNDS: dict[str, tuple[str, str, str]] = {
    WORK: (
        WorkRefusalReason.PROOF,
        "未提供八年相关工作经历的证明。",
        "No proof of eight years of relevant work was provided.",
    ),
    EXIT: (
        RefusalReason.MATERIALS,
        "未提供住宿登记证明。",
        "The registration of the address was not provided.",
    ),
}


@dataclass
class Bureau:
    """The company, the officers of both authorities, and the day from which steps are counted."""

    organisation: Organisation
    now: datetime
    people: dict[str, User]
    uploads: dict[tuple[int, str], Upload] = field(default_factory=dict)

    def day(self, working_days: int) -> datetime:
        """Nine in the morning in Shanghai, so many working days from today; before it: negative."""
        day = calendar_load().add(legal_date(self.now), working_days).date
        return datetime(day.year, day.month, day.day, 9, tzinfo=LEGAL_ZONE)

    def days_ago(self, working_days: int) -> datetime:
        return self.day(-working_days)

    def officer(self, authority: str, role: str) -> User:
        wanted = (authority, role)
        found = next(one for one in JOINT_OFFICERS if (one.authority, one.role) == wanted)
        return self.people[found.email]

    @property
    def company(self) -> User:
        return self.people[OWNER.email]

    def story(self, at: datetime) -> Story:
        return Story(self.organisation, self.company, at, self.uploads)

    def submitted(self, employee: Employee, days: int) -> Application:
        """Filled in and declared by both hands so many working days ago."""
        return self.story(self.days_ago(days)).filed(employee).application

    def accepted(self, employee: Employee, days: int) -> Application:
        return case.application_accept(
            application=self.submitted(employee, days),
            actor=self.officer(EXIT, PostRole.REVIEWER),
            now=self.days_ago(days) + timedelta(hours=2),
        )

    def visit(self, application: Application, at: datetime, after: datetime) -> Booking:
        """The next free time from ``after`` on, booked at ``at`` by the person."""
        office = application.office
        assert office is not None  # noqa: S101  handed in to a branch
        last = last_bookable(office, at, None)
        return visit_book(
            application=application,
            office=office,
            starts_at=next_free(office=office, now=at, after=after, last=last)[0],
            actor=application.person,
            now=at,
            hand="person",
        )

    def seen(self, application: Application, days: int) -> None:
        """The person came so many working days ago, and the fingerprints were taken."""
        booked_at = self.days_ago(days + 1) + timedelta(hours=3)
        visit = self.visit(application, booked_at, self.days_ago(days))
        who: dict[str, Any] = {"booking": visit, "actor": self.officer(EXIT, PostRole.REVIEWER)}
        visit_check_in(now=visit.starts_at, **who)
        visit_record(
            identity_checked=True,
            fingerprints=Fingerprints.TAKEN,
            now=visit.starts_at + AT_WINDOW,
            **who,
        )

    def recommend(self, application: Application, authority: str, days: int) -> None:
        """The authority's first officer recommends approval."""
        case.review_recommend(
            application=application,
            recommendation=Recommendation.APPROVE,
            actor=self.officer(authority, PostRole.REVIEWER),
            now=self.days_ago(days) + HOURS[authority],
        )

    def approve(self, application: Application, authority: str, days: int) -> None:
        """Both of the authority's officers are for it."""
        self.recommend(application, authority, days)
        case.application_approve(
            application=application,
            actor=self.officer(authority, PostRole.SUPERVISOR),
            now=self.days_ago(days) + HOURS[authority] + SECOND_OFFICER,
        )

    def refuse(self, application: Application, authority: str, days: int) -> None:
        """Both of the authority's officers are against it."""
        reason, chinese, english = GROUNDS[authority]
        case.review_recommend(
            application=application,
            recommendation=Recommendation.REFUSE,
            reason=reason,
            text=chinese,
            text_en=english,
            actor=self.officer(authority, PostRole.REVIEWER),
            now=self.days_ago(days) + HOURS[authority],
        )
        case.application_refuse(
            application=application,
            actor=self.officer(authority, PostRole.SUPERVISOR),
            now=self.days_ago(days) + HOURS[authority] + SECOND_OFFICER,
        )

    def propose(
        self, application: Application, outcome: JointOutcome, reason: str, *reopened: str
    ) -> None:
        """The exit-entry authority's supervisor proposes how to end the disagreement."""
        case.joint_propose(
            application=application,
            proposal=outcome,
            reason=reason,
            reopened=reopened,
            actor=self.officer(EXIT, PostRole.SUPERVISOR),
            now=self.days_ago(1) + timedelta(hours=9),
        )

    def agree(self, application: Application) -> None:
        """The work-permit authority's supervisor agrees."""
        case.joint_agree(
            application=application,
            actor=self.officer(WORK, PostRole.SUPERVISOR),
            now=self.days_ago(1) + timedelta(hours=9, minutes=30),
        )
