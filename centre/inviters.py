"""Finding who invites, at the window: by credit code, or by a part of the name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts.enums import OrganisationStatus
from accounts.models import Organisation, User
from offices.models import Office
from port_visa.enums import InvitationStatus, ProfessionalStatus
from port_visa.models import Invitation, Professional

MOST = 20
SHORTEST = 2


@dataclass(frozen=True)
class Found:
    """Inviters whom the bureau has checked; ``more``: there are others."""

    organisations: Sequence[Organisation]
    professionals: Sequence[Professional]
    more: bool = False


def inviters_found(text: str) -> Found:
    """Look for verified organisations and accepted professionals; nothing for a single letter."""
    text = " ".join(text.split())[:100]
    if len(text) < SHORTEST:
        return Found((), ())
    bodies = Organisation.objects.filter(
        Q(uscc=text.upper().replace(" ", ""))
        | Q(name_zh__icontains=text)
        | Q(name_en__icontains=text),
        status=OrganisationStatus.VERIFIED,
    ).order_by("name_zh", "pk")[: MOST + 1]
    people = (
        Professional.objects.filter(
            Q(name__icontains=text) | Q(name_zh__icontains=text),
            status=ProfessionalStatus.ACCEPTED,
        )
        .select_related("user")
        .order_by("name", "pk")[: MOST + 1]
    )
    found, persons = list(bodies), list(people)
    return Found(found[:MOST], persons[:MOST], max(len(found), len(persons)) > MOST)


def opened_drafts(officer: User, offices: Sequence[Office]) -> list[Invitation]:
    """What the officer opened at a window and has not handed in, the last touched first."""
    rows = Invitation.objects.filter(
        opened_by=officer, opened_office__in=offices, status=InvitationStatus.DRAFT
    )
    return list(rows.select_related("organisation", "professional").order_by("-updated_at")[:MOST])
