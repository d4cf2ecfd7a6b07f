"""The demonstration's invitations, one in every state: plainly fictional, made by the services."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from accounts.demo import (
    DELTA_CODE,
    DELTA_OWNER,
    HOME_OFFICERS,
    MEMBER,
    OFFICERS,
    OWNER,
    VERIFIED_CODE,
)
from accounts.models import Organisation, User
from applications import services as case
from applications.deadlines import legal_date
from applications.enums import Recommendation, RefusalReason
from applications.models import Application
from applications.specimen import paper_image, specimen_image
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.specimens import specimen_store
from offices.models import Port
from port_visa import demo_electronic, demo_professionals, demo_roster, services
from port_visa.demo_people import (
    ANNA,
    ARKFREITH,
    INES,
    JUERGEN,
    KOFI,
    LEILA,
    MARY,
    SATRIYA,
    SEAN,
    THORA,
    YUKI,
    Guest,
)
from port_visa.enums import VisitPart
from port_visa.models import Invitation, Professional
from port_visa.progress import PASSPORT_COPY
from port_visa.queries import active_invitees, snapshot_load
from workdays.queries import calendar_load

REVIEWER = OFFICERS[0]


@dataclass
class Demo:
    """The company's people, the officers, and a clock that is set for each story."""

    owner: User
    member: User
    organisation: Organisation
    officers: dict[str, User]
    port: Port
    now: datetime
    uploads: dict[str, Upload] = field(default_factory=dict)
    electronic: bool = False

    def days_ago(self, working_days: int) -> datetime:
        """Nine in the morning in Shanghai, so many working days before today."""
        day = calendar_load().add(legal_date(self.now), -working_days).date
        morning = datetime(day.year, day.month, day.day, 9, tzinfo=timezone.get_default_timezone())
        return min(morning, self.now)

    def upload(self, label: str, draw: Callable[[], bytes], now: datetime) -> Upload:
        """The company's file of this name, drawn and handed in once."""
        if label not in self.uploads:
            self.uploads[label] = specimen_store(
                owner=self.owner,
                purpose=UploadPurpose.APPLICATION_DOCUMENT,
                label=label,
                content=draw(),
                now=now,
            )
        return self.uploads[label]

    def visit(self, purpose: str, why: str, actor: User, now: datetime) -> Invitation:
        """A draft whose visit is described in full."""
        invitation = self.begin(actor, now)
        arrival = legal_date(self.now) + timedelta(days=9)
        pages: dict[str, dict[str, Any]] = {
            VisitPart.PURPOSE: self.purpose(purpose),
            VisitPart.URGENCY: {"urgency": "urgent_business", "urgency_text": why},
            VisitPart.ARRIVAL: {
                "arrival_on": arrival,
                "port": self.port,
                "flight": "ZZ 123",
                "stay_days": 10,
                "electronic": self.electronic,
            },
            VisitPart.PLAN: {
                "itinerary": "Every working day from 9 to 17 at the plant in Pudong.",
                "host_address": "上海市浦东新区示例路1号示例酒店",
            },
            VisitPart.COSTS: {"payer": "inviter", "payer_text": ""},
        }
        for part, data in pages.items():
            invitation = services.invitation_visit_save(
                invitation=invitation, part=part, data=data, actor=actor, now=now
            )
        return invitation

    def begin(self, actor: User, now: datetime) -> Invitation:
        return services.invitation_create(
            organisation=self.organisation, actor=actor, now=now, language=actor.language
        )

    def purpose(self, words: str) -> dict[str, Any]:
        return {"category": "M", "purpose": words}

    def invite(self, invitation: Invitation, guest: Guest, actor: User, now: datetime) -> None:
        passport = guest.passport
        who: dict[str, Any] = {"actor": actor, "now": now}
        invitee = services.invitee_add(invitation=invitation, **who)
        services.invitee_passport_save(invitee=invitee, lines=passport.lines, **who)
        services.invitee_confirm(invitee=invitee, risky_compared=True, **who)
        details = {
            "name_viz": guest.name_viz,
            "name_zh": guest.name_zh,
            "issued_on": date(2025, 7, 1),
            "occupation": guest.occupation,
            "employer": "Utopia Machines",
            "relation": "Supplier",
            "previous_visits": "",
        }
        services.invitee_details_save(invitee=invitee, data=details, **who)
        label = f"passport-{passport.number}.jpg"
        copy = self.upload(label, lambda: specimen_image(passport), now)
        services.attachment_add(
            invitation=invitation, code=PASSPORT_COPY, upload=copy, invitee=invitee, **who
        )

    def papers(self, invitation: Invitation, actor: User, now: datetime) -> None:
        lines = [self.organisation.name_zh, self.organisation.name_en, invitation.purpose]
        for slot in snapshot_load(invitation, now).group_slots:
            if slot.missing:
                title = slot.code.replace("_", " ").capitalize()
                page = partial(paper_image, title, lines)
                upload = self.upload(f"{slot.code}.png", page, now)
                services.attachment_add(
                    invitation=invitation, code=slot.code, upload=upload, actor=actor, now=now
                )

    def submitted(self, purpose: str, *guests: Guest, at: datetime) -> list[Application]:
        """An invitation handed in at ``at``; answers its people's applications."""
        why = "A machine stands still; only the maker's people can mend it."
        invitation = self.visit(purpose, why, self.owner, at)
        for guest in guests:
            self.invite(invitation, guest, self.owner, at)
        self.papers(invitation, self.owner, at)
        services.invitation_submit(
            invitation=invitation,
            declared_name=self.owner.name,
            declared=True,
            actor=self.owner,
            now=at,
        )
        return [i.application for i in active_invitees().filter(invitation=invitation)]

    def accepted(self, purpose: str, guest: Guest, at: datetime) -> Application:
        application = self.submitted(purpose, guest, at=at)[0]
        return case.application_accept(application=application, actor=self.reviewer, now=at)

    @property
    def reviewer(self) -> User:
        return self.officers[REVIEWER.email]

    @property
    def at_home(self) -> User:
        """The reviewer of the home office in Jiangsu."""
        return self.officers[HOME_OFFICERS[0].email]

    def transferred(self, purpose: str, guest: Guest, at: datetime) -> Application:
        """An invitation that the home office checked and handed over."""
        application = self.submitted(purpose, guest, at=at)[0]
        case.transfer_send(
            application=application,
            actor=self.at_home,
            now=at + timedelta(hours=3),
            reason="The company is in the provincial register; the handler was called.",
        )
        return application


