"""A case opened at the window: the inviter's own pages and checks, and another officer decides."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.enums import PostRole
from accounts.models import Post, User
from applications.enums import ActorKind, EventKind, Status
from applications.errors import NotPermitted
from applications.models import Application
from applications.permissions import can_review, can_view, review_filter, visible_filter
from applications.services import application_accept
from notifications.enums import MessageEvent
from notifications.models import Message
from offices.models import Office
from port_visa.errors import InvitationError, InvitationIncomplete
from port_visa.models import Invitation
from port_visa.services import invitation_open, invitation_submit
from tests.centre.test_races import at_once
from tests.factories.accounts import NOW, OrganisationFactory, PostFactory
from tests.factories.centre import centre_office, centre_officer
from tests.factories.port_visa import ANNA, Desk, picture, verified
from tests.factories.professionals import PersonalDesk, accepted

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Window(Desk):
    """The officer at the window, who does what an inviter's member does elsewhere."""

    def __init__(self, **inviter: Any) -> None:
        self.inviter = inviter or {"organisation": verified()}
        self.actor = centre_officer()
        self.now = NOW
        self.language = "en"

    def draft(self) -> Invitation:
        return invitation_open(
            office=centre_office(),
            press=uuid4(),
            actor=self.actor,
            now=NOW,
            language="en",
            **self.inviter,
        )


def case_of(invitation: Invitation) -> Application:
    found: Application = invitation.invitees.get().application
    return found


def test_it_stands_in_the_queue_and_another_officer_decides(officer: User) -> None:
    window = Window()
    case = case_of(window.submitted())
    assert (case.status, case.office) == (Status.SUBMITTED, centre_office())
    assert case.opened_by == window.actor
    assert not can_review(window.actor, case)
    assert not can_view(window.actor, case)
    assert can_review(officer, case)
    for person, seen in ((window.actor, False), (officer, True)):
        assert Application.objects.filter(review_filter(person), pk=case.pk).exists() is seen
        assert Application.objects.filter(visible_filter(person), pk=case.pk).exists() is seen
    with pytest.raises(NotPermitted):
        application_accept(application=case, actor=window.actor, now=NOW)
    application_accept(application=case, actor=officer, now=NOW)


def test_the_log_names_the_officer(officer: User) -> None:
    window = Window()
    case = case_of(window.submitted())
    events = {event.kind: event for event in case.events.all()}
    for kind in (EventKind.CREATED, EventKind.OPENED_AT_WINDOW, EventKind.SUBMIT):
        assert (events[kind].actor, events[kind].actor_kind) == (window.actor, ActorKind.OFFICER)
    assert events[EventKind.OPENED_AT_WINDOW].data == {"to": "eastern-hub"}


def test_the_inviter_sees_it_once_it_is_handed_in(client: Client) -> None:
    window, member = Window(), Desk(organisation=(body := verified()))
    window.inviter = {"organisation": body}
    draft = window.complete()
    client.force_login(member.actor, backend=BACKEND)
    with time_machine.travel(NOW, tick=False):
        assert client.get(reverse("invitation", args=[draft.pk])).status_code == 404
        assert not can_view(member.actor, case_of(draft))
        assert str(draft.pk) not in client.get(reverse("dashboard")).content.decode()
        window.submit(draft)
        receipt = client.get(reverse("invitation_receipt", args=[draft.pk]))
        assert "opened the case at its window" in receipt.content.decode()
        told = Message.objects.filter(event=MessageEvent.APPLICATION_RECEIVED)
        assert set(told.values_list("recipient", flat=True)) == {member.actor.pk}
        reference = case_of(draft).reference
        history = client.get(reverse("application", args=[reference])).content.decode()
        assert "An officer opened the case at the window" in history


def test_the_officer_keeps_the_receipt_and_nothing_else(client: Client) -> None:
    window = Window()
    invitation = window.submitted()
    client.force_login(window.actor, backend=BACKEND)
    with time_machine.travel(NOW, tick=False):
        page = client.get(reverse("invitation_receipt", args=[invitation.pk]))
        assert page.status_code == 200
        assert "Another officer of the centre decides" in page.content.decode()
        pdf = client.get(reverse("invitation_receipt_pdf", args=[invitation.pk]))
        assert pdf.content.startswith(b"%PDF")
        for name in ("invitation_check", "invitation_withdraw", "invitation_copy", "invitation"):
            assert client.get(reverse(name, args=[invitation.pk])).status_code == 404
        case = reverse("application", args=[case_of(invitation).reference])
        assert client.get(case).status_code == 404


def test_who_no_longer_works_there_cannot_go_on() -> None:
    window = Window()
    draft = window.complete()
    Post.objects.filter(officer=window.actor).update(active=False)
    window.actor = User.objects.get(pk=window.actor.pk)
    with pytest.raises(InvitationError):
        window.submit(draft)


