"""Every message as people of the single window read it: whole in both languages, for every hand."""

import re
from typing import Any

import pytest

from notifications.enums import Channel, MessageEvent
from notifications.rendering import text_for
from tests.notifications.test_rendering import FULL

LANGUAGES = ("en", "zh-hans")
# what the single window adds to a message's facts, as its services enqueue them
VARIANTS: dict[str, dict[str, Any]] = {
    "employer": {"by": "employer"},
    "person": {"by": "person"},
    "holder": {"by": "holder"},
    "office": {"by_office": True},
    "closed": {"case_closed": True},
    "stopped": {"stopped": True},
    "several": {"items": ["One", "Two", "Three"]},
}
SINGLE = {
    **FULL,
    "reference": "WR-2345-6789-A",
    "service": "single_window",
    "kind": "new_in_china",
    "inviter_en": "Example & Sons Co., Ltd.",
    "inviter_zh": "上海示例有限公司",
    "organisation_en": "Example & Sons Co., Ltd.",
    "organisation_zh": "上海示例有限公司",
    "path": "/applications/WR-2345-6789-A/",
}
ABOUT_CASES = [
    event
    for event in MessageEvent
    if event.startswith(("application_", "supplement_", "document_", "due_", "visit_", "permit_"))
]
PORT = re.compile(r"Port Visa|traveller|invitee|口岸签证|旅客", re.I)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", ABOUT_CASES)
def test_nothing_is_missing_and_nothing_is_of_another_service(
    event: str, language: str, variant: str
) -> None:
    for channel in Channel:
        text = text_for(
            event=event, language=language, facts={**SINGLE, **VARIANTS[variant]}, channel=channel
        )
        whole = f"{text.subject}\n{text.body}"
        assert "UNDEFINED" not in whole
        assert "None" not in whole
        assert "{" not in whole
        assert "\n\n\n" not in text.body
        assert not PORT.search(whole), PORT.search(whole)
        assert f"/{language}/" in text.body
        chinese = re.search(r"[\u4e00-\u9fff]", whole.replace(FULL["number"], ""))
        own = whole.replace(str(SINGLE["organisation_zh"]), "")
        assert bool(chinese) or language == "en"
        if language == "en":
            assert not re.search(r"[\u4e00-\u9fff]", own.replace(FULL["number"], ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_permits_are_named_when_they_are_ready(language: str) -> None:
    words = {"en": ("work permit", "residence permit"), "zh-hans": ("工作许可", "居留许可")}
    for event in (MessageEvent.DOCUMENT_READY, MessageEvent.PERMIT_ENDING):
        body = text_for(event=event, language=language, facts=SINGLE).body
        assert all(word in body for word in words[language]), body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", ["supplement_lapsed", "application_withdrawn"])
def test_who_can_begin_anew_is_the_employer(event: str, language: str) -> None:
    body = text_for(event=event, language=language, facts=SINGLE).body
    assert ("The employer can" if language == "en" else "用人单位可以") in body
    other = text_for(event=event, language=language, facts={**SINGLE, "service": "port_visa"}).body
    assert ("You can" if language == "en" else "您可以") in other