def _draft(demo: Demo) -> None:
    invitation = demo.visit(
        "参加新品发布会", "客户昨日确认行程，来不及在境外办理签证。", demo.member, demo.now
    )
    demo.invite(invitation, YUKI, demo.member, demo.now)


def _list(demo: Demo) -> None:
    why = "The fair was moved forward; its guests cannot reach a visa office in time."
    invitation = demo.visit("Guests of the spring fair", why, demo.member, demo.now)
    demo_roster.load(invitation, actor=demo.member, now=demo.now)


def _received(demo: Demo) -> None:
    demo.submitted("Commissioning of a test line in Pudong", ANNA, ARKFREITH, at=demo.now)


def _asked(demo: Demo) -> None:
    application = demo.submitted("Acceptance of a delivery", JUERGEN, at=demo.days_ago(1))[0]
    items = [
        ("application_letter", "The letter has no stamp. Send it again with the company's stamp."),
        ("details", "Say what the visitor does at Utopia Machines."),
    ]
    case.supplement_request(application=application, items=items, actor=demo.reviewer, now=demo.now)


def _due_today(demo: Demo) -> None:
    demo.accepted("Audit of a supplier", THORA, demo.days_ago(3))


def _overdue(demo: Demo) -> None:
    demo.accepted("Negotiation of a purchase", MARY, demo.days_ago(6))


def _refusal_recommended(demo: Demo) -> None:
    application = demo.accepted("Business talks", SEAN, demo.days_ago(2))
    case.review_recommend(
        application=application,
        recommendation=Recommendation.REFUSE,
        reason=RefusalReason.MATERIALS,
        text="The application letter names another company than the licence.",
        actor=demo.reviewer,
        now=demo.now,
    )


def _approved(demo: Demo) -> None:
    application = demo.accepted("Training of machine operators", SATRIYA, demo.days_ago(2))
    case.application_approve(application=application, actor=demo.reviewer, now=demo.now)


def _withdrawn(demo: Demo) -> None:
    application = demo.submitted("Visit to a trade fair", KOFI, at=demo.days_ago(1))[0]
    case.application_withdraw(
        application=application, actor=demo.owner, now=demo.now, reason="The fair was put off."
    )


STORIES: tuple[Callable[[Demo], None], ...] = (
    _draft,
    _list,
    _received,
    _asked,
    _due_today,
    _overdue,
    _refusal_recommended,
    _approved,
    _withdrawn,
)


