"""Every event has its text in both languages, complete and without a hole."""

import re
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from notifications.enums import Channel, MessageEvent
from notifications.models import Message
from notifications.rendering import Text, blocks, html_alternative, message_text, text_for
from notifications.services import message_enqueue_address

LANGUAGES = ("en", "zh-hans")
FULL: dict[str, Any] = {
    "reference": "PV7K-2MXA",
    "name": "ERIKSSON, ANNA MARIA",
    "organisation": "Example & Sons Co., Ltd.",
    "promise": "2026-03-05",
    "promise_before": "2026-03-04",
    "promise_provisional": True,
    "items": ["Business licence: missing", "Passport copy: cannot be read"],
    "reason": "The letter is not signed.",
    "office": "Pudong International Airport",
    "answer_by": "2026-03-20",
    "expires_on": "2026-06-01",
    "number": "沪口签〔2026〕第000123号",
    "valid_until": "2026-04-04",
    "visit_on": "2026-03-03",
    "visit_time": "09:20",
    "office_en": "Minhang service branch",
    "office_zh": "闵行出入境服务点",
    "invited_by": "Li Na",
    "path": "/applications/PV7K-2MXA/",
}
CASES = [
    pytest.param(event, language, facts, id=f"{event}-{language}-{name}")
    for event in MessageEvent.values
    for language in LANGUAGES
    for name, facts in (("full", FULL), ("bare", {"reference": "PV7K-2MXA"}))
]


@pytest.mark.parametrize(("event", "language", "facts"), CASES)
@pytest.mark.parametrize("channel", list(Channel))
def test_every_text_is_whole(event: str, language: str, facts: dict, channel: str) -> None:
    text = text_for(event=event, language=language, facts=facts, channel=channel)
    assert 6 <= len(text.subject) <= 120
    assert len(text.body) > 40
    whole = text.subject + text.body
    assert "UNDEFINED" not in whole
    assert "{" not in whole
    assert "&amp;" not in whole
    assert not re.search(r"\d{4}-\d{2}-\d{2}", whole), "dates are written in words"
    assert "\n\n\n" not in text.body
    assert f"/{language}/" in text.body
    assert 'href="http' in html_alternative(text, language=language), "the address is a link"
    chinese = re.search(r"[\u4e00-\u9fff]", text.body.replace(FULL["number"], ""))
    assert bool(chinese) == (language == "zh-hans")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", MessageEvent.values)
def test_an_email_names_the_hotline_and_asks_for_nothing_secret(event: str, language: str) -> None:
    text = text_for(event=event, language=language, facts=FULL, channel=Channel.EMAIL)
    assert "12367" in text.body
    assert "+86 10 12367" in text.body
    never = "never ask for passwords" if language == "en" else "绝不会通过电子邮件索要密码"
    assert never in text.body
    assert FULL["reason"] not in text.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reason_of_a_refusal_is_told_behind_the_sign_in(language: str) -> None:
    event = MessageEvent.APPLICATION_REFUSED
    assert FULL["reason"] in text_for(event=event, language=language, facts=FULL).body
    email = text_for(event=event, language=language, facts=FULL, channel=Channel.EMAIL)
    assert ("inbox" if language == "en" else "收件箱") in email.body


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "inbox"), [("en", "inbox"), ("zh-hans", "收件箱")])
def test_who_has_no_account_is_not_sent_to_an_inbox(language: str, inbox: str) -> None:
    event, facts = MessageEvent.TRAVELLER_REVOKED, {"reference": "PV7K-2MXA", "path": "/track/"}
    message_enqueue_address(
        event=event,
        key="1",
        address="guest@example.net",
        language=language,
        context=facts,
        now=timezone.now(),
    )
    body = message_text(Message.objects.get()).body
    assert inbox not in body
    assert "12367" in body
    assert inbox in text_for(event=event, language=language, facts=facts, channel="email").body


def test_the_promise_is_a_date_in_words() -> None:
    body = text_for(event=MessageEvent.APPLICATION_RECEIVED, language="en", facts=FULL).body
    assert "we decide by Thursday 5 March 2026" in body
    assert "provisional" in body
    body = text_for(event=MessageEvent.APPLICATION_RECEIVED, language="zh-hans", facts=FULL).body
    assert "我们最迟于2026年3月5日（星期四）作出决定" in body


@override_settings(PORTAL_DEMO=False)
def test_only_the_demonstration_says_that_it_is_one() -> None:
    def body(language: str) -> str:
        event = MessageEvent.DUE_SOON
        return text_for(event=event, language=language, facts=FULL, channel=Channel.EMAIL).body

    assert "DEMONSTRATION" not in body("en")
    with override_settings(PORTAL_DEMO=True):
        assert "DEMONSTRATION" in body("en")
        assert "演示系统" in body("zh-hans")


def test_the_html_alternative_escapes_and_keeps_lists() -> None:
    text = Text("A <b> & c", "Hello <script>\nsecond line\n\n- one\n- two https://x.example/a/")
    html = html_alternative(text, language="en")
    assert "<script>" not in html
    assert "A &lt;b&gt; &amp; c" in html
    assert "<li>one</li>" in html
    assert 'href="https://x.example/a/"' in html
    assert 'lang="zh-Hans"' in html_alternative(text, language="zh-hans")


def test_a_whole_address_is_used_as_it_is() -> None:
    link = "https://portal.example/zh-hans/join/7/"
    facts = {**FULL, "link": link}
    assert link in text_for(event=MessageEvent.MEMBER_INVITED, language="zh-hans", facts=facts).body


def test_blocks_tell_lists_from_paragraphs() -> None:
    assert blocks("a\nb\n\n- c\n- d\n\n\n- e\nf") == [
        {"points": [], "lines": ["a", "b"]},
        {"points": ["c", "d"], "lines": []},
        {"points": [], "lines": ["- e", "f"]},
    ]
