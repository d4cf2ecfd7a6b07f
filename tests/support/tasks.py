"""Catches what would go to the broker, so that a test sees it and decides when it runs."""

from dataclasses import dataclass, field
from typing import Any

from celery import Task


@dataclass(frozen=True)
class SentTask:
    """One call of ``delay`` or ``apply_async``."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    options: dict[str, Any]
    task: Task


@dataclass
class TaskBox:
    """Everything that the code under test handed to Celery, oldest first."""

    sent: list[SentTask] = field(default_factory=list)
    refuse: Exception | None = None

    def catch(self, task: Task, args: Any, kwargs: Any, options: dict[str, Any]) -> None:
        """Keep one call, or fail like a broker that is away."""
        if self.refuse is not None:
            raise self.refuse
        self.sent.append(SentTask(task.name, tuple(args or ()), dict(kwargs or {}), options, task))

    @property
    def names(self) -> list[str]:
        return [sent.name for sent in self.sent]

    def run(self, *, only: str | None = None, rounds: int = 20) -> list[SentTask]:
        """Run what was sent, and what that sends in turn. Errors come out.

        Args:
            only: run tasks of this name and leave the others in the box.
            rounds: how deep a chain of tasks may go before it counts as endless.
        """
        done: list[SentTask] = []
        for _round in range(rounds):
            now = [sent for sent in self.sent if only in (None, sent.name)]
            if not now:
                return done
            self.sent = [sent for sent in self.sent if sent not in now]
            for sent in now:
                sent.task.apply(args=sent.args, kwargs=sent.kwargs, throw=True)
                done.append(sent)
        raise AssertionError(f"tasks keep sending tasks: {self.names}")
