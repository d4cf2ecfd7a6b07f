"""Expedited handling at the centre: who asks, who answers, what everybody sees."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.enums import PostRole
from accounts.models import User
from applications.enums import EventKind
from applications.errors import ApplicationError, NotPermitted
from applications.lanes import Rank
from applications.models import Application
from applications.services import application_withdraw
from centre import errors
from centre.models import CentreParameter, Expedite, ExpediteReason
from centre.services import expedite_ask, expedite_decline, expedite_grant
from notifications.enums import MessageEvent
from notifications.models import Message
from tests.centre.test_races import at_once
from tests.factories.accounts import NOW, PostFactory
from tests.factories.centre import ASKED, case_at_centre, centre_officer
from tests.factories.port_visa import Desk

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def case() -> Application:
    return case_at_centre("accept")


@pytest.fixture
def boss() -> User:
    return centre_officer(PostRole.SUPERVISOR)


def ask(case: Application, actor: User | None = None, **changes: Any) -> Expedite:
    values = {**ASKED, "actor": actor or case.filed_by, "now": NOW, **changes}
    return expedite_ask(application=case, **values)


def page(client: Client, user: User, address: str) -> str:
    client.force_login(user, backend=BACKEND)
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_inviter_asks_and_another_person_grants(case: Application, boss: User) -> None:
    ask(case)
    told = Message.objects.filter(event=MessageEvent.EXPEDITE_ASKED)
    assert set(told.values_list("recipient", flat=True)) == {boss.pk}
    expedite_grant(application=case, actor=boss, now=NOW + timedelta(hours=1))
    case.refresh_from_db()
    assert case.rank == Rank.EXPEDITED
    assert case.due_at == NOW + timedelta(hours=7)
    kinds = list(case.events.order_by("sequence").values_list("kind", flat=True))[-2:]
    assert kinds == [EventKind.EXPEDITE_ASKED, EventKind.EXPEDITE_GRANTED]
    letter = Message.objects.filter(event=MessageEvent.EXPEDITE_GRANTED).first()
    assert letter is not None
    assert datetime.fromisoformat(letter.context["promise"]) == case.due_at


def test_who_asks_does_not_answer(case: Application, boss: User) -> None:
    ask(case, boss)
    for answer in (expedite_grant, partial(expedite_decline, text="No.")):
        with pytest.raises(errors.AnotherAnswers):
            answer(application=case, actor=boss, now=NOW)
    expedite_grant(application=case, actor=centre_officer(PostRole.SUPERVISOR), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Expedite.objects.update(answered_by=boss)


def test_only_a_supervisor_of_the_centre_answers(case: Application) -> None:
    ask(case)
    elsewhere = PostFactory.create(role=PostRole.SUPERVISOR).officer
    for person in (centre_officer(), elsewhere, case.filed_by):
        with pytest.raises(NotPermitted):
            expedite_grant(application=case, actor=person, now=NOW)
        with pytest.raises(NotPermitted):
            expedite_decline(application=case, text="No.", actor=person, now=NOW)


def test_strangers_do_not_ask(case: Application) -> None:
    elsewhere = PostFactory.create(role=PostRole.SUPERVISOR).officer
    for person in (elsewhere, Desk().actor):
        with pytest.raises(NotPermitted):
            ask(case, person)


def test_a_declined_request_can_be_made_once_more(case: Application, boss: User) -> None:
    for _turn in range(2):
        ask(case)
        with pytest.raises(errors.AskedAlready):
            ask(case)
        expedite_decline(application=case, text="Not urgent.", actor=boss, now=NOW)
    with pytest.raises(errors.AskedTooOften):
        ask(case)
    case.refresh_from_db()
    assert (case.rank, case.due_at) == (Rank.ORDINARY, None)
    assert Message.objects.filter(event=MessageEvent.EXPEDITE_DECLINED).exists()


def test_a_limit_that_changes_counts_from_its_day(case: Application, boss: User) -> None:
    CentreParameter.objects.create(
        code="expedite_asks", value=1, valid_from=date(2026, 3, 3), legal_basis="Local"
    )
    other = case_at_centre("accept")
    for one, now in ((case, NOW), (other, NOW + timedelta(days=1))):
        ask(one, now=now)
        expedite_decline(application=one, text="Not urgent.", actor=boss, now=now)
    ask(case)  # by the rule of its day
    with pytest.raises(errors.AskedTooOften):
        ask(other, now=NOW + timedelta(days=1))


def test_reasons_are_those_of_the_day(case: Application) -> None:
    ExpediteReason.objects.filter(code="urgent_meeting").update(valid_until=date(2026, 3, 1))
    wrong: list[dict[str, Any]] = [{}, {"reason": "none"}, {"reason": "illness", "text": "  "}]
    for changes in wrong:
        with pytest.raises(errors.ReasonNeeded):
            ask(case, **changes)
    ask(case, reason="illness")


def test_only_cases_of_the_centre_that_wait_for_a_decision(boss: User) -> None:
    elsewhere = Desk().submitted().invitees.get().application
    with pytest.raises(errors.NoExpedite):
        ask(elsewhere)
    closed = case_at_centre("accept", "approve")
    with pytest.raises(errors.NoExpedite):
        ask(closed)
    expedited = case_at_centre("accept")
    ask(expedited)
    expedite_grant(application=expedited, actor=boss, now=NOW)
    with pytest.raises(errors.NoExpedite):
        ask(expedited)


def test_declining_needs_a_reason(case: Application, boss: User) -> None:
    ask(case)
    with pytest.raises(errors.AnswerNeeded):
        expedite_decline(application=case, text=" ", actor=boss, now=NOW)


def test_a_case_that_moved_on_is_not_expedited(case: Application, boss: User) -> None:
    ask(case)
    application_withdraw(application=case, actor=case.filed_by, now=NOW)
    with pytest.raises(ApplicationError):
        expedite_grant(application=case, actor=boss, now=NOW)
    assert Expedite.objects.get().granted is None


def test_the_inviters_page(client: Client, case: Application, boss: User) -> None:
    with time_machine.travel(NOW, tick=False):
        home = reverse("application", args=[case.reference])
        address = reverse("expedite", args=[case.reference])
        assert address in page(client, case.filed_by, home)
        assert "6 hours" in page(client, case.filed_by, address)
        wrong = client.post(address, {"reason": "nothing", "text": ""})
        assert wrong.status_code == 200
        assert "Explain the reason in a sentence or two." in wrong.content.decode()
        answer = client.post(address, ASKED, follow=True)
        assert "You have asked for expedited handling" in answer.content.decode()
        assert "A supervisor answers" in page(client, case.filed_by, home)
        assert client.get(address).status_code == 302
        expedite_grant(application=case, actor=boss, now=NOW)
        shown = page(client, case.filed_by, home)
        assert "We decide by Monday 2 March 2026, 16:00 Beijing time" in shown
        receipt = reverse("invitation_receipt", args=[case.invitee.invitation_id])
        assert "We decide by Monday 2 March 2026, 16:00" in page(client, case.filed_by, receipt)


def test_the_desk(client: Client, case: Application, boss: User) -> None:
    with time_machine.travel(NOW, tick=False):
        ask(case, boss)
        stem = f"/admin/applications/application/{case.pk}/"
        assert "another supervisor answers" in page(client, boss, f"{stem}change/")
        other = centre_officer(PostRole.SUPERVISOR)
        assert ASKED["text"] in page(client, other, f"{stem}expedite-grant/")
        seen = {"expected_version": case.version, "text": "Go on."}
        client.post(f"{stem}expedite-grant/", seen)
        queue = page(client, other, "/admin/applications/application/")
        assert "expedited" in queue
        assert "6:00 hours left" in queue
        assert "2026-03-02 16:00" in queue


def test_the_share_of_each_inviter(client: Client, boss: User) -> None:
    desk = Desk()
    cases = [case_at_centre("accept") for _ in range(6)]
    for case in cases:
        Application.objects.filter(pk=case.pk).update(organisation=desk.organisation)
    for case in cases[:2]:
        case.refresh_from_db()
        ask(case, desk.actor)
        expedite_grant(application=case, actor=boss, now=NOW)
    with time_machine.travel(NOW, tick=False):
        address = reverse("admin:centre_expedite_changelist")
        shown = page(client, boss, address)
        assert "33% · more than usual" in shown
        assert desk.organisation.name in shown
        empty = page(client, boss, f"{address}?first=2026-02-01&last=2026-02-28")
        assert "Nobody asked for expedited handling" in empty
        for wrong in ("first=x&last=", "first=2026-03-02&last=2026-03-01", "first=&last=%00"):
            assert client.get(f"{address}?{wrong}").status_code == 400
    for person in (centre_officer(), desk.actor, PostFactory.create(role="supervisor").officer):
        client.force_login(person, backend=BACKEND)
        assert client.get(address).status_code in (302, 403)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["ask", "answer"])
def test_twice_at_once_is_once(what: str) -> None:
    case, boss = case_at_centre("accept"), centre_officer(PostRole.SUPERVISOR)
    steps: list[Callable[[], Any]]
    if what == "ask":
        steps = [partial(ask, case) for _ in range(4)]
    else:
        ask(case)
        steps = [partial(expedite_grant, application=case, actor=boss, now=NOW) for _ in range(2)]
        steps += [
            partial(expedite_decline, application=case, text="No.", actor=boss, now=NOW)
            for _ in range(2)
        ]
    found = at_once(steps)
    assert sum(isinstance(result, Expedite) for result in found) == 1
    assert sum(isinstance(result, errors.CentreError) for result in found) == 3
    assert Expedite.objects.count() == 1
