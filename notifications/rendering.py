"""Turns a message's facts into text in the recipient's language.

A template is ``templates/messages/<event>.<language>.txt``: the first line is the subject. Facts
arrive as plain JSON; dates as ISO text under a name that ends in ``_on``, ``_by``, ``_until`` or
starts with ``promise``. Names and links are ready to print.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template, render_to_string

from notifications.enums import Channel
from notifications.models import Message
from notifications.rules import absolute_link, date_in_words, facts_for_email

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:\d{2})?$")
# Facts that a template may name although the sender left them out.
OPTIONAL_FACTS: dict[str, Any] = {
    "reference": "",
    "name": "",
    "organisation": "",
    "organisation_en": "",
    "organisation_zh": "",
    "by": "",
    "officer": "",
    "authority": "",
    "proposal": "",
    "promise": "",
    "promise_before": "",
    "promise_provisional": False,
    "items": [],
    "reason": "",
    "office": "",
    "answer_by": "",
    "expires_on": "",
    "number": "",
    "valid_until": "",
    "electronic": False,  # the document is the visa itself
    "last_day": "",
    "stay_days": "",
    "guidance": "",
    "invited_by": "",
    "calendar": False,  # the date moved with the calendar of public holidays
    "by_office": False,  # the office moved or cancelled a visit, and not its people
    "stopped": False,  # the clock of the case stands still
    "path": "",
    "link": "",  # a whole address; without one it is made of the path
}


@dataclass(frozen=True)
class Text:
    """A message in words."""

    subject: str
    body: str


def message_text(message: Message) -> Text:
    """Render the message for its channel and language."""
    return text_for(
        event=message.event,
        language=message.language,
        facts=message.context,
        channel=message.channel,
        has_inbox=message.recipient_id is not None,
    )


def text_for(
    *,
    event: str,
    language: str,
    facts: Mapping[str, Any],
    channel: str = Channel.INBOX,
    has_inbox: bool = True,
) -> Text:
    """Render a message that need not exist yet, e.g. to show an officer what will be sent.

    Args:
        event: one of ``MessageEvent``.
        language: ``en`` or ``zh-hans``.
        facts: as given to ``message_enqueue``.
        channel: an e-mail withholds reasons and gets a footer.
        has_inbox: a traveller without an account is not sent to look into one.
    """
    email = channel == Channel.EMAIL
    known = {**OPTIONAL_FACTS, **facts}
    known["reason_in_inbox"] = email and has_inbox and bool(known["reason"])
    if email:
        known = facts_for_email(known)
    context = {
        **_dates_in_words(known, language),
        "link": known["link"] or absolute_link(settings.PORTAL_BASE_URL, known["path"], language),
        "email": email,
        "has_inbox": has_inbox,
        "demo": settings.PORTAL_DEMO,
    }
    text = _render(f"messages/{event}.{language}.txt", context)
    subject, _newline, body = text.strip().partition("\n")
    if email:
        body += "\n\n" + _render(f"messages/_footer.{language}.txt", context)
    return Text(subject.strip()[:200], _tidy(body))


def html_alternative(text: Text, *, language: str) -> str:
    """The same words as a simple page: paragraphs, lists, links."""
    return render_to_string(
        "messages/email.html",
        {"subject": text.subject, "blocks": blocks(text.body), "language": language},
    )


def blocks(body: str) -> list[dict[str, Any]]:
    """Paragraphs of a text; lines that begin with a dash form a list."""
    found = []
    for paragraph in body.split("\n\n"):
        lines = [line for line in paragraph.splitlines() if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            found.append({"points": [line[2:] for line in lines], "lines": []})
        elif lines:
            found.append({"points": [], "lines": lines})
    return found


def _render(name: str, context: dict[str, Any]) -> str:
    """Plain text: nothing is escaped."""
    template = get_template(name)
    assert isinstance(template, Template)  # noqa: S101 - the only engine that is configured
    return template.template.render(Context(context, autoescape=False))


def _dates_in_words(facts: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        key: date_in_words(value, language)
        if isinstance(value, str) and ISO_DATE.match(value)
        else value
        for key, value in facts.items()
    }


def _tidy(body: str) -> str:
    """No blank lines at the ends, never two in a row."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in body.splitlines())).strip()
