"""What the tests of this folder do over HTTP, and how they let time pass."""

from datetime import timedelta

from django.db.models import F

from applications.enums import Status
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from notifications.models import Message
from port_visa.models import Invitation
from tests.support.http import Answer, Visitor

MINUTES = timedelta(minutes=10)


def later() -> None:
    """Minutes pass: what is still waiting is older than its own task could be."""
    drafts = IssuedDocument.objects.filter(status=DocumentStatus.DRAFT)
    drafts.update(created_at=F("created_at") - MINUTES)
    Message.objects.update(
        created_at=F("created_at") - MINUTES, next_attempt_at=F("next_attempt_at") - MINUTES
    )


def is_issued(case: Application) -> bool:
    return Application.objects.filter(pk=case.pk, status=Status.ISSUED).exists()


def declare_page(inviter: Visitor, draft: Invitation) -> str:
    """Open the declaration; answers its address."""
    path = f"/en/invitations/{draft.pk}/declare/"
    assert inviter.get(path).status == 200
    return path


def declaration(inviter: Visitor, draft: Invitation) -> Answer:
    """Declare and hand in."""
    path = declare_page(inviter, draft)
    return inviter.post(path, declared_name="Li Example", declared="on")


def step_page(officer: Visitor, case: Application, step: str) -> str:
    """Open the confirm page of a button; answers its address."""
    path = f"/admin/applications/application/{case.pk}/{step}/"
    assert officer.get(path).status == 200
    return path


def decide(officer: Visitor, case: Application, step: str) -> Answer:
    """Open the confirm page of a button and press it."""
    path = step_page(officer, case, step)
    case.refresh_from_db()
    return officer.post(path, expected_version=case.version, seen_events=case.event_count)
