"""Who may open a file of an application, and the record of it. Each service answers for its own."""

from datetime import datetime

from accounts.models import User
from accounts.permissions import Person
from applications.permissions import can_view_as_officer
from applications.registry import adapters
from applications.services import document_opened
from documents.models import Upload


def can_open_document(user: Person, upload: Upload) -> bool:
    """Whoever a service lets open files of the cases that this one serves."""
    return any(adapter.can_open(user, upload) for adapter in adapters())


def document_was_opened(user: User, upload: Upload, now: datetime) -> None:
    """An officer's look at a file is an event of every case that it serves."""
    for adapter in adapters():
        for application in adapter.cases_of(upload):
            if can_view_as_officer(user, application):
                document_opened(application=application, upload=upload, actor=user, now=now)
