"""Single-window applications in every state, made through the services that the pages call."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from accounts.models import Organisation, User
from offices.models import Office, Zone
from permits import services
from permits.enums import Chinese, Education, PermitKind
from permits.filing.enums import Basis, ContractKind, Part, Registered, StayKind
from permits.models import PermitApplication, PersonLink
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.port_visa import ANNA, NOW, verified

ADDRESS = "anna@example.net"
PARTS: dict[Part, dict[str, Any]] = {
    Part.POST: {
        "job_title": "Process engineer",
        "job_title_zh": "工艺工程师",
        "occupation_code": "2-02-07",
        "occupation_text": "Mechanical engineer",
        "duties": "Plans and improves the assembly lines of the plant.",
    },
    Part.CONTRACT: {
        "contract_kind": ContractKind.EMPLOYMENT,
        "contract_from": date(2026, 4, 1),
        "contract_until": date(2028, 3, 31),
        "pay_annual": 500_000,
    },
    Part.BASIS: {"basis": Basis.POINTS, "ground": "", "ground_text": ""},
    Part.CHANGE: {"changed_on": date(2026, 2, 27), "change_text": "The contract ended."},
    Part.STUDIES: {
        "education": Education.MASTER,
        "school": "University of Utopia",
        "subject": "Mechanical engineering",
        "chinese": Chinese.HSK3,
        "distinctions": ["fortune_500"],
    },
    Part.EXPERIENCE: {
        "experience_years": 8,
        "experience_text": "2018 to 2026: engineer at Utopia Machines.",
        "months_in_china": 12,
    },
    Part.STAY: {
        "stay_kind": StayKind.VISA_OTHER,
        "entered_on": date(2026, 2, 20),
        "stay_until": date(2026, 5, 20),
        "permit_number": "",
        "permit_until": None,
    },
    Part.HOME: {
        "home_address": "闵行区示例路8号",
        "home_registered": Registered.YES,
        "home_registered_on": date(2026, 2, 21),
        "phone": "+86 138 0013 8000",
    },
}


@dataclass
class TwoHands:
    """A member of a verified company, the employee, and what they do with one application."""

    organisation: Organisation = field(default_factory=verified)
    now: datetime = NOW
    employer: User = field(default_factory=lambda: cast("User", UserFactory()))
    person: User | None = None

    def __post_init__(self) -> None:
        MembershipFactory(user=self.employer, organisation=self.organisation)

    def start(self, kind: str = PermitKind.NEW_IN_CHINA) -> PermitApplication:
        return services.permit_start(
            organisation=self.organisation,
            kind=kind,
            person_name="Anna Maria Eriksson",
            person_email=ADDRESS,
            person_language="en",
            actor=self.employer,
            now=self.now,
        )

    def link(self, permit: PermitApplication) -> tuple[PersonLink, str]:
        """Send the link; answers it with the token as it stands in the letter."""
        from notifications.models import Message

        sent = services.person_link_send(permit=permit, actor=self.employer, now=self.now)
        letter = Message.objects.get(event="permit_link", key=str(sent.pk))
        return sent, letter.context["path"].rstrip("/").rpartition("/")[2]

    def opened(self, permit: PermitApplication) -> User:
        """The person opens their link; answers who they are from then on."""
        _link, token = self.link(permit)
        found = services.person_link_open(token=token, now=self.now)
        person = found.permit.application.person
        assert person is not None
        self.person = person
        permit.refresh_from_db()
        return person

    def save(self, permit: PermitApplication, part: Part, **values: Any) -> PermitApplication:
        """Save one part as whose it is, with everything in order unless told otherwise."""
        from permits.filing.parts import HANDS

        data = {**PARTS.get(part, place()), **values}
        actor = self.employer if HANDS[part] == "employer" else self.person
        assert actor is not None
        return services.permit_part_save(
            permit=permit, part=part, data=data, actor=actor, now=self.now
        )


def place() -> dict[str, Any]:
    """In the Hongqiao zone, at the branch that serves it."""
    return {
        "zone": Zone.objects.get(code="hongqiao"),
        "outside_zones": False,
        "work_address": "闵行区申虹路1号",
        "office": Office.objects.get(code="branch-minhang"),
    }


PASSPORT = ANNA
