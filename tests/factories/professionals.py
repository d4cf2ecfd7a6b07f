"""People who invite in their own name, made through the services that the pages call."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.enums import PostRole, ResidenceProof
from accounts.models import User
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.services import upload_store
from port_visa import services
from port_visa.enums import VisitPart
from port_visa.models import Invitation, Professional
from port_visa.services import ProfessionalData
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.port_visa import NOW, TODAY, VISIT, Desk, airport, picture

PURPOSE: dict[str, Any] = {
    "guest_kind": "research_colleague",
    "purpose": "Joint experiments, and a lecture",
}
WORK = ResidenceProof.WORK_RESIDENCE
CARD = ResidenceProof.PERMANENT_RESIDENCE


def data(**changes: Any) -> ProfessionalData:
    values = {
        "name": "ERIKSDOTTER, FREJA",
        "name_zh": "傅蕾雅",
        "occupation": "Professor of chemistry",
        "employer": "Example University",
        "phone": "+86 21 5555 0107",
        "address": "上海市杨浦区示例路7号",
    }
    return ProfessionalData(**{**values, **changes})


def begun(user: User | None = None, **changes: Any) -> Professional:
    """A profile without a proof."""
    actor = user or UserFactory.create()
    return services.professional_save(actor=actor, data=data(**changes), now=NOW)


def copy_of(row: Professional) -> Upload:
    """A file that the person has uploaded, not yet added to the profile."""
    return upload_store(
        owner=row.user, purpose=UploadPurpose.RESIDENCE_PROOF, file=picture(), now=NOW
    )


def handed_in(
    user: User | None = None, *, proof: str = WORK, category: str = "A", **changes: Any
) -> Professional:
    """A profile whose copy waits for an officer."""
    row = begun(user, **changes)
    return services.professional_hand_in(
        professional=row,
        proof=proof,
        category=category,
        uploads=[copy_of(row)],
        actor=row.user,
        now=NOW,
    )


def accepted(
    user: User | None = None,
    *,
    until: date = TODAY + timedelta(days=365),
    proof: str = WORK,
    category: str = "A",
    officer: User | None = None,
    **changes: Any,
) -> Professional:
    """A profile with a proof that an officer has accepted."""
    row = handed_in(user, proof=proof, category=category, **changes)
    return services.professional_accept(
        professional=row,
        proof=proof,
        category=category,
        number="R1234567",
        valid_until=until,
        actor=officer or PostFactory.create().officer,
        now=NOW,
    )


@dataclass
class PersonalDesk(Desk):
    """A person who invites in their own name; ``organisation`` is not theirs."""

    professional: Professional | None = None

    def __post_init__(self) -> None:
        self.professional = self.professional or accepted(self.actor)
        self.actor = self.professional.user

    def draft(self) -> Invitation:
        return services.invitation_create(
            professional=self.professional, actor=self.actor, now=self.now, language="en"
        )

    def visit(self, invitation: Invitation, **changes: Any) -> Invitation:
        arrival: dict[str, Any] = {
            "arrival_on": TODAY + timedelta(days=8),
            "port": airport(),
            "flight": "ZZ 123",
            "stay_days": 10,
        }
        pages = {**VISIT, VisitPart.PURPOSE: PURPOSE, VisitPart.ARRIVAL: arrival}
        for part, values in pages.items():
            invitation = services.invitation_visit_save(
                invitation=invitation,
                part=part,
                data={key: changes.get(key, value) for key, value in values.items()},
                actor=self.actor,
                now=self.now,
            )
        return invitation


def officer(role: PostRole = PostRole.REVIEWER, **post: Any) -> User:
    """Somebody with a post; who checks proofs unless told otherwise."""
    found: User = PostFactory.create(role=role, **post).officer
    return found
