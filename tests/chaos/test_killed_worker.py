"""A worker is killed in the middle of a Notification: nothing is lost, nothing happens twice."""

import psutil
import pytest
from django.db import transaction

from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from documents.tasks import produce_document, sweep_documents
from notifications.tasks import sweep_messages
from tests.chaos.steps import is_issued, later
from tests.support.facts import all_sent, anybody_waits, each_letter_once, issued_once
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def kill_the_pool_process(stack: Stack) -> None:
    """As the kernel does when memory runs out: only the process that draws."""
    for child in psutil.Process(stack.running["pdf"].pid).children():
        child.kill()


def kill_everything(stack: Stack) -> None:
    """As a power cut does: the consumer that would give the task back is gone, too."""
    stack.kill("pdf")


def cut_off_while_drawing(stack: Stack, case: Application, kill: object) -> IssuedDocument:
    """Stop the worker when the file is stored but the case not yet issued, and kill it there."""
    document = IssuedDocument.objects.get(subject=case.reference)
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=case.pk)
        stack.send(produce_document, str(document.pk))
        wait_until(anybody_waits, what="the worker has drawn it")
        kill(stack)  # type: ignore[operator]
        document.refresh_from_db()
        assert (document.status, document.attempts) == (DocumentStatus.DRAFT, 1)
    assert not is_issued(case)
    return document


def test_a_power_cut_while_drawing_is_made_good_by_the_sweep(
    live_stack: Stack, approved: Application
) -> None:
    live_stack.start_workers("worker", "pdf")
    document = cut_off_while_drawing(live_stack, approved, kill_everything)
    live_stack.start("pdf")
    later()
    live_stack.send(sweep_documents)
    live_stack.send(sweep_documents)  # two sweeps send it twice; it is drawn once
    wait_until(lambda: is_issued(approved), what="the sweep's copy is drawn")
    nothing_more_happens(live_stack, approved, document)


def test_a_worker_that_loses_its_process_takes_the_task_up_again_by_itself(
    live_stack: Stack, approved: Application
) -> None:
    live_stack.start_workers("worker", "pdf")
    document = cut_off_while_drawing(live_stack, approved, kill_the_pool_process)
    wait_until(lambda: is_issued(approved), what="the task came back and was done")
    nothing_more_happens(live_stack, approved, document)


def nothing_more_happens(stack: Stack, case: Application, document: IssuedDocument) -> None:
    """The broker gives the lost copy back in the end; by then it changes nothing."""
    done = issued_once(case)
    stack.send(produce_document, str(document.pk))
    later()
    stack.send(sweep_messages)
    stack.send(sweep_messages)
    wait_until(all_sent, what="every message sent")
    stack.settle("pdf")
    again = issued_once(case)
    assert (again.sha256, again.issued_at) == (done.sha256, done.issued_at)
    each_letter_once()
