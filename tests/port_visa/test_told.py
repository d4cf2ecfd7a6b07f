"""What people are told about a port visa: the letters that really leave, word by word.

Each is asked for by the service or task that sends it in life, run twice where a machine runs it,
taken from the outbox, and read as its recipient reads it: in their language, with links that open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as portal
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils.translation import override

from accounts.enums import ChangeKind, PostRole
from accounts.models import User
from accounts.services import organisation_return, organisation_verify
from applications import services, tasks
from applications.enums import EventKind
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from documents.services import document_produce
from notifications.enums import Channel, MessageStatus
from notifications.models import Message
from notifications.services import message_send
from port_visa.models import Invitation
from port_visa.queries import active_invitees
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)
from tests.factories.port_visa import ANNA, NOW, Desk
from tests.workdays.notices import NOTICE_2027
from workdays.notices import notice_read
from workdays.services import calendar_import

LINK = re.compile(r"https?://[^\s]+")
Words = tuple[str, ...]


@dataclass
class Told:
    """One case, and everybody who can be told about it, in English and in Chinese."""

    desk: Desk
    case: Application
    english: User
    chinese: User
    supervisor: User
    supervisor_zh: User
    administrator: User

    @property
    def inviters(self) -> tuple[User, User]:
        return self.english, self.chinese

    def letters(self, now: datetime) -> list[EmailMessage]:
        """Send what waits, as the worker does; a second worker finds nothing left."""
        waiting = Message.objects.filter(channel=Channel.EMAIL, status=MessageStatus.PENDING)
        for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
            assert message_send(message_id=pk, now=now)
            assert not message_send(message_id=pk, now=now)
        sent, mail.outbox = list(mail.outbox), []
        return sent

    def again(self) -> Application:
        self.case.refresh_from_db()
        return self.case


def officer(case: Application, role: PostRole, language: str) -> User:
    found: User = PostFactory.create(
        office=case.office, role=role, officer__language=language
    ).officer
    return found


def told_at(desk: Desk, invitation: Invitation) -> Told:
    case = active_invitees().get(invitation=invitation).application
    chinese: User = MembershipFactory.create(
        organisation=desk.organisation, user__language="zh-hans"
    ).user
    told = Told(
        desk=desk,
        case=case,
        english=desk.actor,
        chinese=chinese,
        supervisor=officer(case, PostRole.SUPERVISOR, "en"),
        supervisor_zh=officer(case, PostRole.SUPERVISOR, "zh-hans"),
        administrator=officer(case, PostRole.ADMINISTRATOR, "zh-hans"),
    )
    told.letters(desk.now)
    return told


@pytest.fixture
def told(desk: Desk) -> Iterator[Told]:
    with time_machine.travel(NOW, tick=False):
        yield told_at(desk, desk.submitted(ANNA))


@pytest.fixture
def accepted(told: Told) -> Told:
    """Accepted on Monday 2 March: due on Thursday 5 March."""
    services.application_accept(application=told.case, actor=told.supervisor, now=NOW)
    told.letters(NOW)
    return told


@pytest.fixture
def issued(accepted: Told) -> Told:
    services.application_approve(application=accepted.case, actor=accepted.supervisor, now=NOW)
    produced(accepted)
    accepted.letters(NOW)
    return accepted


def produced(told: Told) -> IssuedDocument:
    document = IssuedDocument.objects.get(subject=told.case.reference, status=DocumentStatus.DRAFT)
    for _run in range(2):
        document = document_produce(document_id=document.pk, now=NOW)
    return document


def read(letters: list[EmailMessage], user: User, subject: str, *words: str) -> str:
    """The one letter to the person: right words, nothing undefined, every link opens for them."""
    (letter,) = [one for one in letters if one.to == [user.email]]
    body = str(letter.body)
    assert subject in letter.subject
    assert [word for word in words if word not in body] == [], body
    assert LINK.search(body)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "UNDEFINED" not in letter.subject + body
    for path in (link.removeprefix(portal.PORTAL_BASE_URL) for link in LINK.findall(body)):
        assert path.startswith((f"/{user.language}/", "/admin/")), path
        assert client.get(path).status_code == 200, path
    return body


def beijing(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+08:00")


def twice(task: object, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        for _run in range(2):
            task()  # type: ignore[operator]


class TestAlarms:
    def test_overdue_reaches_the_supervisor_and_the_inviter_with_an_apology(
        self, accepted: Told
    ) -> None:
        at = beijing("2026-03-06")
        twice(tasks.give_alarms, at)
        letters = accepted.letters(at)
        reference = accepted.case.reference
        read(
            letters,
            accepted.english,
            f"We are late with application {reference}",
            "We are sorry",
            "by Thursday 5 March 2026",
            "A supervisor has been told",
            "12367",
            "ERIKSSON",
        )
        read(letters, accepted.chinese, reference, "非常抱歉", "2026年3月5日（星期四）", "12367")
        english = read(letters, accepted.supervisor, f"Overdue, please act: {reference}")
        chinese = read(
            letters, accepted.supervisor_zh, f"已超期，请处理：{reference}", "已向申请方"
        )
        assert f"/admin/applications/application/{accepted.case.pk}/" in english + chinese
        for body, language in ((english, "en"), (chinese, "zh-hans")):
            with override(language):
                assert str(accepted.case.office) in body
        assert len(letters) == 4

    def test_escalation_reaches_supervisors_and_administrators_once(self, accepted: Told) -> None:
        twice(tasks.give_alarms, beijing("2026-03-06"))
        accepted.letters(beijing("2026-03-06"))
        at = beijing("2026-03-09")
        twice(tasks.give_alarms, at)
        letters = accepted.letters(at)
        people = (accepted.supervisor, accepted.supervisor_zh, accepted.administrator)
        assert {one.to[0] for one in letters} == {person.email for person in people}
        read(letters, accepted.supervisor, "Overdue, please act", "is not decided")
        read(letters, accepted.supervisor_zh, "已超期", "尚未作出决定")


class TestMovedDates:
    REASON = "A hearing was asked for"

    def both(self, told: Told, now: datetime, english: Words, chinese: Words) -> None:
        letters = told.letters(now)
        assert len(letters) == 2
        one = read(letters, told.english, "has moved", *english)
        other = read(letters, told.chinese, "办结日期有变动", *chinese)
        assert self.REASON not in one + other  # a reason stays behind the sign-in

    def test_stopped_and_resumed(self, accepted: Told) -> None:
        services.clock_stop(
            application=accepted.case, reason=self.REASON, actor=accepted.supervisor, now=NOW
        )
        self.both(
            accepted,
            NOW,
            ("stands still", "Thursday 5 March 2026", "The reason is in your inbox"),
            ("暂停计算", "2026年3月5日（星期四）", "理由请登录本网站"),
        )
        later = beijing("2026-03-04")
        services.clock_resume(application=accepted.case, actor=accepted.supervisor, now=later)
        due = accepted.again().due_on
        assert due == date(2026, 3, 9)
        self.both(accepted, later, ("Monday 9 March 2026",), ("2026年3月9日（星期一）",))

    def test_without_a_reason_none_is_promised(self, accepted: Told) -> None:
        services.clock_stop(
            application=accepted.case, reason=self.REASON, actor=accepted.supervisor, now=NOW
        )
        accepted.letters(NOW)
        services.clock_resume(application=accepted.case, actor=accepted.supervisor, now=NOW)
        letters = accepted.letters(NOW)
        english = read(letters, accepted.english, "has moved", "by Thursday 5 March 2026.")
        chinese = read(letters, accepted.chinese, "变动", "最迟于2026年3月5日（星期四）")
        assert "The reason" not in english
        assert "instead of" not in english  # it came back to the date that it was
        assert "理由" not in chinese

    def test_extended(self, accepted: Told) -> None:
        services.clock_extend(
            application=accepted.case,
            days=2,
            reason=self.REASON,
            actor=accepted.supervisor,
            now=NOW,
        )
        self.both(
            accepted,
            NOW,
            ("by Monday 9 March 2026 instead of Thursday 5 March 2026",),
            ("2026年3月9日（星期一）", "原日期为2026年3月5日（星期四）"),
        )
        inbox = Message.objects.get(
            event="due_date_moved", channel=Channel.INBOX, recipient=accepted.english
        )
        assert inbox.context["reason"] == self.REASON

    def test_calendar_import(self, desk: Desk) -> None:
        now = datetime.fromisoformat("2027-02-04T10:00:00+08:00")
        with time_machine.travel(now, tick=False):
            desk.now = now
            told = told_at(desk, desk.submitted(ANNA, arrival_on=now.date() + timedelta(days=6)))
            services.application_accept(application=told.case, actor=told.supervisor, now=now)
            told.letters(now)
            before = told.again().due_on
            notice, _problems = notice_read(NOTICE_2027, url="https://www.gov.cn/notice")
            for _run in range(2):
                calendar_import(
                    notice=notice, actor=UserFactory(is_superuser=True, is_staff=True), now=now
                )
            twice(tasks.recheck_due_dates, now)
            assert told.again().due_on == date(2027, 2, 16) != before
            self.both(
                told,
                now,
                ("Tuesday 16 February 2027", "calendar of public holidays"),
                ("2027年2月16日（星期二）", "放假调休安排有变动"),
            )


class TestDocuments:
    def test_replaced(self, issued: Told) -> None:
        services.application_correct(
            application=issued.again(),
            actor=issued.supervisor,
            now=NOW,
            reason="A letter is wrong.",
            corrections={"name_mrz_secondary": "ANNE"},
        )
        second = produced(issued)
        letters = issued.letters(NOW)
        assert len(letters) == 2
        read(letters, issued.english, "was replaced", "use only the new one", second.number)
        read(letters, issued.chinese, "的文件已更换", "原文件已失效", second.number, "转交旅客")

    def test_revoked_from_the_list_of_documents_is_in_the_cases_log(self, issued: Told) -> None:
        document = IssuedDocument.objects.get(subject=issued.case.reference)
        client = Client()
        client.force_login(issued.supervisor, backend="django.contrib.auth.backends.ModelBackend")
        address = f"/admin/documents/issueddocument/{document.pk}/revoke-it/"
        for _press in range(2):
            client.post(address, {"reason": "The visit was called off."})
        event = issued.case.events.get(kind=EventKind.REVOKE)
        assert (event.actor, event.reason) == (issued.supervisor, "The visit was called off.")
        letters = issued.letters(NOW)
        assert len(letters) == 2
        read(letters, issued.english, "was revoked", "must not be used", "12367", "in your inbox")
        read(letters, issued.chinese, "的文件已撤销", "不得再使用", "12367")


class TestOrganisations:
    def test_returned_then_verified(self, desk: Desk) -> None:
        organisation = OrganisationFactory(pending=True)
        english, chinese = [
            MembershipFactory(organisation=organisation, user__language=language).user
            for language in ("en", "zh-hans")
        ]
        checker = PostFactory().officer
        told = Told(desk, Application(), english, chinese, checker, checker, checker)
        organisation_return(
            organisation=organisation, actor=checker, items=["licence"], text="Dark.", now=NOW
        )
        letters = told.letters(NOW)
        assert len(letters) == 2
        read(letters, english, "Please correct", "- copy of the licence", organisation.name_zh)
        read(letters, chinese, "请更正贵单位信息", "- 证照复印件", "草稿不受影响")
        organisation.refresh_from_db()
        type(organisation).objects.filter(pk=organisation.pk).update(status="pending")
        organisation_verify(organisation=organisation, actor=checker, now=NOW)
        assert organisation.changes.filter(kind=ChangeKind.VERIFIED).count() == 1
        letters = told.letters(NOW)
        assert len(letters) == 2
        read(letters, english, "has been verified", "can now submit invitations")
        read(letters, chinese, "贵单位已通过核验", "即可提交邀请申请")


class TestSupplement:
    @pytest.fixture
    def asked(self, told: Told) -> Told:
        services.supplement_request(
            application=told.case,
            items=[("passport", "The copy is dark."), ("details", "Name the employer.")],
            note="Call us if anything is unclear.",
            actor=told.supervisor,
            now=NOW,
        )
        return told

    def test_asked_with_the_whole_list_and_the_last_day(self, asked: Told) -> None:
        letters = asked.letters(NOW)
        assert len(letters) == 2
        english = read(
            letters,
            asked.english,
            "Please complete application",
            "- The copy is dark.\n- Name the employer.",
            "by Wednesday 1 April 2026",
            "added a note",
        )
        chinese = read(
            letters, asked.chinese, "补正申请", "2026年4月1日（星期三）", "工作人员附有说明"
        )
        for body in (english, chinese):
            assert f"/applications/{asked.case.reference}/supplement/" in body
            assert "Call us" not in body

    def test_answered(self, asked: Told) -> None:
        asked.letters(NOW)
        items = asked.case.supplement_requests.get().items.all()
        services.supplement_answer(
            application=asked.case,
            actor=asked.english,
            now=NOW,
            answers={item.pk: "Done." for item in items},
        )
        letters = asked.letters(NOW)
        assert len(letters) == 2
        read(letters, asked.english, "We received your answer", "the officer checks it now")
        read(letters, asked.chinese, "已收到申请", "工作人员正在核对")

    def test_lapsed_once_and_the_page_offers_a_copy(self, asked: Told) -> None:
        asked.letters(NOW)
        at = beijing("2026-04-02")
        twice(tasks.lapse_supplements, at)
        letters = asked.letters(at)
        assert len(letters) == 2
        read(
            letters,
            asked.english,
            "was closed",
            "by Wednesday 1 April 2026",
            "You can copy it and file a new one",
        )
        read(letters, asked.chinese, "已终止", "2026年4月1日", "您可以复制原申请")
        client = Client()
        client.force_login(asked.english, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(f"/en/applications/{asked.case.reference}/").content.decode()
        copy = re.search(r'href="([^"]+/copy/)"', page)
        assert copy
        assert client.get(copy[1]).status_code == 200
