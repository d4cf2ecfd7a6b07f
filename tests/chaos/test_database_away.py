"""The database ends every session, as it does when it restarts: nobody has to restart after it."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from applications.models import Application
from documents.models import IssuedDocument
from documents.tasks import produce_document
from notifications.enums import MessageEvent
from notifications.models import Message
from notifications.services import message_enqueue
from notifications.tasks import send_messages
from tests.chaos.steps import is_issued
from tests.factories.accounts import UserFactory
from tests.factories.port_visa import Desk
from tests.support.facts import all_sent, anybody_waits, each_letter_once, issued_once
from tests.support.http import Visitor
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def end_all_other_sessions() -> int:
    """How many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def test_web_and_workers_connect_anew(live_stack: Stack, company: Desk) -> None:
    live_stack.start("web")
    live_stack.start_workers("worker")
    visitor = Visitor(live_stack.url, company.actor)
    assert visitor.get("/en/dashboard/").status == 200
    assert end_all_other_sessions() >= 1
    assert [visitor.get("/en/dashboard/").status for _again in range(5)] == [200] * 5
    message_enqueue(
        event=MessageEvent.APPLICATION_RECEIVED,
        key="PV-1:1",
        recipients=[UserFactory.create()],
        context={"reference": "PV-7K3M-4Q9X-C"},
        now=timezone.now(),
    )
    live_stack.send(send_messages, list(Message.objects.values_list("pk", flat=True)))
    wait_until(all_sent, what="the worker has connected anew")
    each_letter_once()


def test_a_document_cut_off_by_the_database_is_produced_again_by_itself(
    live_stack: Stack, approved: Application
) -> None:
    live_stack.start_workers("pdf")
    document = IssuedDocument.objects.get(subject=approved.reference)
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=approved.pk)
        live_stack.send(produce_document, str(document.pk))
        wait_until(anybody_waits, what="the worker has drawn it")
        assert end_all_other_sessions() >= 1
    wait_until(lambda: is_issued(approved), what="tried again by itself")
    issued_once(approved)
