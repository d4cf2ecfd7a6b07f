"""What must be true at the end, whatever happened on the way."""

from collections import Counter

from django.db import connection

from applications.enums import EventKind, Status
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from documents.sealing import seal_check
from notifications.enums import Channel, MessageEvent, MessageStatus
from notifications.models import Message, StoredLetter
from tests.support.stack import wait_until


def anybody_waits() -> bool:
    """Whether a session waits for a row that another holds.

    Asks the locks themselves: ``pg_stat_activity`` is frozen for the rest of a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def all_sent() -> bool:
    return not Message.objects.exclude(status=MessageStatus.SENT).exists()


def each_letter_once() -> None:
    """Every e-mail of the outbox left exactly once, and none that is not in the outbox."""
    queued = Message.objects.filter(channel=Channel.EMAIL).values_list("address", "subject")
    letters = StoredLetter.objects.values_list("to", "subject")
    assert Counter(letters) == Counter(queued)


def issued_once(case: Application, people: int = 1) -> IssuedDocument:
    """One valid, sealed document; one issue in the log; one message a person and channel."""
    case.refresh_from_db()
    assert case.status == Status.ISSUED
    assert case.events.filter(kind=EventKind.ISSUE).count() == 1
    document: IssuedDocument = IssuedDocument.objects.get(subject=case.reference)
    assert document.status == DocumentStatus.VALID
    folder, _slash, name = str(document.file).rpartition("/")
    kept = document.file.storage.listdir
    wait_until(lambda: kept(folder) == ([], [name]), what="files of lost attempts deleted")
    with document.file.open("rb") as file:
        assert seal_check(file.read())
    ready = Message.objects.filter(
        event=MessageEvent.DOCUMENT_READY, key__startswith=f"{case.reference}:"
    )
    assert Counter(ready.values_list("channel", flat=True)) == {
        Channel.INBOX: people,
        Channel.EMAIL: people,
    }
    return document
