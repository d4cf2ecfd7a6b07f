"""The demonstration's single-window applications: one filed, one waiting for the person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from accounts.demo import OWNER, VERIFIED_CODE
from accounts.models import Organisation, User
from applications.deadlines import legal_date
from applications.specimen import Specimen, paper_image, specimen_image
from documents.enums import UploadPurpose
from documents.services import upload_store
from offices.models import Office, Zone
from permits import services
from permits.enums import Chinese, Education, Hand, PermitKind
from permits.filing.enums import Basis, ContractKind, Part, Registered, StayKind
from permits.filing.queries import PASSPORT_COPY, snapshot_load
from permits.models import PermitApplication

ENGINEER = Specimen("LINDQVIST", "ELSA", "T4471902K", date(1990, 5, 14), date(2034, 9, 30))
WAITING = ("Mateo Ejemplo", "mateo@example.net")
FILED = ("Elsa Lindqvist", "elsa@example.net")


@dataclass
class Story:
    """One application with the two people who fill it in."""

    organisation: Organisation
    employer: User
    now: datetime

    def begin(self, name: str, address: str) -> PermitApplication:
        permit = services.permit_start(
            organisation=self.organisation,
            kind=PermitKind.NEW_IN_CHINA,
            person_name=name,
            person_email=address,
            person_language="en",
            actor=self.employer,
            now=self.now,
        )
        for part, data in self._employer_parts().items():
            services.permit_part_save(
                permit=permit, part=part, data=data, actor=self.employer, now=self.now
            )
        return permit

    def _employer_parts(self) -> dict[Part, dict[str, Any]]:
        first = legal_date(self.now) + timedelta(days=30)
        return {
            Part.PLACE: {
                "zone": Zone.objects.get(code="hongqiao"),
                "outside_zones": False,
                "work_address": "上海市闵行区示例路8号",
                "office": Office.objects.get(code="branch-minhang"),
            },
            Part.POST: {
                "job_title": "Process engineer",
                "job_title_zh": "工艺工程师",
                "occupation_code": "2-02",
                "occupation_text": "Mechanical engineer",
                "duties": "Plans and improves the assembly lines of the plant in Hongqiao.",
            },
            Part.CONTRACT: {
                "contract_kind": ContractKind.EMPLOYMENT,
                "contract_from": first,
                "contract_until": first + timedelta(days=729),
                "pay_annual": 500_000,
            },
            Part.BASIS: {"basis": Basis.POINTS, "ground": "", "ground_text": ""},
        }

    def personal(self, permit: PermitApplication, person: User) -> None:
        """Everything that the person adds."""
        who: dict[str, Any] = {"permit": permit, "actor": person, "now": self.now}
        services.permit_passport_save(lines=ENGINEER.lines, **who)
        services.permit_passport_confirm(risky_compared=True, **who)
        for part, data in self._personal_parts().items():
            services.permit_part_save(part=part, data=data, **who)
        services.family_none(**who)
        copy = self._upload(person, "passport.jpg", specimen_image(ENGINEER))
        services.permit_file_add(code=PASSPORT_COPY, upload=copy, hand=Hand.PERSON, **who)
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
        """One drawn page for every paper that is missing."""
        for slot in snapshot_load(permit, self.now).slots:
            if slot.missing:
                hand = slot.requirement.hand or Hand.EMPLOYER
                page = paper_image(slot.code.replace("_", " ").capitalize(), [permit.person_name])
                services.permit_file_add(
                    permit=permit,
                    code=slot.code,
                    upload=self._upload(people[hand], f"{slot.code}.png", page),
                    hand=hand,
                    actor=people[hand],
                    now=self.now,
                )

    def _upload(self, owner: User, name: str, content: bytes) -> Any:
        kind = "image/png" if name.endswith("png") else "image/jpeg"
        file = SimpleUploadedFile(name, content, kind)
        purpose = UploadPurpose.APPLICATION_DOCUMENT
        return upload_store(owner=owner, purpose=purpose, file=file, now=self.now)


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


def filed(story: Story) -> PermitApplication:
    """Declared by both hands, and handed in to the Minhang branch."""
    permit = story.begin(*FILED)
    person = User.objects.create_user(FILED[1], name=FILED[0], language="en")
    services.person_claim(permit=permit, person=person)
    story.personal(permit, person)
    permit.refresh_from_db()
    people: dict[str, User] = {Hand.EMPLOYER: story.employer, Hand.PERSON: person}
    story.papers(permit, people)
    for hand, actor in people.items():
        permit = services.permit_declare(
            permit=permit,
            hand=hand,
            declared_name=actor.name,
            declared=True,
            actor=actor,
            now=story.now,
        )
    return permit


def waiting(story: Story) -> PermitApplication:
    """The employer has filled in its part and sent the link."""
    permit = story.begin(*WAITING)
    services.person_link_send(permit=permit, actor=story.employer, now=story.now)
    return permit


def load(*, now: datetime) -> list[dict[str, str]]:
    """Make both, once. There are no log-ins of this room's own."""
    organisation = Organisation.objects.filter(uscc=VERIFIED_CODE).first()
    known = PermitApplication.objects.filter(application__organisation=organisation)
    if organisation is None or known.exists():
        return []
    story = Story(organisation, User.objects.get(email=OWNER.email), now)
    filed(story)
    waiting(story)
    return []
