"""Cases at a home office where nobody would see them: told at once, sent nowhere (ADR 0101)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from accounts.enums import PostRole
from accounts.models import User
from accounts.queries import partners_without_anybody
from applications.enums import Status
from applications.models import Application
from applications.services.home import home_words
from applications.services.messages import people_tell
from notifications.enums import MessageEvent

AT_ONCE = 500


def unattended_tell(*, now: datetime) -> int:
    """Tell administrators and the port's supervisors of each case that nobody sees; count them.

    The outbox knows who was told of which case, so a second run tells nobody twice.
    """
    offices = list(partners_without_anybody())
    if not offices:
        return 0
    waiting = Application.objects.filter(status=Status.HOME_CHECK, office__in=offices)
    cases = list(
        waiting.select_related("traveller", "office", "home_office").order_by("next_on", "pk")[
            :AT_ONCE
        ]
    )
    told = {pk: _whom(pk) for pk in {case.port_office_id for case in cases}}
    for case in cases:
        _tell(case, told[case.port_office_id], now)
    return len(cases)


def _whom(port_office: int | None) -> Sequence[User]:
    administrators = Q(posts__role=PostRole.ADMINISTRATOR)
    supervisors = Q(posts__role=PostRole.SUPERVISOR, posts__office_id=port_office)
    found = User.objects.filter(administrators | supervisors, is_active=True, posts__active=True)
    return list(found.distinct().order_by("pk"))


def _tell(case: Application, people: Sequence[User], now: datetime) -> None:
    path = reverse("admin:offices_office_changelist")
    for language in sorted({person.language for person in people}):
        with translation.override(language):  # the office's name is in the message
            facts = {"office": str(case.office or ""), "answer_by": home_words(case)["answer_by"]}
        people_tell(
            application=case,
            event=MessageEvent.HOME_UNATTENDED,
            recipients=[person for person in people if person.language == language],
            now=now,
            key="unattended",
            path=path,
            **facts,
        )
