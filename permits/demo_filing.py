"""The demonstration's single-window applications: how two hands fill one in."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from allauth.account.models import EmailAddress
from PIL import Image, ImageDraw

from accounts.models import Organisation, User
from applications.deadlines import legal_date
from applications.models import Attachment
from applications.specimen import Specimen, paper_image, specimen_image
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.specimens import specimen_store
from offices.models import Office, Zone
from permits import services
from permits.enums import Chinese, Education, Hand, PermitKind
from permits.filing.enums import Basis, ContractKind, Part, Registered, StayKind
from permits.filing.queries import PASSPORT_COPY, snapshot_load
from permits.models import PermitApplication

TWO_YEARS = timedelta(days=729)


@dataclass(frozen=True)
class Employee:
    """A fictional person whom the company employs, and as what. Without a passport, not yet."""

    name: str
    email: str
    passport: Specimen | None = None
    post: tuple[str, str] = ("Process engineer", "工艺工程师")
    contract_until: date | None = None


@dataclass
class Story:
    """One application with the two people who fill it in.

    ``uploads`` is shared by all: what somebody hands in again and again is one file.
    """

    organisation: Organisation
    employer: User
    now: datetime
    uploads: dict[tuple[int, str], Upload] = field(default_factory=dict)

    def begin(self, employee: Employee) -> PermitApplication:
        """The company's part; the person's is empty."""
        permit = services.permit_start(
            organisation=self.organisation,
            kind=PermitKind.NEW_IN_CHINA,
            person_name=employee.name,
            person_email=employee.email,
            person_language="en",
            actor=self.employer,
            now=self.now,
        )
        for part, data in self._employer_parts(employee).items():
            services.permit_part_save(
                permit=permit, part=part, data=data, actor=self.employer, now=self.now
            )
        return permit

    def _employer_parts(self, employee: Employee) -> dict[Part, dict[str, Any]]:
        first = legal_date(self.now) + timedelta(days=10)
        return {
            Part.PLACE: {
                "zone": Zone.objects.get(code="hongqiao"),
                "outside_zones": False,
                "work_address": "上海市闵行区示例路8号",
                "office": Office.objects.get(code="branch-minhang"),
            },
            Part.POST: {
                "job_title": employee.post[0],
                "job_title_zh": employee.post[1],
                "occupation_code": "2-02",
                "occupation_text": "Mechanical engineer",
                "duties": "Plans and improves the assembly lines of the plant in Hongqiao.",
            },
            Part.CONTRACT: {
                "contract_kind": ContractKind.EMPLOYMENT,
                "contract_from": first,
                "contract_until": employee.contract_until or first + TWO_YEARS,
                "pay_annual": 500_000,
            },
            Part.BASIS: {"basis": Basis.POINTS, "ground": "", "ground_text": ""},
        }

    def filed(self, employee: Employee) -> PermitApplication:
        """Filled in and declared by both hands, and handed in to the Minhang branch."""
        permit = self.begin(employee)
        person = person_ensure(employee)
        services.person_claim(permit=permit, person=person)
        self.personal(permit, person, employee)
        permit.refresh_from_db()
        people: dict[str, User] = {Hand.EMPLOYER: self.employer, Hand.PERSON: person}
        self.papers(permit, people)
        for hand, actor in people.items():
            permit = services.permit_declare(
                permit=permit,
                hand=hand,
                declared_name=actor.name,
                declared=True,
                actor=actor,
                now=self.now,
            )
        return permit

    def personal(self, permit: PermitApplication, person: User, employee: Employee) -> None:
        """Everything that the person adds."""
        who: dict[str, Any] = {"permit": permit, "actor": person, "now": self.now}
        if employee.passport is not None:
            services.permit_passport_save(lines=employee.passport.lines, **who)
            services.permit_passport_confirm(risky_compared=True, **who)
            copy = self._upload(person, "passport.jpg", specimen_image(employee.passport))
            services.permit_file_add(code=PASSPORT_COPY, upload=copy, hand=Hand.PERSON, **who)
        for part, data in self._personal_parts().items():
            services.permit_part_save(part=part, data=data, **who)
        services.family_none(**who)
        photo = self._upload(person, "photo.jpg", portrait())
        services.permit_photo_add(upload=photo, **who)

    def _personal_parts(self) -> dict[Part, dict[str, Any]]:
        today = legal_date(self.now)
        return {
            Part.STUDIES: {
                "education": Education.MASTER,
                "school": "University of Utopia",
                "subject": "Mechanical engineering",
                "chinese": Chinese.HSK3,
                "distinctions": ["fortune_500"],
            },
            Part.EXPERIENCE: {
                "experience_years": 8,
                "experience_text": "Eight years as an engineer at Utopia Machines.",
                "months_in_china": 12,
            },
            Part.STAY: {
                "stay_kind": StayKind.VISA_OTHER,
                "entered_on": today - timedelta(days=10),
                "stay_until": today + timedelta(days=80),
                "permit_number": "",
                "permit_until": None,
            },
            Part.HOME: {
                "home_address": "上海市闵行区示例路1号",
                "home_registered": Registered.YES,
                "home_registered_on": today - timedelta(days=9),
                "phone": "+86 21 0000 0000",
            },
        }

    def papers(self, permit: PermitApplication, people: dict[str, User]) -> None:
        """One drawn page for every paper that is missing, put there as the service leaves them.

        At once: the service looks at the whole application for each of them. Declaring judges all.
        """
        missing = [slot for slot in snapshot_load(permit, self.now).slots if slot.missing]
        owners = [people[slot.requirement.hand or Hand.EMPLOYER] for slot in missing]
        Attachment.objects.bulk_create(
            Attachment(
                application=permit.application,
                code=slot.code,
                upload=self._upload(owner, f"{slot.code}.png", paper(slot.code)),
                created_at=self.now,
            )
            for slot, owner in zip(missing, owners, strict=True)
        )

    def _upload(self, owner: User, label: str, content: bytes) -> Upload:
        key = (owner.pk, label)
        if key not in self.uploads:
            self.uploads[key] = specimen_store(
                owner=owner,
                purpose=UploadPurpose.APPLICATION_DOCUMENT,
                label=label,
                content=content,
                now=self.now,
            )
        return self.uploads[key]


def person_ensure(employee: Employee) -> User:
    """The person's account: by its address, without a password; a code by e-mail signs in."""
    person = User.objects.filter(email=employee.email).first()
    if person is None:
        person = User.objects.create_user(employee.email, name=employee.name, language="en")
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@cache
def paper(code: str) -> bytes:
    """A drawn page that stands for a paper of this code."""
    return paper_image(code.replace("_", " ").capitalize(), ["Utopia Machines"])


@cache
def portrait() -> bytes:
    """A drawn head and shoulders on a white ground."""
    width, height = 420, 560
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((126, 67, 294, 347), fill=(196, 160, 130))
    draw.ellipse((50, 347, 370, 840), fill=(60, 80, 120))
    stored = BytesIO()
    picture.save(stored, "JPEG")
    return stored.getvalue()
