"""The task list of a draft: sections, tasks, where each stands."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from port_visa import progress
from port_visa.enums import VisitPart
from port_visa.queries import Snapshot
from ui.tasks import Task, TaskSection, TaskStatus


def task_sections(snapshot: Snapshot) -> list[TaskSection]:
    """All tasks of a draft, in the order in which they are best done."""
    return [
        TaskSection(_("The visit"), _visit_tasks(snapshot)),
        TaskSection(_("The people"), [_people_task(snapshot)]),
        TaskSection(_("The documents"), [_documents_task(snapshot)]),
        TaskSection(_("Hand in"), [_check_task(snapshot)]),
    ]


def _visit_tasks(snapshot: Snapshot) -> list[Task]:
    pk = snapshot.invitation.pk
    tasks = []
    for part in VisitPart:
        problem = progress.part_problem(snapshot, part)
        hint = problem.message if problem and problem.code != "part_missing" else ""
        url = reverse("invitation_visit", args=[pk, part])
        tasks.append(Task(str(part.label), url, progress.part_status(snapshot, part), hint))
    return tasks


def _people_task(snapshot: Snapshot) -> Task:
    count = len(snapshot.invitees)
    hint = ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
    return Task(
        _("People you invite"),
        reverse("invitation_invitees", args=[snapshot.invitation.pk]),
        progress.invitees_status(snapshot),
        hint if count else "",
    )


def _documents_task(snapshot: Snapshot) -> Task:
    state = progress.documents_status(snapshot)
    missing = sum(slot.missing for slot in snapshot.slots)
    hint = ngettext(
        "%(count)d document still missing", "%(count)d documents still missing", missing
    ) % {"count": missing}
    if state == TaskStatus.LATER:
        hint = _("First choose the category and add a person.")
        return Task(_("Documents"), "", state, hint)
    url = reverse("invitation_documents", args=[snapshot.invitation.pk])
    return Task(_("Documents"), url, state, hint if missing else "")


def _check_task(snapshot: Snapshot) -> Task:
    ready = not any(True for _finding in progress.findings(snapshot))
    return Task(
        _("Check your answers and hand in"),
        reverse("invitation_check", args=[snapshot.invitation.pk]),
        TaskStatus.NOT_STARTED if ready else TaskStatus.LATER,
        "" if ready else _("You can look at any time. Handing in needs everything above."),
    )
