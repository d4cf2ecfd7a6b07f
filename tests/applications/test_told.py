"""Who is told by the machine: of alarms, and of dates that moved."""

from datetime import UTC, datetime

import pytest

from accounts.enums import PostRole
from accounts.models import User
from applications.models import Application
from applications.services.alarms import alarms_give
from applications.services.due import due_recompute, due_recompute_open
from applications.services.messages import desk_path
from applications.services.sweeps import silence_sweep, supplement_sweep
from notifications.models import Message
from notifications.rendering import message_text
from tests.factories.accounts import PostFactory
from tests.factories.applications import ApplicationFactory, officer_at
from tests.factories.workdays import holiday

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # +3 working days: Thursday 5 March


def beijing(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00+08:00")


def told(event: str) -> set[str]:
    return set(
        Message.objects.filter(event=event, channel="email").values_list("address", flat=True)
    )


@pytest.mark.django_db
def test_who_is_told() -> None:
    case = ApplicationFactory(accepted=True, at=MONDAY)
    reviewer = officer_at(case.office, PostRole.REVIEWER)
    supervisor = officer_at(case.office, PostRole.SUPERVISOR)
    administrator = officer_at(case.office, PostRole.ADMINISTRATOR)
    PostFactory(officer__is_active=False, role=PostRole.SUPERVISOR)
    PostFactory(active=False, role=PostRole.SUPERVISOR)
    alarms_give(now=beijing("2026-03-05"))
    assert told("due_soon") == {reviewer.email}
    alarms_give(now=beijing("2026-03-06"))
    assert told("overdue") == {case.filed_by.email}
    assert told("overdue_escalated") == {supervisor.email}
    alarms_give(now=beijing("2026-03-09"))
    assert told("overdue_escalated") == {supervisor.email, administrator.email}
    apology = Message.objects.get(event="overdue", channel="email")
    assert apology.context["hotline"] == "12367"
    assert apology.context["days_late"] == 1
    escalated = Message.objects.filter(event="overdue_escalated").first()
    assert escalated is not None
    assert escalated.context["path"] == desk_path(case)


@pytest.mark.django_db
def test_the_assigned_officer_is_told_instead_of_all() -> None:
    case = ApplicationFactory(accepted=True, at=MONDAY)
    officer_at(case.office, PostRole.REVIEWER)
    mine: User = PostFactory.create(role=PostRole.REVIEWER).officer
    Application.objects.filter(pk=case.pk).update(assigned_to=mine)
    alarms_give(now=beijing("2026-03-05"))
    assert told("due_soon") == {mine.email}


@pytest.mark.django_db
def test_a_moved_date_is_told_once_with_both_dates() -> None:
    case = ApplicationFactory(accepted=True, at=MONDAY)
    holiday("2026-03-04")
    for _time in range(2):
        due_recompute(application=case, now=MONDAY, reason="calendar")
        due_recompute_open(now=MONDAY)
    assert told("due_date_moved") == {case.filed_by.email}
    message = Message.objects.get(event="due_date_moved", channel="email")
    assert message.context["promise_before"] == "2026-03-05"
    assert message.context["promise"] == "2026-03-06"
    holiday("2026-03-05")
    due_recompute_open(now=MONDAY)
    assert Message.objects.filter(event="due_date_moved", channel="email").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_message_of_the_machine_can_be_read(language: str) -> None:
    case = ApplicationFactory(accepted=True, at=MONDAY)
    silent = ApplicationFactory(submitted=True, at=MONDAY)
    asked = ApplicationFactory(supplement=True, at=MONDAY)
    for role in (PostRole.REVIEWER, PostRole.SUPERVISOR, PostRole.ADMINISTRATOR):
        officer_at(case.office, role)
    alarms_give(now=beijing("2026-03-05"))
    holiday("2026-03-05")
    due_recompute_open(now=beijing("2026-03-05"))
    silence_sweep(now=beijing("2026-04-20"))
    supplement_sweep(now=beijing("2026-04-20"))
    alarms_give(now=beijing("2026-04-20"))
    Message.objects.update(language=language)
    events = set()
    for message in Message.objects.all():
        text = message_text(message)
        events.add(message.event)
        assert text.subject
        assert "UNDEFINED" not in text.subject + text.body
    assert {"due_soon", "overdue", "overdue_escalated", "due_date_moved"} <= events
    assert "supplement_lapsed" in events
    overdue = Message.objects.filter(event="overdue", channel="email").first()
    assert overdue is not None
    body = message_text(overdue).body
    assert "12367" in body
    assert ("sorry" in body) if language == "en" else ("歉" in body)
    officers = Message.objects.filter(event="overdue_escalated", channel="email").first()
    assert officers is not None
    assert "/admin/" in message_text(officers).body
    assert {silent.reference, asked.reference} <= {
        message.context["reference"] for message in Message.objects.all()
    }
