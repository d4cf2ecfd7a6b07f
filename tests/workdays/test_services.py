"""Changing the calendar: who may, what is written, what follows, and that twice is once."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, transaction

from accounts.enums import PostRole
from tests.factories.accounts import PostFactory
from tests.workdays.notices import NOTICE_2026, NOTICE_2027
from workdays import registry
from workdays.enums import DayKind
from workdays.errors import CalendarNotPermitted, NoticeInvalid, NoticeStale
from workdays.models import CalendarDay, CalendarNotice, CalendarYear
from workdays.notices import Notice, NoticeDay, notice_read
from workdays.permissions import may_change_calendar
from workdays.queries import calendar_load
from workdays.services import calendar_import, calendar_preview, day_change, day_preview

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
D = date.fromisoformat


def superuser():
    return get_user_model().objects.create_superuser("admin@example.org", "long-password-1")


def notice_of(text: str) -> Notice:
    notice, problems = notice_read(text, url="https://www.gov.cn/notice")
    assert problems == []
    return notice


@pytest.mark.django_db
def test_an_import_writes_the_year_and_keeps_a_record() -> None:
    actor = superuser()
    notice = notice_of(NOTICE_2027)
    assert not calendar_load().is_published(D("2027-02-10"))
    done = calendar_import(notice=notice, actor=actor, now=NOW, text=NOTICE_2027)
    calendar = calendar_load()
    assert calendar.is_published(D("2027-02-10"))
    assert calendar.is_workday(D("2027-02-13"))
    assert not calendar.is_workday(D("2027-02-12"))
    assert calendar.add(D("2027-02-04"), 3).date == D("2027-02-16")
    assert not calendar.add(D("2027-02-04"), 3).provisional
    assert CalendarDay.objects.filter(year_id=2027).count() == len(notice.days)
    record = CalendarNotice.objects.get()
    assert (record.by, record.at, record.text) == (actor, NOW, NOTICE_2027)
    assert len(record.changes) == done.days
    assert {"date": "2027-02-13", "before": "", "after": "make_up"} in record.changes
    year = CalendarYear.objects.get(year=2027)
    assert year.notice_url == "https://www.gov.cn/notice"


@pytest.mark.django_db
def test_importing_what_is_there_changes_no_day() -> None:
    notice = notice_of(NOTICE_2026)
    before = calendar_load()
    preview = calendar_preview(notice=notice, now=NOW)
    assert preview.is_empty
    assert calendar_import(notice=notice, actor=superuser(), now=NOW).days == 0
    assert calendar_load() == before
    assert not CalendarNotice.objects.exists()


@pytest.mark.django_db
def test_a_year_that_was_never_listed_can_be_imported() -> None:
    CalendarDay.objects.filter(year_id=2027).delete()
    CalendarYear.objects.filter(year=2027).delete()
    calendar_import(notice=notice_of(NOTICE_2027), actor=superuser(), now=NOW)
    assert calendar_load().is_published(D("2027-01-01"))


@pytest.mark.django_db
def test_a_preview_writes_nothing() -> None:
    before = list(CalendarDay.objects.values())
    preview = calendar_preview(notice=notice_of(NOTICE_2027), now=NOW)
    assert not preview.is_empty
    assert {change.after for change in preview.changes} == {"holiday", "make_up"}
    assert list(CalendarDay.objects.values()) == before
    assert not CalendarNotice.objects.exists()


@pytest.mark.django_db
def test_a_confirmation_of_an_outdated_preview_is_refused() -> None:
    actor = superuser()
    notice = notice_of(NOTICE_2027)
    token = calendar_preview(notice=notice, now=NOW).token
    day = NoticeDay(D("2026-12-24"), DayKind.HOLIDAY, "假", "off")
    day_change(day=day, reason="announced", actor=actor, now=NOW)
    with pytest.raises(NoticeStale):
        calendar_import(notice=notice, actor=actor, now=NOW, token=token)
    assert not calendar_load().is_published(D("2027-01-01"))


@pytest.mark.django_db
def test_a_notice_that_cannot_be_true_is_refused_whole() -> None:
    with pytest.raises(NoticeInvalid) as error:
        calendar_import(notice=Notice(2027, ()), actor=superuser(), now=NOW)
    assert any("2027-01-01" in message for message in error.value.messages)
    assert not calendar_load().is_published(D("2027-01-01"))


@pytest.mark.django_db
def test_only_administrators_and_superusers() -> None:
    users = get_user_model().objects
    plain = users.create_user("plain@example.org", "long-password-1")
    reviewer = PostFactory.create(role=PostRole.REVIEWER).officer
    administrator = PostFactory.create(role=PostRole.ADMINISTRATOR).officer
    former = PostFactory.create(role=PostRole.ADMINISTRATOR, active=False).officer
    assert [may_change_calendar(user) for user in (plain, reviewer, former, None)] == [False] * 4
    assert may_change_calendar(administrator)
    for user in (plain, reviewer, former):
        with pytest.raises(CalendarNotPermitted):
            calendar_import(notice=notice_of(NOTICE_2027), actor=user, now=NOW)
    calendar_import(notice=notice_of(NOTICE_2027), actor=administrator, now=NOW)


@pytest.mark.django_db
def test_what_follows_belongs_to_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_facts: object) -> int:
        raise RuntimeError("a room above failed")

    monkeypatch.setattr(registry, "change_hooks", [breaks])
    with pytest.raises(RuntimeError):
        calendar_import(notice=notice_of(NOTICE_2027), actor=superuser(), now=NOW)
    assert not calendar_load().is_published(D("2027-01-01"))
    assert calendar_load().add(D("2027-02-04"), 3).date == D("2027-02-11")


@pytest.mark.django_db
def test_one_day_changes_and_changes_back() -> None:
    actor = superuser()
    day = NoticeDay(D("2026-12-24"), DayKind.HOLIDAY, "临时放假", "special day off")
    assert len(day_preview(day=day, now=NOW).changes) == 1
    assert day_change(day=day, reason="announced on 20 November", actor=actor, now=NOW).days == 1
    assert not calendar_load().is_workday(D("2026-12-24"))
    again = day_change(day=day, reason="announced on 20 November", actor=actor, now=NOW)
    assert again.days == 0
    back = NoticeDay(D("2026-12-24"), "", "", "")
    day_change(day=back, reason="withdrawn", actor=actor, now=NOW)
    assert calendar_load().is_workday(D("2026-12-24"))
    assert CalendarNotice.objects.count() == 2
    assert calendar_load().is_published(D("2026-12-24"))  # the year stays published


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [
        (NoticeDay(D("2026-12-23"), DayKind.MAKE_UP, "x", "x"), "why", "not a Saturday or Sunday"),
        (NoticeDay(D("2026-12-24"), DayKind.HOLIDAY, "x", "x"), "  ", "Say why the day changes"),
    ],
)
def test_single_days_that_are_refused(day: NoticeDay, reason: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        day_change(day=day, reason=reason, actor=superuser(), now=NOW)


@pytest.mark.django_db
def test_the_record_cannot_be_changed_or_deleted() -> None:
    calendar_import(notice=notice_of(NOTICE_2027), actor=superuser(), now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarNotice.objects.update(moved=99)
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarNotice.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_have_one_effect() -> None:
    actor = superuser()
    notice = notice_of(NOTICE_2027)
    token = calendar_preview(notice=notice, now=NOW).token
    barrier = threading.Barrier(2)
    results: list[int] = []

    def confirm() -> None:
        try:
            barrier.wait()
            done = calendar_import(notice=notice, actor=actor, now=NOW, token=token)
            results.append(done.days)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=confirm) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results)[0] == 0
    assert len(results) == 2
    assert sorted(results)[1] > 0
    assert CalendarNotice.objects.count() == 1
