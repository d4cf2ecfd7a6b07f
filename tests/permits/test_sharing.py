"""Share codes: consent that ends, shows what was agreed, and nothing to anybody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from permits.errors import ShareRefused
from permits.models import ShareCode
from permits.services.sharing import (
    OPEN_AT_ONCE,
    SHARE_DAYS,
    share_code_create,
    share_code_end,
    share_code_open,
)
from tests.factories.accounts import UserFactory
from tests.factories.permits_issued import holder_new, pair_new

pytestmark = pytest.mark.django_db


def in_force(user=None):
    holder = holder_new(user)
    today = timezone.localdate(timezone.now())
    pair_new(holder, first=today - timedelta(days=100), until=today + timedelta(days=400))
    return holder


def shared(holder, **changes) -> ShareCode:
    facts = {"purpose": "my landlord", "days": 7, "now": timezone.now(), **changes}
    return share_code_create(holder=holder, actor=holder.user, **facts)


def page(client, code: str, language: str = "en"):
    with translation.override(language):
        return client.get(reverse("share_check_code", args=[code]))


def test_who_has_the_code_sees_what_was_agreed_and_no_more(client) -> None:
    holder = in_force()
    share = shared(holder)
    english = page(client, share.code).content.decode()
    assert "May work and live in China" in english
    assert "ERIKSSON, ANNA MARIA" in english
    assert "Hydraulic Engineer" in english
    assert "my landlord" in english
    for secret in (holder.document_number, holder.number, "1974", "UTO"):
        assert secret not in english
    assert "可在中国工作和居留" in page(client, share.code, "zh-hans").content.decode()
    share.refresh_from_db()
    assert share.views == 2
    assert share.last_viewed_at is not None


@pytest.mark.parametrize("way", ["ended", "expired", "unknown", "nonsense", "script"])
def test_a_code_that_does_not_work_says_nothing_else(client, way: str) -> None:
    holder = in_force()
    share = shared(holder)
    code = share.code
    if way == "ended":
        share_code_end(share=share, actor=holder.user, now=timezone.now())
    elif way == "expired":
        past = timezone.now() - timedelta(days=8)
        ShareCode.objects.filter(pk=share.pk).update(
            created_at=past, expires_at=past + timedelta(days=7)
        )
    else:
        code = {"unknown": "7K3M-4Q9X-C2VD", "nonsense": "x", "script": "'<script>"}[way]
    answer = page(client, code)
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "This code does not work" in text
    assert "ERIKSSON" not in text
    assert "<script>'" not in text


def test_guessing_is_braked(client) -> None:
    codes = [f"{n:04d}-2222-2222".replace("0", "9").replace("1", "8") for n in range(40)]
    assert 429 in {page(client, code).status_code for code in codes}


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"purpose": "  "}, "purpose"), ({"days": 8}, "days"), ({"days": 0}, "days")],
)
def test_a_code_needs_a_purpose_and_an_end(changes, code) -> None:
    with pytest.raises(ShareRefused) as refused:
        shared(in_force(), **changes)
    assert refused.value.code == code


def test_nobody_shares_or_ends_what_is_not_theirs() -> None:
    holder, stranger = in_force(), UserFactory()
    with pytest.raises(ShareRefused, match="holder"):
        share_code_create(holder=holder, purpose="me", days=7, actor=stranger, now=timezone.now())
    share = shared(holder)
    with pytest.raises(ShareRefused, match="holder"):
        share_code_end(share=share, actor=stranger, now=timezone.now())
    assert share_code_open(text=share.code, now=timezone.now()) is not None


def test_not_without_end() -> None:
    holder = in_force()
    for _ in range(OPEN_AT_ONCE):
        shared(holder)
    with pytest.raises(ShareRefused, match=str(OPEN_AT_ONCE)):
        shared(holder)


def test_the_holder_makes_shows_and_ends_a_code_in_the_browser(client) -> None:
    holder = in_force()
    client.force_login(holder.user)
    answer = client.post(reverse("share_new"), {"purpose": "银行 🏦", "days": SHARE_DAYS[1]})
    share = ShareCode.objects.get()
    assert answer.url == reverse("share", args=[share.pk])
    assert share.code in client.get(answer.url).content.decode()
    assert "银行 🏦" in client.get(reverse("my_permits")).content.decode()
    client.post(reverse("share_end", args=[share.pk]))
    client.post(reverse("share_end", args=[share.pk]))
    assert "no longer works" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"purpose": "", "days": "7"}, "Say for whom the code is"),
        ({"purpose": "x" * 200, "days": "7"}, "at most 120"),
        ({"purpose": "me", "days": "6"}, "Choose for how long"),
        ({"purpose": "me"}, "Choose for how long"),
    ],
)
def test_what_was_typed_comes_back_with_a_sentence(client, typed, sentence) -> None:
    client.force_login(in_force().user)
    text = client.post(reverse("share_new"), typed).content.decode()
    assert sentence in text
    assert typed["purpose"] in text
    assert not ShareCode.objects.exists()


def test_anothers_code_does_not_exist(client) -> None:
    share = shared(in_force())
    client.force_login(in_force().user)
    assert client.get(reverse("share", args=[share.pk])).status_code == 404
    assert client.post(reverse("share_end", args=[share.pk])).status_code == 404
    client.force_login(UserFactory())
    assert client.get(reverse("share_new")).status_code == 404


def test_permits_that_ended_are_not_shown_as_in_force(client) -> None:
    holder = holder_new()
    pair_new(holder, first=date(2020, 1, 1), until=date(2021, 1, 1))
    text = page(client, shared(holder).code).content.decode()
    assert "No permit is in force today" in text
    assert "May work" not in text
