"""The task lists of the two hands."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permits.enums import Hand
from permits.filing import progress
from permits.filing.enums import Part
from permits.filing.parts import FAMILY_KINDS, PHOTO_KINDS, parts_of
from permits.filing.queries import Snapshot
from ui.tasks import Task, TaskSection, TaskStatus

Url = Callable[..., str]


def task_sections(snapshot: Snapshot, hand: str, url: Url) -> list[TaskSection]:
    """All tasks of one hand, in the order in which they are best done. ``url(page, *args)``."""
    if hand == Hand.PERSON:
        return [
            TaskSection(_("About you"), _person_tasks(snapshot, url)),
            TaskSection(_("Photo and documents"), _paper_tasks(snapshot, hand, url)),
            TaskSection(_("Declare"), [_check_task(snapshot, hand, url)]),
        ]
    return [
        TaskSection(_("The employee"), [_link_task(snapshot, url)]),
        TaskSection(_("The employment"), _part_tasks(snapshot, hand, url)),
        TaskSection(_("The documents"), _paper_tasks(snapshot, hand, url)),
        TaskSection(_("Declare"), [_check_task(snapshot, hand, url)]),
    ]


def _part_tasks(snapshot: Snapshot, hand: str, url: Url) -> list[Task]:
    tasks = []
    for part in parts_of(snapshot.permit.kind, hand):
        problem = progress.part_problem(snapshot, part)
        hint = problem.message if problem and problem.code != "part_missing" else ""
        state = progress.part_status(snapshot, part)
        tasks.append(Task(str(Part(part).label), url("part", part), state, hint))
    return tasks


def _person_tasks(snapshot: Snapshot, url: Url) -> list[Task]:
    page = progress.passport_page(snapshot.permit)
    tasks = [Task(_("Passport"), url(page), progress.passport_status(snapshot))]
    tasks += _part_tasks(snapshot, Hand.PERSON, url)
    if snapshot.permit.kind in FAMILY_KINDS:
        state = progress.family_status(snapshot)
        tasks.append(Task(_("Family who move too"), url("family"), state))
    return tasks


def _paper_tasks(snapshot: Snapshot, hand: str, url: Url) -> list[Task]:
    tasks = []
    if hand == Hand.PERSON and snapshot.permit.kind in PHOTO_KINDS:
        problem, state = progress.photo_problem(snapshot), progress.photo_status(snapshot)
        hint = problem.message if problem and problem.code == "photo_doubt" else ""
        tasks.append(Task(_("Photo"), url("photo"), state, hint))
    missing = sum(
        progress.slot_problem(snapshot, slot) is not None for slot in snapshot.slots_of(hand)
    )
    hint = ngettext(
        "%(count)d document still missing", "%(count)d documents still missing", missing
    ) % {"count": missing}
    state = progress.documents_status(snapshot, hand)
    return [*tasks, Task(_("Documents"), url("documents"), state, hint if missing else "")]


def _link_task(snapshot: Snapshot, url: Url) -> Task:
    """How far the other hand is; the company learns the progress, not the papers."""
    permit = snapshot.permit
    state, hint = TaskStatus.NOT_STARTED, _("Send the private link first, so that both can work.")
    if permit.person_declared_at:
        state, hint = TaskStatus.DONE, _("Has declared their part.")
    elif permit.application.person_id:
        state, hint = TaskStatus.STARTED, _("Has opened the link and is filling in their part.")
    elif permit.links.filter(closed_at=None).exists():
        state, hint = TaskStatus.STARTED, _("The link was sent and has not been opened yet.")
    return Task(_("Private link for the employee"), url("employee"), state, hint)


def _check_task(snapshot: Snapshot, hand: str, url: Url) -> Task:
    permit = snapshot.permit
    prefix = "person" if hand == Hand.PERSON else "employer"
    title = _("Check your answers and declare")
    if getattr(permit, f"{prefix}_declared_at"):
        return Task(title, url("check"), TaskStatus.DONE, _("Declared; you can still change it."))
    ready = progress.is_ready(snapshot, hand)
    return Task(
        title,
        url("check"),
        TaskStatus.NOT_STARTED if ready else TaskStatus.LATER,
        "" if ready else _("You can look at any time. Declaring needs everything above."),
    )
