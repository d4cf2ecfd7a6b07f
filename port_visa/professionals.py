"""Reads about people who invite in their own name: their proof, what they may do, how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.enums import ResidenceProof
from accounts.models import User
from accounts.permissions import Person
from accounts.residence import Stay, stays_of
from applications.deadlines import legal_date
from applications.enums import OPEN_STATUSES
from port_visa.enums import InvitationStatus, ProfessionalStatus
from port_visa.models import (
    Invitation,
    Invitee,
    Professional,
    ProfessionalProof,
    ProfessionalPurpose,
)
from port_visa.rules.checklist import in_force
from port_visa.rules.professionals import qualifies


def professional_of(user: Person) -> Professional | None:
    """The person's own profile as an inviter, if they have begun one."""
    if not (user.is_authenticated and user.is_active):
        return None
    return Professional.objects.filter(user_id=user.pk).first()


def proofs_on(day: date) -> list[ProfessionalProof]:
    """The kinds of proof that count on a day."""
    return in_force(ProfessionalProof.objects.all(), day)


def proof_choices(day: date) -> list[tuple[str, str]]:
    """The proofs that count on a day, one line a category: ``proof:category`` and its words."""
    found = []
    for row in proofs_on(day):
        for category in row.categories or [""]:
            found.append((f"{row.proof}:{category}", proof_words(row.proof, category)))
    return found


def proof_words(proof: str, category: str) -> str:
    """A proof in words: "Residence permit for work, category A"."""
    if not proof:
        return ""
    words = str(ResidenceProof(proof).label)
    words = words[:1].upper() + words[1:]
    if not category:
        return words
    return _("%(proof)s, category %(category)s") % {"proof": words, "category": category}


def purposes_on(day: date) -> list[ProfessionalPurpose]:
    """Whom a professional may invite on a day, in the order of the form."""
    return sorted(in_force(ProfessionalPurpose.objects.all(), day), key=lambda row: row.order)


def purpose_of(invitation: Invitation) -> ProfessionalPurpose | None:
    """Whom this invitation of a professional is for, by the rows of its own time."""
    on = legal_date(invitation.submitted_at or invitation.updated_at)
    return next((row for row in purposes_on(on) if row.code == invitation.guest_kind), None)


def stay_of(user: User, on: date) -> Stay | None:
    """The permit on record here that lets the person invite on a day; the one that ends last."""
    rows = proofs_on(on)
    for stay in stays_of(user, on):
        if qualifies(rows, proof=stay.proof, category=stay.category, on=on):
            return stay
    return None


def professional_hindrance(professional: Professional, now: datetime) -> str:
    """What keeps the person from handing in now, and what to do; empty for nothing.

    Judged by the rows in force on the day: what was handed in earlier is not judged again.
    """
    if professional.status != ProfessionalStatus.ACCEPTED or professional.proof_until is None:
        return _status_sentence(professional)
    today = legal_date(now)
    if professional.proof_until < today:
        return _(
            "Your proof ended on %(date)s, so you cannot hand in invitations. Add the new one: "
            "open “Invite in your own name”."
        ) % {"date": formats.date_format(professional.proof_until)}
    if not qualifies(
        proofs_on(today),
        proof=professional.proof,
        category=professional.proof_category,
        on=today,
    ):
        return _(
            "Your kind of permit does not let you invite in your own name any more: the rules "
            "have changed. What you handed in before goes on. An organisation can still invite."
        )
    return "" if _still_on_record(professional, today) else _gone()


def _still_on_record(professional: Professional, today: date) -> bool:
    if not professional.on_record:
        return True
    numbers = {stay.number for stay in stays_of(professional.user, today)}
    return professional.proof_number in numbers


def _gone() -> str:
    return _(
        "The permit by which we accepted you is no longer in force on our records. Add the proof "
        "that you have now: open “Invite in your own name”."
    )


def _status_sentence(professional: Professional) -> str:
    sentences: dict[Any, str] = {
        ProfessionalStatus.DRAFT: _(
            "We have to see proof that you live in Shanghai before you can hand in. Add it under "
            "“Invite in your own name”."
        ),
        ProfessionalStatus.PENDING: _(
            "The bureau is checking your proof. You need do nothing: we write to you when it is "
            "accepted, and then you can hand in."
        ),
        ProfessionalStatus.RETURNED: _(
            "The bureau sent your proof back for correction. Correct it under “Invite in your own "
            "name”; you can hand in once it is accepted."
        ),
        ProfessionalStatus.SUSPENDED: _(
            "You cannot invite in your own name at the moment. The reason is in your inbox. If "
            "you think that this is a mistake, call 12367."
        ),
    }
    return sentences.get(professional.status, "")


@dataclass(frozen=True)
class Personal:
    """What the checks ask only when a person invites in their own name.

    ``elsewhere``: how many people of the person's other invitations are under way.
    """

    professional: Professional
    purposes: Sequence[str]
    elsewhere: int


def personal_of(invitation: Invitation, today: date) -> Personal | None:
    """Read what the checks of a professional's invitation need; None for an organisation's."""
    professional = invitation.professional
    if professional is None:
        return None
    return Personal(
        professional=professional,
        purposes=[row.code for row in purposes_on(today)],
        elsewhere=under_way(professional).exclude(invitation_id=invitation.pk).count(),
    )


def under_way(professional: Professional) -> QuerySet[Invitee]:
    """People whom the professional invited and whose application is not yet closed."""
    return Invitee.objects.filter(
        removed_at__isnull=True,
        invitation__professional=professional,
        invitation__status=InvitationStatus.SUBMITTED,
        application__status__in=OPEN_STATUSES,
    )
