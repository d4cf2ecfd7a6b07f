"""Reads that pages, admin and API share."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate, TruncMonth

from accounts.models import User
from applications.deadlines import LEGAL_ZONE, legal_date
from applications.enums import CLOCK_STATUSES, OPEN_STATUSES, Status
from applications.errors import InvalidReference
from applications.lanes import QUEUE_ORDER
from applications.models import (
    Application,
    Attachment,
    Event,
    SupplementRequest,
    Traveller,
)
from applications.models.traveller import name_form
from applications.names import FORMS, fold_name
from applications.permissions import AnyUser, review_filter, visible_filter
from applications.references import reference_normalise
from documents.enums import DocumentStatus
from documents.models import IssuedDocument

COMPANY_CODE_LENGTH = 18
SHORTEST_NAME = 2


def applications_with_parts() -> QuerySet[Application]:
    """Applications with everything that a list shows, in one query."""
    return Application.objects.select_related(
        "traveller", "organisation", "office", "filed_by", "assigned_to", "held_by", "standard"
    )


def queue_for(user: User) -> QuerySet[Application]:
    """Open cases that the officer may review, what is next first; one query for all of them.

    Expedited cases come before all others.

    ``next_on`` is the due date once the promise runs, the last day to say what is missing before.
    """
    return (
        applications_with_parts()
        .filter(review_filter(user), status__in=OPEN_STATUSES)
        .order_by(*QUEUE_ORDER)
    )


def applications_visible_to(user: AnyUser) -> QuerySet[Application]:
    """Every application that ``permissions.can_view`` would let the person see."""
    return applications_with_parts().filter(visible_filter(user))


def application_search(
    text: str, *, within: QuerySet[Application] | None = None
) -> QuerySet[Application]:
    """Find by reference, passport number, beginning of a name in any form, or company code.

    Accents, case and dashes do not matter. ``within`` narrows to what the person may see.
    """
    found = applications_with_parts() if within is None else within
    text = text.strip()
    if not text:
        return found.none()
    try:
        return found.filter(reference=reference_normalise(text))
    except InvalidReference:
        compact = "".join(text.split()).replace("-", "").upper()
    if len(compact) == COMPANY_CODE_LENGTH:
        return found.filter(organisation__uscc=compact)
    return found.filter(traveller_id__in=_travellers(text, compact))


def same_passport(application: Application) -> QuerySet[Application]:
    """Other cases of the same passport, newest first."""
    traveller = application.traveller
    if not traveller.document_number:
        return Application.objects.none()
    return (
        applications_with_parts()
        .filter(
            traveller__document_number=traveller.document_number,
            traveller__issuing_state=traveller.issuing_state,
        )
        .exclude(pk=application.pk)
        .exclude(status=Status.DRAFT)
        .order_by("-created_at")
    )


def of_same_inviter(application: Application) -> Q:
    """The condition for cases of the inviter of this one."""
    if application.organisation_id is None:
        return Q(organisation__isnull=True, filed_by_id=application.filed_by_id)
    return Q(organisation_id=application.organisation_id)


def same_inviter(application: Application) -> QuerySet[Application]:
    """Other cases of the same organisation, or of the same person who files alone."""
    return (
        applications_with_parts()
        .filter(of_same_inviter(application))
        .exclude(pk=application.pk)
        .exclude(status=Status.DRAFT)
        .order_by("-created_at")
    )


def history_of(application: Application) -> QuerySet[Event]:
    """The log of one case, oldest first, with the names of the actors."""
    return application.events.select_related("actor").order_by("sequence")


def attachments_of(application: Application, group: object = None) -> QuerySet[Attachment]:
    """Files of one person, and of the group when its key is given, that were not removed."""
    mine = Q(application=application)
    if group is not None:
        mine |= Q(group=group)
    return Attachment.objects.filter(mine, removed_at=None).select_related("upload")


def issued_documents_of(application: Application) -> QuerySet[IssuedDocument]:
    """Documents that the bureau produced for the case and that exist as a file, newest first."""
    return (
        IssuedDocument.objects.filter(subject=application.reference)
        .exclude(status=DocumentStatus.DRAFT)
        .order_by("-version", "-created_at")
    )


def application_track(*, reference: str, birth_date: date, last_four: str) -> Application | None:
    """Find a case for somebody who is not signed in; None for anything that does not fit.

    One query with all three facts, so that a wrong one and an unknown case take the same time. For
    a passport whose birth date has unknown parts, those parts are not compared.
    """
    try:
        reference = reference_normalise(reference)
    except InvalidReference:
        reference = ""
    found = (
        Application.objects.select_related("traveller", "office")
        .exclude(status=Status.DRAFT)
        .filter(
            reference=reference,
            traveller__document_number__endswith=last_four.strip().upper()[-4:].rjust(4, "?"),
        )
        .first()
    )
    if found is None or not _born_on(found, birth_date):
        return None
    return found


@dataclass(frozen=True)
class PromiseMonth:
    """How the promise was kept for decisions of one month, and what is overdue in it now."""

    month: date
    decided: int
    within: int
    overdue_open: int

    @property
    def late(self) -> int:
        return self.decided - self.within + self.overdue_open

    @property
    def share(self) -> int | None:
        """Whole per cent within the promise, rounded down; overdue open cases count as late."""
        total = self.decided + self.overdue_open
        return self.within * 100 // total if total else None


def promise_statistics(*, service: str, since: date, now: datetime) -> list[PromiseMonth]:
    """Count per month of the due date: decided, decided in time, overdue and still open.

    A case belongs to the month in which its decision was due, so that a month's figure cannot be
    bettered by deciding its late cases in another. Days end at 24:00 Beijing time; a promise in
    hours ends at its hour.
    """
    decided = Q(decided_at__isnull=False)
    in_time = Q(due_at=None, decided_on__lte=F("due_on")) | Q(decided_at__lte=F("due_at"))
    late = Q(due_at=None, due_on__lt=legal_date(now)) | Q(due_at__lt=now)
    rows = (
        Application.objects.filter(service=service, due_on__gte=since)
        .annotate(month=TruncMonth("due_on"), decided_on=TruncDate("decided_at", tzinfo=LEGAL_ZONE))
        .values("month")
        .annotate(
            decided=Count("pk", filter=decided),
            within=Count("pk", filter=decided & in_time),
            overdue_open=Count("pk", filter=late & Q(status__in=CLOCK_STATUSES)),
        )
        .order_by("month")
    )
    months = (PromiseMonth(**row) for row in rows)
    return [month for month in months if month.decided or month.overdue_open]


@dataclass(frozen=True)
class SupplementLists:
    """How many cases were sent a list of what is missing, and how many more than one."""

    first: int
    further: int


def supplement_statistics(*, service: str, since: date) -> SupplementLists:
    """Count the lists sent since a day: a second one is the office's failure, so it is public."""
    sent = SupplementRequest.objects.filter(
        application__service=service,
        requested_at__gte=datetime.combine(since, time.min, LEGAL_ZONE),
    )
    counts = sent.aggregate(
        first=Count("pk", filter=Q(number=1)), further=Count("pk", filter=Q(number__gt=1))
    )
    return SupplementLists(**counts)


def _travellers(text: str, number: str) -> QuerySet[Traveller, int]:
    """People with this passport number, or a form of whose name begins like this."""
    condition = Q(document_number=number)
    forms = {f"form{form}": name_form(form) for form in range(2, FORMS + 1)}
    folded = fold_name(text)
    if len(folded) >= SHORTEST_NAME:
        condition |= Q(name_search__startswith=folded)
        for form in forms:
            condition |= Q(**{f"{form}__startswith": folded})
    return Traveller.objects.alias(**forms).filter(condition).values_list("pk", flat=True)


def _born_on(application: Application, birth_date: date) -> bool:
    traveller = application.traveller
    if traveller.birth_date is not None:
        return traveller.birth_date == birth_date
    printed = traveller.birth_date_mrz
    typed = birth_date.strftime("%y%m%d")
    return len(printed) == len(typed) and all(
        mark in ("<", digit) for mark, digit in zip(printed, typed, strict=True)
    )
