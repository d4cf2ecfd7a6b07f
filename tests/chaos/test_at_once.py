"""Buttons pressed at the same instant, over real HTTP, on several web processes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from applications.enums import EventKind, Status
from applications.models import Application
from documents.models import IssuedDocument
from notifications.enums import Channel, MessageEvent
from notifications.models import Message
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation
from tests.chaos.steps import declare_page, step_page
from tests.factories.accounts import PostFactory
from tests.factories.port_visa import Desk
from tests.support.http import Answer, Visitor
from tests.support.stack import Stack

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def at_once(*presses: Callable[[], Answer]) -> list[Answer]:
    """Do all of these at the same moment, each in a thread of its own."""
    gate = Barrier(len(presses))

    def press(act: Callable[[], Answer]) -> Answer:
        gate.wait(timeout=60)
        return act()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def test_submit_pressed_five_times_files_once_and_shows_one_receipt(
    own_stack: Stack, company: Desk, draft: Invitation
) -> None:
    own_stack.start("web")
    inviter = Visitor(own_stack.url, company.actor)
    path = declare_page(inviter, draft)

    def press() -> Answer:
        return inviter.post(path, declared_name="Li Example", declared="on")

    answers = at_once(*[press] * 5)
    receipt = f"/en/invitations/{draft.pk}/receipt/"
    assert [(answer.status, answer.location) for answer in answers] == [(302, receipt)] * 5
    draft.refresh_from_db()
    assert draft.status == InvitationStatus.SUBMITTED
    page = inviter.get(receipt)
    cases = Application.objects.order_by("pk")
    assert [case.status for case in cases] == [Status.SUBMITTED] * 2
    for case in cases:
        assert case.events.filter(kind=EventKind.SUBMIT).count() == 1
        assert case.reference in page.text
    received = Message.objects.filter(event=MessageEvent.APPLICATION_RECEIVED)
    assert sorted(received.values_list("channel", flat=True)) == [Channel.EMAIL, Channel.INBOX]


def test_two_officers_who_approve_at_once_make_one_decision(
    own_stack: Stack, accepted: Application
) -> None:
    own_stack.start("web")
    posts = [PostFactory.create(office=accepted.office) for _officer in range(2)]
    officers = [Visitor(own_stack.url, post.officer) for post in posts]
    _first, path = (step_page(officer, accepted, "approve") for officer in officers)
    accepted.refresh_from_db()
    seen = {"expected_version": accepted.version, "seen_events": accepted.event_count}
    answers = at_once(*(partial(who.post, path, **seen) for who in officers))
    assert sorted(answer.status for answer in answers) == [302, 409]
    told = next(answer.text for answer in answers if answer.status == 409)
    assert "Somebody acted on this application after you opened the page" in told
    assert str(EventKind.APPROVE.label) in told
    assert "Nothing of theirs was overwritten." in told
    accepted.refresh_from_db()
    assert accepted.status == Status.APPROVED
    decided = accepted.events.get(kind=EventKind.APPROVE)
    winner = next(i for i, answer in enumerate(answers) if answer.status == 302)
    assert decided.actor == posts[winner].officer
    assert posts[winner].officer.name in told
    assert IssuedDocument.objects.filter(subject=accepted.reference).count() == 1
    approved = Message.objects.filter(event=MessageEvent.APPLICATION_APPROVED)
    assert sorted(approved.values_list("channel", flat=True)) == [Channel.EMAIL, Channel.INBOX]
