"""A task list: what has to be done, and where each task stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskStatus(models.TextChoices):
    """Where one task of the list stands."""

    NOT_STARTED = "not_started", _("Not started")
    STARTED = "started", _("In progress")
    PROBLEM = "problem", _("Needs attention")
    DONE = "done", _("Completed")
    OPTIONAL = "optional", _("Optional")
    LATER = "later", _("Cannot start yet")


# Colours of tags; what is done or cannot start yet is plain text.
TAGS = {TaskStatus.NOT_STARTED: "blue", TaskStatus.STARTED: "yellow", TaskStatus.PROBLEM: "red"}


@dataclass(frozen=True)
class Task:
    """One line, in the words of ``components/task_list.html``."""

    title: str
    url: str
    state: TaskStatus
    hint: str = ""

    @property
    def status(self) -> str:
        return str(self.state.label)

    @property
    def tag(self) -> str:
        return TAGS.get(self.state, "")


@dataclass(frozen=True)
class TaskSection:
    title: str
    tasks: Sequence[Task]

    @property
    def done(self) -> int:
        return sum(task.state == TaskStatus.DONE for task in self.tasks)
