"""What is still missing or wrong in an invitation, and where: one judge for all pages.

The task list, the check page and submission ask the same functions, so they cannot disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from applications.passport.rules import names
from applications.passport.rules.mrz_kind import kind_usual
from offices.models import Port
from port_visa.enums import InvitationStatus, Payer, VisitPart
from port_visa.models import Invitation, Invitee
from port_visa.places import place_problem
from port_visa.queries import Slot, Snapshot
from port_visa.routing import undecided_problem
from port_visa.rules import professionals, visit
from port_visa.rules.electronic import Wanted
from ui.problems import Problem
from ui.tasks import TaskStatus

PASSPORT_COPY = "passport_copy"
# Not something missing: this passport cannot be used.
WRONG_PASSPORT = ("passport_ends", "same_person", "travels_already")

# What each page of the visit must hold before submission.
_REQUIRED: dict[str, tuple[str, ...]] = {
    VisitPart.PURPOSE: ("category", "purpose"),
    VisitPart.URGENCY: ("urgency",),
    VisitPart.ARRIVAL: ("arrival_on", "port_id", "stay_days"),
    VisitPart.PLAN: ("itinerary", "host_address"),
    VisitPart.COSTS: ("payer",),
}
PART_FIELDS: dict[str, tuple[str, ...]] = {
    VisitPart.PURPOSE: ("category", "purpose"),
    VisitPart.URGENCY: ("urgency", "urgency_text"),
    VisitPart.ARRIVAL: ("arrival_on", "port", "flight", "stay_days", "electronic"),
    VisitPart.PLAN: ("itinerary", "host_address"),
    VisitPart.COSTS: ("payer", "payer_text"),
}


@dataclass(frozen=True)
class Finding:
    """A problem and the page where it is mended."""

    problem: Problem
    part: str = ""
    invitee: Invitee | None = None
    page: str = ""


def _missing(invitation: Invitation, part: str) -> bool:
    if any(not getattr(invitation, field) for field in _REQUIRED[part]):
        return True
    if part == VisitPart.URGENCY:
        return not invitation.urgency_text
    if part == VisitPart.COSTS:
        return invitation.payer == Payer.OTHER and not invitation.payer_text
    return False


def part_problem(snapshot: Snapshot, part: str) -> Problem | None:
    """What is missing or wrong on one page of the visit; None when it is complete."""
    invitation = snapshot.invitation
    if _missing(invitation, part):
        message = _("Complete: %(part)s") % {"part": VisitPart(part).label}
        return Problem("part_missing", message)
    if part == VisitPart.PURPOSE:
        return _purpose_problem(snapshot)
    if part == VisitPart.ARRIVAL and invitation.arrival_on:
        arrival = visit.arrival_problem(
            invitation.arrival_on, today=snapshot.today, limits=snapshot.limits
        )
        if invitation.electronic:
            return arrival or _electronic_problem(snapshot)
        return arrival or port_problem(invitation.port)
    return None


def _purpose_problem(snapshot: Snapshot) -> Problem | None:
    """A professional invites for the purposes of the day on which they hand in."""
    if snapshot.personal is None or snapshot.invitation.status != InvitationStatus.DRAFT:
        return None
    if snapshot.invitation.guest_kind in snapshot.personal.purposes:
        return None
    message = _("Choose again whom you invite: the rules have changed.")
    return Problem("purpose_gone", message, "guest_kind")


def _electronic_problem(snapshot: Snapshot) -> Problem | None:
    invitation = snapshot.invitation
    if snapshot.electronic is None:
        return None
    wanted = Wanted(invitation.category, invitation.stay_days, invitation.arrival_on)
    found = snapshot.electronic.problem(wanted)
    if found is None and invitation.status == InvitationStatus.DRAFT:
        found = undecided_problem(invitation.port, snapshot.today)
    return found


def port_problem(port: Port | None) -> Problem | None:
    """Whether the paper visa cannot be issued at this port."""
    if port is None or (port.issues_port_visas and port.office):
        return None
    message = _("Port visas are not issued at %(port)s. Choose another port.")
    return Problem("port", message % {"port": port}, "port")


def part_status(snapshot: Snapshot, part: str) -> TaskStatus:
    """How one page of the visit stands."""
    problem = part_problem(snapshot, part)
    if problem is None:
        return TaskStatus.DONE
    if problem.code != "part_missing":
        return TaskStatus.PROBLEM
    begun = any(getattr(snapshot.invitation, field) for field in PART_FIELDS[part])
    return TaskStatus.STARTED if begun else TaskStatus.NOT_STARTED


def passport_problems(snapshot: Snapshot, invitee: Invitee) -> list[Problem]:
    """What is missing or wrong about one passport, the visit's dates considered."""
    traveller, invitation = invitee.application.traveller, snapshot.invitation
    if not traveller.document_number:
        return [Problem("passport_missing", _("Enter the passport's two lines."))]
    if traveller.confirmed_at is None:
        return [
            Problem("passport_unconfirmed", _("Compare the values with the passport and confirm."))
        ]
    if taken := place_problem(invitee, traveller.document_number):
        return [taken]
    problem = None
    if traveller.expires_on and invitation.arrival_on and invitation.stay_days:
        problem = visit.passport_problem(
            traveller.expires_on,
            arrival_on=invitation.arrival_on,
            stay_days=invitation.stay_days,
        )
    return [problem] if problem else []


