"""The Celery application. Tasks take a key and are idempotent; see docs/operations.md."""

import os
from typing import Any

import structlog
from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.signals import setup_logging, task_postrun, worker_ready
from django.db import connections, transaction
from django.dispatch import receiver
from django.utils import timezone
from django_structlog.celery.signals import bind_extra_task_metadata
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class PortalTask(DjangoTask):
    """A task whose hand-over to the broker can fail without failing the request.

    The row that the task is about is committed; its sweep finds it when the broker is back.
    """

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Call ``delay`` after the commit; a broker that is away is logged, not raised."""

        def hand_over() -> None:
            self.delay(*args, **kwargs)

        transaction.on_commit(hand_over, robust=True)


app = Celery("portal", task_cls=PortalTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def keep_our_logging(**_kwargs: Any) -> None:
    """Workers log as the web does: Django's settings say how."""
    from logging.config import dictConfig

    from django.conf import settings

    dictConfig(settings.LOGGING)


@receiver(bind_extra_task_metadata)
def name_the_task(task: Any = None, **_kwargs: Any) -> None:
    """Every line that a task writes, its last one included, says which task it was."""
    structlog.contextvars.bind_contextvars(task=task.name)


@worker_ready.connect
def beat_at_once(sender: Any, **_kwargs: Any) -> None:
    """Say which queues this worker consumes as soon as it does, not at the next full minute."""
    from portal.tasks import heartbeat

    for name in sender.app.amqp.queues.consume_from:
        heartbeat(queue=name)
    connections.close_all()  # else processes that the worker forks later would share it


@task_postrun.connect
def note_heartbeat(task: Any = None, state: str = "", retval: Any = None, **_kwargs: Any) -> None:
    """After each task of the timetable, write when it ran and how much it found."""
    from applications.models import Heartbeat

    names = {entry["task"] for entry in app.conf.beat_schedule.values()}
    if state != "SUCCESS" or task.name not in names or task.name == "portal.tasks.heartbeat":
        return
    found = retval if isinstance(retval, int) and retval >= 0 else 0
    Heartbeat.objects.update_or_create(
        name=task.name, defaults={"at": timezone.now(), "found": found}
    )
