"""What is still missing or wrong in an application, and where: one judge for all pages.

The task lists, the check pages and the declaration ask the same functions, so they cannot disagree.
What is told and keeps nobody from going on stands in ``permits.filing.notices``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from applications.slots import Slot
from permits.enums import Hand
from permits.filing.enums import Part
from permits.filing.parts import FAMILY_KINDS, PHOTO_KINDS, is_begun, missing_fields, parts_of
from permits.filing.queries import PASSPORT_COPY, PHOTO, Snapshot
from permits.models import PermitApplication
from ui.problems import Problem
from ui.tasks import TaskStatus


@dataclass(frozen=True)
class Finding:
    """A problem and the page where it is mended: a part, or the name of another page."""

    problem: Problem
    page: str


def part_problem(snapshot: Snapshot, part: Part) -> Problem | None:
    """What is missing on one page; None when it is complete."""
    permit = snapshot.permit
    if missing_fields(permit, part):
        return Problem("part_missing", _("Complete: %(part)s") % {"part": part.label})
    if part == Part.PLACE:
        return _branch_problem(snapshot)
    return None


def _branch_problem(snapshot: Snapshot) -> Problem | None:
    """The branch must be one that serves the category and the zone."""
    office = snapshot.permit.application.office
    if office is None:
        return Problem("no_branch", _("Choose the branch that will handle the application."))
    serving = snapshot.serving
    if serving is None or snapshot.permit.application.submitted_at:
        return None
    if office.pk in {rule.office_id for rule in serving.rules}:
        return None
    message = _("%(branch)s does not serve this category in this zone. Choose another branch.")
    return Problem("branch", message % {"branch": office.name}, "office")


def part_status(snapshot: Snapshot, part: Part) -> TaskStatus:
    """How one page stands."""
    problem = part_problem(snapshot, part)
    if problem is None:
        return TaskStatus.DONE
    if problem.code == "branch":
        return TaskStatus.PROBLEM
    return TaskStatus.STARTED if is_begun(snapshot.permit, part) else TaskStatus.NOT_STARTED


def passport_problem(snapshot: Snapshot) -> Problem | None:
    """What is missing about the passport, its copy included."""
    traveller = snapshot.permit.application.traveller
    if not traveller.document_number:
        return Problem("passport_missing", _("Enter the passport's two lines."))
    if traveller.confirmed_at is None:
        message = _("Compare the values with the passport and confirm.")
        return Problem("passport_unconfirmed", message)
    slot = snapshot.slot(PASSPORT_COPY)
    if slot is not None and slot.missing:
        return Problem("passport_copy", _("Add a copy of the passport's photo page."))
    return None


def passport_page(permit: PermitApplication) -> str:
    """Where the passport goes on: the comparison, once the lines are there."""
    traveller = permit.application.traveller
    waits = traveller.document_number and traveller.confirmed_at is None
    return "confirm" if waits else "passport"


def passport_status(snapshot: Snapshot) -> TaskStatus:
    if passport_problem(snapshot) is None:
        return TaskStatus.DONE
    begun = snapshot.permit.application.traveller.document_number
    return TaskStatus.STARTED if begun else TaskStatus.NOT_STARTED


def family_problem(snapshot: Snapshot) -> Problem | None:
    if snapshot.permit.kind not in FAMILY_KINDS or snapshot.family:
        return None
    if snapshot.permit.family_none:
        return None
    return Problem("family", _("Say who of your family moves too, or that nobody does."))


def family_status(snapshot: Snapshot) -> TaskStatus:
    return TaskStatus.NOT_STARTED if family_problem(snapshot) else TaskStatus.DONE


def photo_problem(snapshot: Snapshot) -> Problem | None:
    """No photo, or one that the check has doubts about and nobody has decided on."""
    if snapshot.permit.kind not in PHOTO_KINDS:
        return None
    slot = snapshot.slot(PHOTO)
    if slot is not None and slot.missing:
        return Problem("photo_missing", _("Add your photo."))
    check = snapshot.photo_check
    if check and check.problems and not snapshot.permit.photo_despite:
        message = _("Take another photo, or hand this one in: a person will look at it.")
        return Problem("photo_doubt", message)
    return None


def photo_status(snapshot: Snapshot) -> TaskStatus:
    problem = photo_problem(snapshot)
    if problem is None:
        return TaskStatus.DONE
    return TaskStatus.PROBLEM if problem.code == "photo_doubt" else TaskStatus.NOT_STARTED


def slot_promised(snapshot: Snapshot, slot: Slot) -> bool:
    """Whether this paper is promised instead of proved, where that is allowed.

    A promise is kept, and over, as soon as the paper is there.
    """
    promised = slot.code in snapshot.may_promise and slot.code in snapshot.permit.promised
    return promised and not slot.usable


def slot_problem(snapshot: Snapshot, slot: Slot) -> Problem | None:
    """The file that a place still needs."""
    if not slot.missing or slot_promised(snapshot, slot):
        return None
    message = _("Add: %(document)s") % {"document": slot.requirement.name}
    return Problem("document_missing", message, slot.code)


def slot_status(snapshot: Snapshot, slot: Slot) -> TaskStatus:
    if slot.has_rejected:
        return TaskStatus.PROBLEM
    if slot.usable or slot_promised(snapshot, slot):
        return TaskStatus.DONE
    return TaskStatus.NOT_STARTED if slot.requirement.required else TaskStatus.OPTIONAL


def documents_status(snapshot: Snapshot, hand: str) -> TaskStatus:
    """How one hand's papers stand."""
    slots = snapshot.slots_of(hand)
    states = {slot_status(snapshot, slot) for slot in slots}
    if TaskStatus.PROBLEM in states:
        return TaskStatus.PROBLEM
    if TaskStatus.NOT_STARTED not in states:
        return TaskStatus.DONE
    return TaskStatus.STARTED if TaskStatus.DONE in states else TaskStatus.NOT_STARTED


def findings(snapshot: Snapshot, hand: str) -> Iterator[Finding]:
    """Everything that keeps one hand from declaring, in the order of its pages."""
    for problem, page in _judged(snapshot, hand):
        if problem is not None:
            yield Finding(problem, page)


def _judged(snapshot: Snapshot, hand: str) -> Iterator[tuple[Problem | None, str]]:
    """Each page of the hand with what is wrong there."""
    permit = snapshot.permit
    if hand == Hand.PERSON:
        yield passport_problem(snapshot), passport_page(permit)
    for part in parts_of(permit.kind, hand):
        yield part_problem(snapshot, part), part
    if hand == Hand.PERSON:
        yield family_problem(snapshot), "family"
        yield photo_problem(snapshot), "photo"
    for slot in snapshot.slots_of(hand):
        yield slot_problem(snapshot, slot), "documents"


def is_ready(snapshot: Snapshot, hand: str) -> bool:
    """Whether the hand can declare."""
    return not any(True for _finding in findings(snapshot, hand))
