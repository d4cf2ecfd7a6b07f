"""Reads about expedited handling: what can be asked for, who asked, what it promises."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from applications.deadlines import legal_date
from applications.enums import Service
from applications.lanes import EXPEDITED, Rank
from applications.models import Application, ServiceStandard
from applications.services import LANE_STATUSES, standard_in_force_or_none
from centre.models import Expedite, ExpediteReason
from offices.enums import OfficeKind
from offices.models import Office
from port_visa.rules.checklist import in_force


def reasons_on(day: date) -> list[ExpediteReason]:
    """The reasons for which somebody may ask on a day."""
    return in_force(ExpediteReason.objects.order_by("order", "code"), day)


def expedited_standard(now: datetime) -> ServiceStandard | None:
    """The promise in hours that is in force now; None: the lane is closed."""
    return standard_in_force_or_none(Service.PORT_VISA, legal_date(now), EXPEDITED)


def can_be_expedited(case: Application, now: datetime) -> bool:
    """Whether a centre has the case, decides on it still, and keeps the lane."""
    at_centre = case.office is not None and case.office.kind == OfficeKind.PORT_VISA_CENTRE
    return at_centre and _lane_is_open(case, now)


def _lane_is_open(case: Application, now: datetime) -> bool:
    return (
        case.service == Service.PORT_VISA
        and case.rank == Rank.ORDINARY
        and case.status in LANE_STATUSES
        and expedited_standard(now) is not None
    )


def answer_is_due(case: Application, now: datetime) -> bool:
    """Whether somebody asked and waits: also when the case has gone to another office since."""
    return _lane_is_open(case, now) and open_request(case) is not None


def open_request(case: Application) -> Expedite | None:
    """The request of the case that waits for an answer."""
    rows = Expedite.objects.filter(application=case, granted=None)
    return rows.select_related("reason", "asked_by").first()


def latest_request(case: Application) -> Expedite | None:
    """The last request of the case, answered or not."""
    rows = Expedite.objects.filter(application=case).select_related("reason")
    return rows.order_by("-asked_at", "-pk").first()


def waiting_requests(offices: Sequence[Office]) -> QuerySet[Expedite]:
    """Requests at these centres that wait for an answer, the oldest first."""
    return (
        Expedite.objects.filter(
            granted=None, application__office__in=offices, application__status__in=LANE_STATUSES
        )
        .select_related("reason", "asked_by", "application__traveller", "application__organisation")
        .order_by("asked_at", "pk")
    )
