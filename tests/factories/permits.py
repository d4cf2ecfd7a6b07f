"""Single-window applications in every state, made through the services that the pages call."""

from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, cast

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from accounts.models import Organisation, User
from accounts.permissions import is_member
from documents.enums import UploadPurpose, UploadStatus
from documents.models import Upload
from offices.models import Office, Zone
from permits import services
from permits.enums import Chinese, Education, PermitKind
from permits.filing.enums import Basis, ContractKind, Part, Registered, StayKind
from permits.filing.parts import FAMILY_KINDS, PERMIT_KINDS, PHOTO_KINDS, parts_of
from permits.filing.queries import PASSPORT_COPY, snapshot_load
from permits.models import FamilyMember, PermitApplication, PersonLink
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.port_visa import ANNA, NOW, verified

PAPER = b"a small picture"
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
        if not is_member(self.employer, self.organisation):
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

    def passport(self, permit: PermitApplication) -> None:
        """The person reads, compares and copies their passport."""
        who: dict[str, Any] = {"permit": permit, "actor": self.person, "now": self.now}
        services.permit_passport_save(lines=PASSPORT.lines, **who)
        services.permit_passport_confirm(risky_compared=True, **who)
        self.file(permit, PASSPORT_COPY, "person", SimpleUploadedFile("p.jpg", PAPER, "image/jpeg"))

    def file(
        self, permit: PermitApplication, code: str, hand: str, file: SimpleUploadedFile
    ) -> Upload:
        """One hand puts a file into a place."""
        actor = self.person if hand == "person" else self.employer
        assert actor is not None
        upload = stored(actor, file, self.now)
        who: dict[str, Any] = {"permit": permit, "upload": upload, "actor": actor, "now": self.now}
        if code == "photo":
            services.permit_photo_add(**who)
        else:
            services.permit_file_add(code=code, hand=hand, **who)
        return upload

    def relative(self, permit: PermitApplication) -> FamilyMember:
        """The person's child moves too."""
        data = {
            "name": "Sam Eriksson",
            "relation": "child",
            "birth_date": date(2018, 5, 4),
            "nationality": "UTO",
            "document_number": "",
        }
        return services.family_member_save(
            permit=permit, data=data, actor=self.someone, now=self.now
        )

    def complete(self, kind: str = PermitKind.NEW_IN_CHINA) -> PermitApplication:
        """Everything is filled in by both; nobody has declared yet."""
        permit = self.start(kind)
        self.opened(permit)
        self.passport(permit)
        for hand in ("employer", "person"):
            for part in parts_of(kind, hand):
                values = {}
                if part == Part.STAY and kind in PERMIT_KINDS:
                    values = {"permit_number": "WP1234567", "permit_until": date(2026, 5, 20)}
                self.save(permit, part, **values)
        permit.refresh_from_db()
        if kind in FAMILY_KINDS:
            services.family_none(permit=permit, actor=self.someone, now=self.now)
        if kind in PHOTO_KINDS:
            self.file(permit, "photo", "person", portrait())
        for slot in snapshot_load(permit, self.now).slots:
            if slot.missing:
                hand = slot.requirement.hand or "employer"
                self.file(
                    permit,
                    slot.code,
                    hand,
                    SimpleUploadedFile(f"{slot.code}.jpg", PAPER, "image/jpeg"),
                )
        permit.refresh_from_db()
        return permit

    @property
    def someone(self) -> User:
        """The person, who has come by now."""
        assert self.person is not None
        return self.person

    def declare(self, permit: PermitApplication, hand: str, **values: Any) -> PermitApplication:
        actor = self.someone if hand == "person" else self.employer
        given = {"declared_name": "Full Name", "declared": True, **values}
        return services.permit_declare(permit=permit, hand=hand, actor=actor, now=self.now, **given)

    def submitted(self, kind: str = PermitKind.NEW_IN_CHINA) -> PermitApplication:
        """Declared by both, and so handed in."""
        permit = self.complete(kind)
        self.declare(permit, "employer")
        return self.declare(permit, "person")


def place() -> dict[str, Any]:
    """In the Hongqiao zone, at the branch that serves it."""
    return {
        "zone": Zone.objects.get(code="hongqiao"),
        "outside_zones": False,
        "work_address": "闵行区申虹路1号",
        "office": Office.objects.get(code="branch-minhang"),
    }


PASSPORT = ANNA


def stored(owner: User, file: SimpleUploadedFile, now: datetime) -> Upload:
    """A picture that has passed the checks, without the time that they take."""
    data = file.read()
    return Upload.objects.create(
        owner=owner,
        purpose=UploadPurpose.APPLICATION_DOCUMENT,
        label=file.name or "file",
        file=ContentFile(data, "original.jpg"),
        view_copy=ContentFile(data, "view.jpg"),
        preview=ContentFile(data, "preview.jpg"),
        media_type="image/jpeg",
        size=len(data),
        sha256="0" * 64,
        status=UploadStatus.CLEAN,
        created_at=now,
        scanned_at=now,
    )


def portrait(size: tuple[int, int] = (420, 560)) -> SimpleUploadedFile:
    """A drawn head and shoulders on a white ground: the check finds nothing to mend."""
    picture = Image.new("RGB", size, "white")
    draw, (width, height) = ImageDraw.Draw(picture), size
    draw.ellipse((width * 0.3, height * 0.12, width * 0.7, height * 0.62), fill=(196, 160, 130))
    draw.ellipse((width * 0.12, height * 0.62, width * 0.88, height * 1.5), fill=(60, 80, 120))
    stored = BytesIO()
    picture.save(stored, "JPEG")
    return SimpleUploadedFile("photo.jpg", stored.getvalue(), "image/jpeg")