def details_problems(invitee: Invitee) -> list[Problem]:
    """What is missing from one person's details."""
    if invitee.occupation and invitee.relation:
        return []
    return [Problem("details_missing", _("Complete the details of this person."))]


def invitee_warnings(snapshot: Snapshot, invitee: Invitee) -> list[Problem]:
    """What is allowed, but worth a second look by the inviter and by the officer."""
    traveller, invitation = invitee.application.traveller, snapshot.invitation
    found: list[Problem | None] = []
    if traveller.expires_on and invitation.arrival_on:
        found.append(
            visit.passport_warning(
                traveller.expires_on, arrival_on=invitation.arrival_on, limits=snapshot.limits
            )
        )
    truncated = name_truncated(invitee)
    found.append(
        names.difference_warning(
            traveller.name_viz,
            traveller.name_mrz_primary,
            traveller.name_mrz_secondary,
            truncated=truncated,
        )
    )
    if truncated:
        message = _("The name fills the line of the passport and may be cut there.")
        found.append(Problem("name_truncated", message))
    if traveller.document_code and not kind_usual(traveller.document_code):
        message = _("The passport's kind, %(code)s, is not the usual one of ordinary passports.")
        found.append(Problem("kind_unusual", message % {"code": traveller.document_code}))
    return [problem for problem in found if problem]


def inviter_warnings(snapshot: Snapshot) -> list[Problem]:
    """What is allowed, but worth a second look, about a person who invites in their own name."""
    invitation, personal = snapshot.invitation, snapshot.personal
    if personal is None or not (invitation.arrival_on and invitation.stay_days):
        return []
    until = personal.professional.proof_until
    if until is None:
        return []
    warning = professionals.stay_warning(
        until, arrival_on=invitation.arrival_on, stay_days=invitation.stay_days
    )
    return [warning] if warning else []


def limit_problem(snapshot: Snapshot) -> Problem | None:
    """Whether a professional would have too many people under way at once."""
    if snapshot.personal is None:
        return None
    count = snapshot.personal.elsewhere + len(snapshot.invitees)
    return professionals.limit_problem(count, snapshot.limits.professional_open_invitees)


def name_truncated(invitee: Invitee) -> bool:
    """Whether the passport's first line ends with a letter, so that the name may be cut."""
    return invitee.application.traveller.mrz_line1[43:44] not in ("", "<")


def invitee_findings(snapshot: Snapshot, invitee: Invitee) -> list[Finding]:
    """Everything that keeps one person from being submitted, documents apart."""
    passport = passport_problems(snapshot, invitee)
    page = "invitee_confirm" if passport and passport[0].code == "passport_unconfirmed" else ""
    return [
        Finding(problem, invitee=invitee, page=page or "invitee_passport") for problem in passport
    ] + [
        Finding(problem, invitee=invitee, page="invitee_details")
        for problem in details_problems(invitee)
    ]


def slot_problem(slot: Slot) -> Problem | None:
    """The file that a slot still needs."""
    if not slot.missing:
        return None
    message = _("Add: %(document)s") % {"document": slot.requirement.name}
    return Problem("document_missing", message, slot.key)


def findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Everything that keeps the invitation from being submitted, in the order of its pages."""
    for part in VisitPart:
        problem = part_problem(snapshot, part)
        if problem:
            yield Finding(problem, part=part, page="invitation_visit")
    if not snapshot.invitees:
        problem = Problem("nobody", _("Add at least one person to invite."))
        yield Finding(problem, page="invitation_invitees")
    if limit := limit_problem(snapshot):
        yield Finding(limit, page="invitation_invitees")
    for invitee in snapshot.invitees:
        yield from invitee_findings(snapshot, invitee)
    for slot in snapshot.slots:
        problem = slot_problem(slot)
        if problem:
            yield Finding(problem, invitee=slot.invitee, page="invitation_documents")


def invitees_status(snapshot: Snapshot) -> TaskStatus:
    """How the list of people stands."""
    if not snapshot.invitees:
        return TaskStatus.NOT_STARTED
    found = [f for invitee in snapshot.invitees for f in invitee_findings(snapshot, invitee)]
    if limit_problem(snapshot) or any(f.problem.code in WRONG_PASSPORT for f in found):
        return TaskStatus.PROBLEM
    return TaskStatus.STARTED if found else TaskStatus.DONE


def documents_status(snapshot: Snapshot) -> TaskStatus:
    """How the documents stand. They depend on the category and on the people."""
    if not (snapshot.invitation.category and snapshot.invitees):
        return TaskStatus.LATER
    if any(len(slot.usable) < len(slot.attachments) for slot in snapshot.slots):
        return TaskStatus.PROBLEM
    if not any(slot.missing for slot in snapshot.slots):
        return TaskStatus.DONE
    begun = any(slot.attachments for slot in snapshot.slots)
    return TaskStatus.STARTED if begun else TaskStatus.NOT_STARTED


def invitee_status(snapshot: Snapshot, invitee: Invitee) -> TaskStatus:
    """How one person of the list stands, documents apart."""
    found = invitee_findings(snapshot, invitee)
    if not found:
        return TaskStatus.DONE
    if any(f.problem.code in WRONG_PASSPORT for f in found):
        return TaskStatus.PROBLEM
    begun = invitee.application.traveller.document_number
    return TaskStatus.STARTED if begun else TaskStatus.NOT_STARTED