def test_a_professional_is_the_one_who_has_the_case() -> None:
    person = accepted(officer=PostFactory.create(role=PostRole.SUPERVISOR).officer)
    window = Window(professional=person)
    helper = PersonalDesk(professional=person)
    draft = window.draft()
    helper_parts = PersonalDesk.visit
    helper.actor = window.actor
    draft = helper_parts(helper, draft)
    helper.person(draft)
    helper.documents(draft)
    case = case_of(helper.submit(draft))
    assert (case.filed_by, case.opened_by) == (person.user, window.actor)
    assert can_view(person.user, case)
    told = Message.objects.filter(event=MessageEvent.APPLICATION_RECEIVED)
    assert set(told.values_list("recipient", flat=True)) == {person.user.pk}


def test_the_same_checks_apply() -> None:
    window = Window()
    draft = window.visit(window.draft())
    with pytest.raises(InvitationIncomplete):
        window.submit(draft)
    with pytest.raises(InvitationIncomplete):
        invitation_submit(
            invitation=window.complete(),
            declared_name="",
            declared=False,
            actor=window.actor,
            now=NOW,
        )


def test_who_may_open_and_for_whom() -> None:
    body, opened = verified(), partial(invitation_open, press=uuid4(), now=NOW, language="en")
    elsewhere = PostFactory.create(office=Office.objects.get(code="sha-port-visa")).officer
    for actor in (elsewhere, centre_officer(PostRole.PORT_OFFICER), Desk().actor):
        with pytest.raises(InvitationError):
            opened(office=centre_office(), actor=actor, organisation=body)
    with pytest.raises(InvitationError):  # an office without windows of that kind
        opened(office=Office.objects.get(code="sha-port-visa"), actor=elsewhere, organisation=body)
    with pytest.raises(InvitationError):
        opened(office=centre_office(), actor=centre_officer())
    unverified = OrganisationFactory.create()
    with pytest.raises(InvitationError):
        opened(office=centre_office(), actor=centre_officer(), organisation=unverified)


def test_the_page_finds_inviters_and_opens(client: Client) -> None:
    body = verified(name_zh="上海示例机械有限公司", name_en="Example Machines Shanghai")
    person = accepted(officer=PostFactory.create(role=PostRole.SUPERVISOR).officer)
    client.force_login(centre_officer(), backend=BACKEND)
    address = reverse("admin:centre_walk_in")
    for text in (body.uscc.lower(), "machines", "示例机械"):
        assert body.uscc in client.get(address, {"who": text}).content.decode()
    assert str(person.pk) in client.get(address, {"who": person.name[:4]}).content.decode()
    assert "Nobody was found" in client.get(address, {"who": "nobody like this"}).content.decode()
    for text in ("", "x", "%" * 300, "';--"):
        assert client.get(address, {"who": text}).status_code == 200
    press = str(uuid4())
    for _twice in range(2):
        answer = client.post(address, {"organisation": str(body.pk), "press": press})
        assert answer.status_code == 302
    draft = Invitation.objects.get()
    assert answer.headers["Location"].endswith(reverse("invitation", args=[draft.pk]))
    begun = client.get(answer.headers["Location"])
    assert begun.status_code == 200
    assert "Your invitation" not in begun.content.decode(), "it is the inviter's"
    assert body.name in client.get(address).content.decode()
    for wrong in ({}, {"organisation": "x"}, {"organisation": str(uuid4())}):
        assert client.post(address, wrong).status_code == 404
    people = reverse("invitation_invitees", args=[draft.pk])
    passport = client.post(people).headers["Location"]
    lines = {"lines": ANNA.lines, "copy": picture()}
    with time_machine.travel(NOW, tick=False):
        assert client.post(passport, lines).status_code == 302
    assert case_of(draft).traveller.document_number == "L898902C3"


def test_others_do_not_reach_the_page(client: Client) -> None:
    elsewhere = PostFactory.create(office=Office.objects.get(code="sha-port-visa")).officer
    for person in (elsewhere, centre_officer(PostRole.PORT_OFFICER), Desk().actor):
        client.force_login(person, backend=BACKEND)
        assert client.get(reverse("admin:centre_walk_in")).status_code in (302, 403)


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_opens_one_and_hands_in_once() -> None:
    window, press = Window(), uuid4()
    step = partial(
        invitation_open,
        office=centre_office(),
        press=press,
        actor=window.actor,
        now=NOW,
        language="en",
        **window.inviter,
    )
    found = at_once([step] * 4)
    assert len({invitation.pk for invitation in found}) == 1
    draft = window.complete()
    at_once([partial(window.submit, draft) for _ in range(3)])
    events = case_of(draft).events
    assert events.filter(kind=EventKind.SUBMIT).count() == 1
    assert events.filter(kind=EventKind.OPENED_AT_WINDOW).count() == 1
