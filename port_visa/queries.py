"""Reads that pages, services and the desk share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import Membership, User
from accounts.permissions import Person
from applications.deadlines import legal_date
from applications.enums import RequirementScope, Service
from applications.models import Application, Attachment, DocumentRequirement
from applications.permissions import REVIEW_ROLES, offices_of
from applications.slots import Slot as CaseSlot
from port_visa.enums import InvitationStatus
from port_visa.filings import Electronic, electronic_of
from port_visa.models import Invitation, Invitee
from port_visa.parameters import limits_on
from port_visa.professionals import Personal, personal_of
from port_visa.rules.checklist import requirements_for
from port_visa.rules.visit import Limits

_PARTS = ("organisation", "professional__user", "port", "port__office")


def active_invitees() -> QuerySet[Invitee]:
    """People still on their invitation, in their order, with all that a page shows."""
    return (
        Invitee.objects.filter(removed_at__isnull=True)
        .select_related(
            "application__traveller",
            "application__office",
            "application__home_office",
            "replaces__application__traveller",
            "replaces__invitation",
        )
        .order_by("position")
    )


def invitations_for(user: Person) -> QuerySet[Invitation]:
    """What the user and their organisations invite, not discarded, the last touched first."""
    if not (user.is_authenticated and user.is_active):
        return Invitation.objects.none()
    return (
        Invitation.objects.filter(_inviters(user))
        .exclude(status=InvitationStatus.DISCARDED)
        .select_related(*_PARTS)
        .prefetch_related(Prefetch("invitees", queryset=active_invitees(), to_attr="people"))
        .order_by("-updated_at")
    )


def invitation_for(user: Person, pk: UUID) -> Invitation | None:
    """One invitation that the user may see, or None: unknown and another's look the same."""
    if not (user.is_authenticated and user.is_active):
        return None
    return (
        Invitation.objects.filter(_inviters(user), pk=pk)
        .exclude(status=InvitationStatus.DISCARDED)
        .select_related(*_PARTS)
        .first()
    )


def _inviters(user: Person) -> Q:
    """The condition that agrees with ``permissions.can_view_invitation`` for every row."""
    if not isinstance(user, User):
        return Q(pk__in=[])
    mine = Membership.objects.filter(user=user).values("organisation_id")
    inviter = Q(organisation_id__in=mine) | Q(professional__user=user)
    own = inviter & (Q(opened_by=None) | ~Q(status=InvitationStatus.DRAFT))
    windows = offices_of(user, REVIEW_ROLES)
    if not windows:
        return own
    draft = Q(status=InvitationStatus.DRAFT, opened_office__in=windows)
    return own | draft & Q(opened_by=user)


def opened_by(user: User, pk: UUID) -> Invitation | None:
    """What this officer opened at a window and handed in: they see its receipt, nothing else."""
    return (
        Invitation.objects.filter(
            pk=pk,
            opened_by=user,
            status=InvitationStatus.SUBMITTED,
            opened_office__in=offices_of(user, REVIEW_ROLES),
        )
        .select_related(*_PARTS)
        .first()
    )


def invitee_of(application: Application) -> Invitee:
    """The port visa part of an application, with its invitation."""
    return Invitee.objects.select_related(
        "application__traveller",
        "application__office",
        "replaces__application__traveller",
        "replaces__invitation",
        "invitation__organisation",
        "invitation__professional__user",
        "invitation__port__office",
    ).get(application_id=application.pk)


def invitations_of(applications: Iterable[Application]) -> dict[int, Invitation]:
    """The invitation of each application, by the application's key."""
    invitees = Invitee.objects.select_related(
        "invitation__organisation", "invitation__professional"
    ).filter(application_id__in=[application.pk for application in applications])
    return {invitee.application_id: invitee.invitation for invitee in invitees}


def requirements_of(invitation: Invitation, on: date) -> list[DocumentRequirement]:
    """The checklist of an invitation on a day. Whether there is a licence is asked of bodies."""
    body = invitation.organisation
    rows = DocumentRequirement.objects.filter(service=Service.PORT_VISA)
    return requirements_for(
        rows,
        category=invitation.category,
        inviter_kind=invitation.inviter_kind,
        has_licence=body is None or body.has_business_licence,
        on=on,
    )


@dataclass(frozen=True)
class Slot(CaseSlot):
    """One line of the checklist for the group or for one person, with its files."""

    invitee: Invitee | None = None

    @property
    def key(self) -> str:
        """Name of the slot in forms: the requirement's code, and whose it is."""
        return f"{self.requirement.code}-{self.invitee.pk}" if self.invitee else self.code


@dataclass(frozen=True)
class Snapshot:
    """An invitation with everything that its checks need, read in a fixed number of queries."""

    invitation: Invitation
    invitees: Sequence[Invitee]
    slots: Sequence[Slot]
    files: Mapping[tuple[str, int | None], Sequence[Attachment]]
    limits: Limits
    today: date
    personal: Personal | None = None
    electronic: Electronic | None = None

    @property
    def group_slots(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.invitee is None]

    def slots_of(self, invitee: Invitee) -> list[Slot]:
        return [slot for slot in self.slots if slot.invitee == invitee]

    def files_of(self, invitee: Invitee, code: str) -> Sequence[Attachment]:
        """One person's own files of a slot, the oldest first."""
        return self.files.get((code, invitee.application_id), ())

    def slot(self, code: str, invitee: Invitee | None = None) -> Slot | None:
        found = (s for s in self.slots if s.code == code and s.invitee == invitee)
        return next(found, None)


def snapshot_load(invitation: Invitation, now: datetime) -> Snapshot:
    """Read the invitation's people, checklist, files and limits as of ``now``."""
    today = legal_date(now)
    on = legal_date(invitation.submitted_at) if invitation.submitted_at else today
    invitees = list(active_invitees().filter(invitation=invitation))
    for invitee in invitees:
        invitee.invitation = invitation
    files = _files(invitation, invitees)
    slots = []
    for requirement in requirements_of(invitation, on):
        if requirement.scope == RequirementScope.GROUP:
            slots.append(Slot(requirement, files[requirement.code, None]))
            continue
        slots += [
            Slot(requirement, files[requirement.code, invitee.application_id], invitee)
            for invitee in invitees
        ]
    personal = personal_of(invitation, today)
    limits, electronic = limits_on(today), electronic_of(invitation, today)
    return Snapshot(invitation, invitees, slots, files, limits, today, personal, electronic)


def _files(
    invitation: Invitation, invitees: Sequence[Invitee]
) -> dict[tuple[str, int | None], list[Attachment]]:
    people = [invitee.application_id for invitee in invitees]
    files: dict[tuple[str, int | None], list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.filter(
        Q(group=invitation.pk) | Q(application_id__in=people), removed_at__isnull=True
    )
    for row in rows.select_related("upload").order_by("created_at", "id"):
        files[row.code, row.application_id].append(row)
    return files
