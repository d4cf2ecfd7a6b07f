"""What inviters see of expedited handling on their case's page."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.deadlines import legal_date
from applications.errands import Errand
from applications.lanes import Rank
from applications.models import Application
from applications.services import LANE_STATUSES
from centre.expedites import can_be_expedited, latest_request, reasons_on
from centre.models import Expedite
from centre.queries import numbers_on


def expedite_errand(case: Application, now: datetime) -> Errand | None:
    """Where expedited handling stands, or where to ask for it; None where there is none."""
    if case.status not in LANE_STATUSES:
        return None
    latest = latest_request(case)
    if case.rank == Rank.EXPEDITED:
        text = _("The case stands before all others. Its hours run day and night.")
        return Errand(_title(), _("granted"), text, "green")
    if not can_be_expedited(case, now):
        return None
    if latest is not None and latest.granted is None:
        text = _("A supervisor answers. Until then the usual promise holds.")
        return Errand(_title(), _("asked for"), text, "blue")
    return _offer(case, latest, now)


def _offer(case: Application, latest: Expedite | None, now: datetime) -> Errand | None:
    """Ask, or ask once more as long as the case may."""
    today = legal_date(now)
    count = Expedite.objects.filter(application=case).count()
    may_ask = count < numbers_on(today).expedite_asks and bool(reasons_on(today))
    url = reverse("expedite", args=[case.reference]) if may_ask else ""
    if latest is not None:
        action = _("Ask again, with another reason") if may_ask else ""
        return Errand(_title(), _("declined"), latest.answer, "grey", url, action)
    if not may_ask:
        return None
    text = _("When the visit cannot wait, the centre can decide within hours, day and night.")
    return Errand(_title(), _("possible"), text, "grey", url, _("Ask for expedited handling"))


def _title() -> str:
    return _("Expedited handling")
