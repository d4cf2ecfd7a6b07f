"""The demonstration's people who invite in their own name: one accepted, one waiting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.demo import PASSWORD, Person, user_make
from accounts.enums import ResidenceProof
from accounts.models import User
from applications.deadlines import legal_date
from applications.specimen import paper_image
from documents.enums import UploadPurpose
from documents.services import upload_store
from port_visa import services
from port_visa.models import Professional
from port_visa.services import ProfessionalData

ACCEPTED = Person(
    "foreign professional who invites", "professional@example.org", "Freja Eriksdotter"
)
CHECKED_SOON = Person(
    "foreign professional waiting for the check", "researcher@example.org", "Tomás Ejemplo"
)


@dataclass(frozen=True)
class Profile:
    """What one of them says of themselves, and the proof."""

    person: Person
    data: ProfessionalData
    proof: str
    category: str
    lines: Sequence[str]


FREJA = Profile(
    ACCEPTED,
    ProfessionalData(
        name="ERIKSDOTTER, FREJA",
        name_zh="傅蕾雅",
        occupation="Professor of chemistry",
        employer="Shanghai Example University",
        phone="+86 21 5555 0107",
        address="上海市杨浦区示例路7号",
    ),
    ResidenceProof.WORK_RESIDENCE,
    "A",
    ["ERIKSDOTTER, FREJA", "Residence permit, work, category A", "No. R0000007"],
)
TOMAS = Profile(
    CHECKED_SOON,
    ProfessionalData(
        name="EJEMPLO, TOMAS",
        occupation="Head of purchasing",
        employer="Shanghai Sample Instruments Co., Ltd.",
        phone="+86 21 5555 0108",
        address="上海市徐汇区样例路8号",
    ),
    ResidenceProof.PERMANENT_RESIDENCE,
    "",
    ["EJEMPLO, TOMAS", "Permanent residence", "No. P0000008"],
)
PURPOSE: dict[str, Any] = {
    "guest_kind": "research_colleague",
    "purpose": "Joint experiments, and a lecture to our students",
}


def load(
    *, officer: User, now: datetime, story: Callable[[Professional], None]
) -> list[dict[str, str]]:
    """Make both profiles once, ``story`` files the accepted one's case; answer the log-ins."""
    freja = _handed_in(FREJA, now)
    if freja is not None:
        until = legal_date(now) + timedelta(days=400)
        story(_accept(freja, officer, until, now))
    _handed_in(TOMAS, now)
    return [
        {"who": one.who, "email": one.email, "password": PASSWORD, "group": one.group}
        for one in (ACCEPTED, CHECKED_SOON)
    ]


def _handed_in(profile: Profile, now: datetime) -> Professional | None:
    """The profile with its copy, waiting for an officer; None when it is there already."""
    user = user_make(profile.person)
    if Professional.objects.filter(user=user).exists():
        return None
    row = services.professional_save(actor=user, data=profile.data, now=now)
    page = paper_image("Specimen residence permit", list(profile.lines))
    file = SimpleUploadedFile("residence-permit.png", page, "image/png")
    copy = upload_store(owner=user, purpose=UploadPurpose.RESIDENCE_PROOF, file=file, now=now)
    return services.professional_hand_in(
        professional=row,
        proof=profile.proof,
        category=profile.category,
        uploads=[copy],
        actor=user,
        now=now,
    )


def _accept(row: Professional, officer: User, until: date, now: datetime) -> Professional:
    return services.professional_accept(
        professional=row,
        proof=row.proof,
        category=row.proof_category,
        number="R0000007",
        valid_until=until,
        actor=officer,
        now=now,
    )
