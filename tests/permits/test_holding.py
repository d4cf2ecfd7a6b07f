"""The holder's and the employer's pages: what is allowed, until when, what comes next."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from notifications.models import Message
from permits.enums import PermitEnd
from permits.models import WorkPermit
from permits.services.reminders import permits_remind
from tests.factories.accounts import UserFactory
from tests.factories.applications import member_of
from tests.factories.permits_issued import holder_new, pair_new

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate(timezone.now())


def ending_in(days: int, holder=None, **changes):
    until = today() + timedelta(days=days)
    return pair_new(
        holder or holder_new(), first=until - timedelta(days=365), until=until, **changes
    )


def mine(client, holder) -> str:
    client.force_login(holder.user)
    return client.get(reverse("my_permits")).content.decode()


def test_who_has_none_is_told_so(client) -> None:
    client.force_login(UserFactory())
    assert "You hold no permits" in client.get(reverse("my_permits")).content.decode()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (200, "An extension can be applied for from"),
        (91, "An extension can be applied for from"),
        (90, "Ask your employer to apply for the extension now"),
        (30, "Ask your employer to apply for the extension now"),
        (29, "The day to apply has passed"),
        (0, "The day to apply has passed"),
        (-1, "No permit is in force now"),
    ],
)
def test_what_comes_next_depends_on_the_day(client, days: int, words: str) -> None:
    assert words in mine(client, ending_in(days).holder)


@pytest.mark.parametrize(
    ("language", "chinese", "words"),
    [
        ("en", "液压工程师", "Hydraulic Engineer"),
        ("zh-hans", "液压工程师", "液压工程师"),
        ("zh-hans", "", "Hydraulic Engineer"),
    ],
)
def test_the_post_is_named_in_the_readers_language(client, language, chinese, words) -> None:
    permit = ending_in(200)
    WorkPermit.objects.update(post_title_zh=chinese)
    client.force_login(permit.holder.user)
    with translation.override(language):
        page = client.get(reverse("my_permits")).content.decode()
    others = {"液压工程师", "Hydraulic Engineer"} - {words}
    assert words in page
    assert not any(other in page for other in others)


def test_history_goes_across_employers(client) -> None:
    holder = holder_new()
    old = ending_in(-40, holder, ended_on=today() - timedelta(days=60), end=PermitEnd.CANCELLED)
    new = ending_in(300, holder)
    text = mine(client, holder)
    assert new.work_permit.employer.name_en in text
    assert old.work_permit.employer.name_en in text
    assert "cancelled when the work ended" in text
    assert text.index(new.work_permit.employer.name_en) < text.index("Earlier permits")


def test_the_employer_sees_its_own_people_and_who_ends_first_on_top(client) -> None:
    first = ending_in(40)
    organisation = first.work_permit.employer
    other = ending_in(300, employer=organisation)
    elsewhere = ending_in(50)
    client.force_login(member_of(organisation))
    text = client.get(reverse("employer_permits", args=[organisation.pk])).content.decode()
    assert text.index(first.holder.number) < text.index(other.holder.number)
    assert elsewhere.holder.number not in text
    stranger = elsewhere.work_permit.employer
    assert client.get(reverse("employer_permits", args=[stranger.pk])).status_code == 404


def test_pages_need_the_same_number_of_queries_for_many(
    client, django_assert_max_num_queries
) -> None:
    first = ending_in(100)
    organisation = first.work_permit.employer
    for _ in range(4):
        ending_in(100, employer=organisation)
    client.force_login(member_of(organisation))
    with django_assert_max_num_queries(12):
        client.get(reverse("employer_permits", args=[organisation.pk]))


class TestReminders:
    @pytest.mark.parametrize(
        ("days", "sent"), [(91, 0), (90, 1), (31, 1), (30, 1), (0, 1), (-1, 0)]
    )
    def test_each_in_its_time_and_once(self, days: int, sent: int) -> None:
        permit = ending_in(days)
        now = timezone.now()
        assert permits_remind(now=now) == sent
        assert permits_remind(now=now) == 0
        told = Message.objects.filter(recipient=permit.holder.user, event="permit_ending")
        assert told.count() == 2 * sent  # inbox and e-mail

    def test_after_90_days_comes_30(self) -> None:
        permit = ending_in(90)
        assert permits_remind(now=timezone.now()) == 1
        assert permits_remind(now=timezone.now() + timedelta(days=59)) == 0
        assert permits_remind(now=timezone.now() + timedelta(days=60)) == 1
        assert Message.objects.filter(recipient=permit.holder.user).count() == 4

    def test_who_goes_on_or_has_ended_is_left_in_peace(self) -> None:
        holder = holder_new()
        ending_in(50, holder)
        pair_new(holder, first=today() + timedelta(days=51), until=today() + timedelta(days=400))
        ending_in(50, ended_on=today(), end=PermitEnd.CANCELLED)
        assert permits_remind(now=timezone.now()) == 0

    def test_the_employer_is_told_too_in_their_own_language(self) -> None:
        permit = ending_in(60)
        member = member_of(permit.work_permit.employer)
        member.language = "zh-hans"
        member.save()
        permits_remind(now=timezone.now())
        assert Message.objects.filter(recipient=member, event="permit_ending").count() == 2
