"""What else the office knows: other cases, messages, produced documents, the next case."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from applications import queries
from applications.admin.due import STATUS_TONES, due_of, officer_status
from applications.admin.filters import inviter_key
from applications.admin.scope import cases_of
from applications.enums import Status
from applications.lanes import QUEUE_ORDER
from applications.models import Application, Review
from applications.permissions import (
    authorities_held,
    can_read_along,
    can_review,
    offices_of,
)
from applications.registry import adapter_for
from documents.models import IssuedDocument
from notifications.enums import MessageStatus
from notifications.models import Message
from workdays.rules import Calendar

LIMIT = 10
MESSAGES = 60
FAILED, SENT = MessageStatus.FAILED, MessageStatus.SENT


@dataclass(frozen=True)
class Neighbour:
    """Another case in one line. ``url`` is empty when it belongs to another office."""

    reference: str
    person: str
    status: str
    tone: str
    due: str
    url: str
    is_this: bool = False


def case_url(case: Application) -> str:
    """The officers' page of a case."""
    return reverse("admin:applications_application_change", args=[case.pk])


def inviter_url(case: Application) -> str:
    """The queue, narrowed to the case's inviter."""
    queue = reverse("admin:applications_application_changelist")
    return f"{queue}?inviter={inviter_key(case)}&status=all"


def neighbour(
    case: Application, calendar: Calendar, *, linked: bool, is_this: bool = False
) -> Neighbour:
    """Put another case in one line."""
    return Neighbour(
        reference=case.reference,
        person=case.traveller.name_mrz,
        status=officer_status(case),
        tone=STATUS_TONES.get(Status(case.status), "quiet"),
        due=due_of(case, timezone.now(), calendar).words,
        url=case_url(case) if linked else "",
        is_this=is_this,
    )


def _opens(request: HttpRequest, case: Application) -> bool:
    """Whether the case has a page for this officer: to act on, or to read along."""
    return can_review(request.user, case) or can_read_along(request.user, case)


def _lines(
    request: HttpRequest, cases: QuerySet[Application], calendar: Calendar
) -> list[Neighbour]:
    rows = cases.select_related("traveller").order_by("-created_at", "-id")[:LIMIT]
    return [neighbour(row, calendar, linked=_opens(request, row)) for row in rows]


def same_passport(request: HttpRequest, case: Application, calendar: Calendar) -> list[Neighbour]:
    """Other filings with this passport, at whichever office: double filings show here."""
    return _lines(request, queries.same_passport(case), calendar)


def same_inviter(
    request: HttpRequest, case: Application, group: Sequence[Application], calendar: Calendar
) -> list[Neighbour]:
    """The latest cases of the same inviter that this officer may see, those of ``group`` apart."""
    own = {case.pk, *(member.pk for member in group)}
    cases = cases_of(request).filter(queries.of_same_inviter(case))
    return _lines(request, cases.exclude(pk__in=own), calendar)


def group_members(
    request: HttpRequest, case: Application, group: Sequence[Application], calendar: Calendar
) -> list[Neighbour]:
    """Everybody of the same filing, this person too; empty for one person alone."""
    if len(group) < 2:
        return []
    return [
        neighbour(
            member,
            calendar,
            linked=_opens(request, member),
            is_this=member.pk == case.pk,
        )
        for member in group
    ]


def issued_documents(case: Application) -> QuerySet[IssuedDocument]:
    """Documents produced for the case, the newest first."""
    return IssuedDocument.objects.filter(subject=case.reference).order_by("-version")


@dataclass(frozen=True)
class Sent:
    """One thing that people were told, with every message that told it.

    ``texts`` holds each wording once, with the messages that carried it: an e-mail and the inbox
    say the same.
    """

    messages: list[Message]

    @property
    def newest(self) -> Message:
        return self.messages[0]

    @property
    def worst(self) -> Message:
        """The message that the line is coloured by: one that failed, then one still on its way."""
        return min(self.messages, key=lambda one: (one.status == SENT, one.status != FAILED))

    @property
    def texts(self) -> list[list[Message]]:
        found: dict[tuple[str, str], list[Message]] = {}
        for message in self.messages:
            found.setdefault((message.subject, message.body), []).append(message)
        return list(found.values())


def messages_about(case: Application) -> list[Sent]:
    """What the applicant was told about this case, the newest first, each act in one line."""
    recipients = [person.pk for person in adapter_for(case).recipients(case)]
    rows = Message.objects.filter(
        recipient_id__in=recipients, context__reference=case.reference
    ).order_by("-created_at", "event", "id")[:MESSAGES]
    acts = groupby(rows, key=lambda one: (one.created_at, one.event))
    return [Sent(list(messages)) for _act, messages in acts]


def next_case(
    request: HttpRequest, calendar: Calendar, case: Application | None = None
) -> Neighbour | None:
    """The next case this officer can act on: their own or nobody's, the earliest date first."""
    supervised = offices_of(request.user, ("supervisor",))
    done = Review.objects.filter(
        application=OuterRef("pk"), authority__in=authorities_held(request.user)
    ).exclude(recommendation="", decision="")
    waiting = cases_of(request).filter(
        Q(status__in=[Status.SUBMITTED, Status.HOME_CHECK])
        | Q(status=Status.ACCEPTED) & ~Exists(done)
    )
    if supervised:
        countersign = cases_of(request).filter(status=Status.RECOMMENDED, office_id__in=supervised)
        waiting = waiting | countersign.exclude(reviews__recommended_by_id=request.user.pk)
    own = waiting.filter(assigned_to_id=request.user.pk)
    found = _first(own, case) or _first(waiting.filter(assigned_to__isnull=True), case)
    return neighbour(found, calendar, linked=True) if found else None


def _first(cases: Any, case: Application | None) -> Application | None:
    if case is not None:
        cases = cases.exclude(pk=case.pk)
    found: Application | None = cases.select_related("traveller").order_by(*QUEUE_ORDER).first()
    return found
