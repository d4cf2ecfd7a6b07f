"""A worker is killed after it stored the work permit and before the residence permit: neither."""

import pytest
from django.db import connection, transaction

from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from documents.tasks import produce_bundle, sweep_documents
from notifications.models import Message
from permits.models import PermitHolder, ResidencePermit, WorkPermit
from permits.services.issuing import permits_request
from tests.chaos.steps import is_issued, later
from tests.factories.applications import NOW
from tests.factories.permits_issued import permit_approved
from tests.support.facts import anybody_waits
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def nothing_is_there(case: Application) -> None:
    assert not WorkPermit.objects.exists()
    assert not ResidencePermit.objects.exists()
    papers = IssuedDocument.objects.filter(subject=case.reference)
    assert set(papers.values_list("status", flat=True)) == {DocumentStatus.DRAFT}
    assert not is_issued(case)
    assert not Message.objects.filter(event="document_ready").exists()


def test_killed_between_the_two_permits_leaves_neither_and_the_sweep_makes_both(
    live_stack: Stack,
) -> None:
    live_stack.start_workers("worker", "pdf")
    case = permit_approved()
    permits_request(application=case, now=NOW)
    bundle = IssuedDocument.objects.filter(subject=case.reference).values_list("bundle", flat=True)
    with transaction.atomic():
        with connection.cursor() as cursor:  # the second permit cannot be stored while this holds
            cursor.execute("LOCK TABLE permits_residencepermit IN SHARE MODE")
        live_stack.send(produce_bundle, str(bundle[0]))
        wait_until(anybody_waits, what="the work permit is stored, the other waits")
        live_stack.kill("pdf")
        nothing_is_there(case)
    nothing_is_there(case)

    live_stack.start("pdf")
    later()
    live_stack.send(sweep_documents)
    live_stack.send(sweep_documents)
    wait_until(lambda: is_issued(case), what="the sweep's run made both")
    live_stack.send(produce_bundle, str(bundle[0]))
    live_stack.settle("pdf")
    work, residence = WorkPermit.objects.get(), ResidencePermit.objects.get()
    assert residence.work_permit == work
    assert work.issued_at == residence.issued_at
    assert PermitHolder.objects.count() == 1
    papers = IssuedDocument.objects.filter(subject=case.reference)
    assert set(papers.values_list("status", flat=True)) == {DocumentStatus.VALID}
    assert papers.count() == 2
