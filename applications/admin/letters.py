"""Messages before they are sent: to whom, and how they will read in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from applications.models import Application
from applications.registry import adapter_for
from applications.services import message_context
from notifications.enums import MessageEvent
from notifications.rendering import text_for
from ui.desk import Preview


def reader_names(case: Application) -> str:
    """The people who get the case's messages, with their addresses."""
    people = [f"{person} <{person.email}>" for person in adapter_for(case).recipients(case)]
    return ", ".join(people) or _("nobody")


def previews_of(
    event: MessageEvent, case: Application, facts: Mapping[str, Any]
) -> Sequence[Preview]:
    """Render the message as it would be sent now, the applicant's language first."""
    known = {**message_context(case), **facts}
    languages = sorted(settings.LANGUAGES, key=lambda pair: pair[0] != case.language)
    return [
        Preview(language=code, language_name=name, subject=text.subject, body=text.body)
        for code, name in languages
        for text in [text_for(event=event, language=code, facts=known)]
    ]