def _at_home(demo: Demo) -> None:
    demo.submitted("Acceptance test of a spectrometer", ANNA, at=demo.now)


def _home_late(demo: Demo) -> None:
    demo.submitted("Visit to a joint laboratory", KOFI, at=demo.days_ago(4))


def _asked_at_home(demo: Demo) -> None:
    application = demo.submitted("Training on a microscope", YUKI, at=demo.days_ago(1))[0]
    case.supplement_request(
        application=application,
        items=[("application_letter", "The letter names no date of the visit. Send it again.")],
        actor=demo.at_home,
        now=demo.now,
    )


def _in_shanghai(demo: Demo) -> None:
    demo.transferred("Calibration of measuring devices", JUERGEN, demo.days_ago(2))


def _sent_back(demo: Demo) -> None:
    application = demo.transferred("Purchase of lenses", MARY, demo.days_ago(3))
    case.transfer_return(
        application=application,
        reason="The letter names another company. Please confirm who invites.",
        actor=demo.reviewer,
        now=demo.now,
    )


def _accepted_in_shanghai(demo: Demo) -> None:
    application = demo.transferred("Repair of a laser", THORA, demo.days_ago(3))
    case.application_accept(application=application, actor=demo.reviewer, now=demo.days_ago(1))


def _approved_in_shanghai(demo: Demo) -> None:
    at = demo.days_ago(3)
    application = demo.transferred("Signing of a contract", SATRIYA, at)
    for step in (case.application_accept, case.application_approve):
        step(application=application, actor=demo.reviewer, now=demo.days_ago(1))


DELTA_STORIES: tuple[Callable[[Demo], None], ...] = (
    _at_home,
    _home_late,
    _asked_at_home,
    _in_shanghai,
    _sent_back,
    _accepted_in_shanghai,
    _approved_in_shanghai,
)


@dataclass
class PersonalDemo(Demo):
    """Somebody who invites in their own name."""

    professional: Professional | None = None

    def begin(self, actor: User, now: datetime) -> Invitation:
        return services.invitation_create(
            professional=self.professional, actor=actor, now=now, language=actor.language
        )

    def purpose(self, words: str) -> dict[str, Any]:
        return {**demo_professionals.PURPOSE, "purpose": words}


def _personal(demo: Demo, professional: Professional) -> None:
    """The accepted professional's own case."""
    own = replace(demo, owner=professional.user, uploads={})
    values = {one.name: getattr(own, one.name) for one in fields(own)}
    PersonalDemo(**values, professional=professional).submitted(
        "Joint experiments at the university", INES, at=demo.now
    )


def _electronic(demo: Demo, organisation: Organisation, owner: User) -> None:
    """An electronic visa of the filed company, and the other company's filing that waits."""
    own = replace(
        demo, owner=owner, member=owner, organisation=organisation, uploads={}, electronic=True
    )
    application = own.accepted("Calibration of measuring instruments", LEILA, own.days_ago(2))
    active_invitees().filter(application=application).update(email="leila@example.org")
    case.application_approve(application=application, actor=demo.reviewer, now=demo.now)
    demo_electronic.waiting(demo.organisation, demo.owner, demo.days_ago(1))


def load(*, now: datetime) -> list[dict[str, str]]:
    """Make one invitation in every state, once; the log-ins are of those who invite themselves."""
    logins: list[dict[str, str]] = []
    for code, owner, member, stories in (
        (VERIFIED_CODE, OWNER, MEMBER, STORIES),
        (DELTA_CODE, DELTA_OWNER, DELTA_OWNER, DELTA_STORIES),
    ):
        organisation = Organisation.objects.filter(uscc=code).first()
        if organisation is None:
            continue
        demo = _demo(organisation, owner.email, member.email, now)
        if not Invitation.objects.filter(organisation=organisation).exists():
            for story in stories:
                story(demo)
        if code == VERIFIED_CODE:
            logins = demo_professionals.load(
                officer=demo.reviewer, now=now, story=partial(_personal, demo)
            )
            logins += demo_electronic.load(
                officer=demo.reviewer, at=demo.days_ago(20), story=partial(_electronic, demo)
            )
    return logins


def _demo(organisation: Organisation, owner: str, member: str, now: datetime) -> Demo:
    people = {user.email: user for user in User.objects.filter(email__endswith="@example.org")}
    return Demo(
        owner=people[owner],
        member=people[member],
        organisation=organisation,
        officers=people,
        port=Port.objects.get(code="PVG"),
        now=now,
    )
