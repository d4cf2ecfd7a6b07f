"""A worker is killed between two documents of a bundle: none is valid, no file stays behind."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone

from applications.enums import EventKind, Status
from applications.models import Application
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from documents.sealing import seal_check
from documents.tasks import produce_bundle, sweep_documents
from permits.models import ResidencePermit, WorkPermit
from permits.services.issuing import permits_request
from tests.chaos.steps import is_issued, later
from tests.factories.permits_issued import permit_approved
from tests.support.facts import anybody_waits
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
Lock = Callable[[Application], object]


@pytest.fixture
def granted(transactional_db: None) -> Application:
    """Both authorities have approved; two documents wait to be drawn."""
    now = timezone.now()
    case = permit_approved(at=now)
    permits_request(application=case, now=now)
    return case


def files_of(document: IssuedDocument) -> list[str]:
    storage, folder = document.file.storage, f"documents/{document.pk.hex}"
    return list(storage.listdir(folder)[1]) if storage.exists(folder) else []


def documents(case: Application) -> list[IssuedDocument]:
    return list(IssuedDocument.objects.filter(subject=case.reference).order_by("bundle_position"))


def killed_while_waiting_for(lock: Lock, stack: Stack, case: Application) -> None:
    """The worker stands before a row that the test holds; there the power goes."""
    stack.start_workers("worker", "pdf")
    with transaction.atomic():
        lock(case)
        assert not anybody_waits()
        stack.send(produce_bundle, str(documents(case)[0].bundle))
        wait_until(anybody_waits, what="the worker has come to the row")
        stack.kill("pdf")
    assert [one.status for one in documents(case)] == [DocumentStatus.DRAFT] * 2
    assert not WorkPermit.objects.exists()
    assert not ResidencePermit.objects.exists()
    assert not is_issued(case)


def the_sweep_does_both(stack: Stack, case: Application) -> None:
    """Sent twice by two sweeps, done once: two permits, two files, one issue in the log."""
    stack.start("pdf")
    later()
    stack.send(sweep_documents)
    stack.send(sweep_documents)
    wait_until(lambda: is_issued(case), what="the sweep's copy is drawn")
    stack.settle("pdf")
    found = documents(case)
    assert [one.status for one in found] == [DocumentStatus.VALID] * 2
    wait_until(lambda: [len(files_of(one)) for one in found] == [1, 1], what="remnants deleted")
    for one in found:
        with one.file.open("rb") as file:
            assert seal_check(file.read())
    assert WorkPermit.objects.get().document == found[0]
    assert ResidencePermit.objects.get().document == found[1]
    case.refresh_from_db()
    assert case.status == Status.ISSUED
    assert case.events.filter(kind=EventKind.ISSUE).count() == 1


def test_killed_between_the_two_documents(live_stack: Stack, granted: Application) -> None:
    def second_document(case: Application) -> object:
        rows = IssuedDocument.objects.select_for_update().filter(subject=case.reference)
        return rows.get(kind=DocumentKind.RESIDENCE_PERMIT)

    killed_while_waiting_for(second_document, live_stack, granted)
    assert [files_of(one) for one in documents(granted)] == [[], []], "nothing was stored yet"
    the_sweep_does_both(live_stack, granted)


def test_killed_when_both_files_are_stored_and_nothing_is_committed(
    live_stack: Stack, granted: Application
) -> None:
    def the_case(case: Application) -> object:
        return Application.objects.select_for_update().get(pk=case.pk)

    killed_while_waiting_for(the_case, live_stack, granted)
    assert [len(files_of(one)) for one in documents(granted)] == [1, 1], "of nothing valid"
    the_sweep_does_both(live_stack, granted)
