"""What the pages of a visit share: whose visit it is, and who acts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from applications.deadlines import LEGAL_ZONE
from applications.models import Application
from applications.queries import applications_with_parts
from visits.queries import last_bookable, visit_latest
from visits.registry import Booker, OfficeChoice, VisitPlan, VisitService, service_for


@dataclass(frozen=True)
class Scene:
    """One request: the case, who acts, the service's plan, and now."""

    case: Application
    service: VisitService
    booker: Booker
    plan: VisitPlan
    now: datetime

    @property
    def back_url(self) -> str:
        """The page that leads here, of the hand that acts."""
        return self.service.back_url(self.case, self.booker)

    def choice(self, code: str) -> OfficeChoice:
        """The office of the address, if it serves the case; else there is no such page."""
        found = self.plan.choice(code)
        if found is None or self.plan.refusal:
            raise Http404
        return found

    def last_on(self, choice: OfficeChoice) -> date:
        """The last day that can be booked at this office."""
        return last_bookable(choice.office, self.now, self.plan.last_on)

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page shows: the case and the visit to come, or the latest that was."""
        visit = visit_latest(self.case)
        return {
            "application": self.case,
            "visit": visit,
            "open_visit": visit if visit is not None and visit.is_open else None,
            "plan": self.plan,
            **more,
        }


Page = Callable[..., HttpResponse]


def visit_page(view: Page) -> Page:
    """Hand the scene to a page. Whoever has no part in the case is told that there is none (404).

    Somebody who has not signed in and holds no link is sent to sign in first.
    """

    @never_cache
    @wraps(view)
    def page(request: HttpRequest, reference: str, **parts: str) -> HttpResponse:
        case = applications_with_parts().filter(reference=reference).first()
        service = service_for(case) if case is not None else None
        booker = service.booker(request, case) if case is not None and service else None
        if case is None or service is None or booker is None:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise Http404
        now = timezone.now()
        scene = Scene(case, service, booker, service.plan(case, now), now)
        return view(request, scene, **parts)

    return page


def day_of(text: str) -> date:
    """Read the day of an address; no page for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def moment_of(day: str, text: str) -> datetime:
    """Read day and time (``0920``) of an address as an instant in Shanghai."""
    if not (len(text) == 4 and text.isascii() and text.isdecimal()):
        raise Http404
    try:
        clock = time(int(text[:2]), int(text[2:]))
    except ValueError:
        raise Http404 from None
    return datetime.combine(day_of(day), clock, tzinfo=LEGAL_ZONE)
