"""Public pages."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.queries import organisations_for
from applications.enums import Service
from applications.views.common import actor_of
from offices.queries import zone_list
from permits.dashboard import dashboard_for as permits_of
from permits.dashboard import held_by
from permits.queries import branches_on, fees_on, parameters, points_table
from port_visa.dashboard import dashboard_for
from port_visa.enums import VisaCategory
from port_visa.parameters import limits_on
from port_visa.professionals import (
    professional_hindrance,
    professional_of,
    proof_choices,
    purposes_on,
)
from port_visa.rules.electronic import enter_until
from port_visa.rules.stay import extension_apply_by
from port_visa.rules.visit import Limits, last_lawful_day
from portal.queries import promise_today, requirements_in_force


def home(request: HttpRequest) -> HttpResponse:
    """Show the services and their promises."""
    today = timezone.localdate()
    context = {
        "promise": promise_today(service=Service.PORT_VISA, today=today),
        "window_promise": promise_today(service=Service.SINGLE_WINDOW, today=today),
        "today": today,
    }
    return render(request, "portal/home.html", context)


@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show what the signed-in person has filed, what needs them first on top."""
    now = timezone.now()
    professional = professional_of(request.user)
    context = {
        "board": dashboard_for(request.user, now),
        "permits": permits_of(request.user, now),
        "held": held_by(actor_of(request), timezone.localdate(now)),
        "organisations": list(organisations_for(request.user)),
        "professional": professional,
        "personal_hindrance": professional_hindrance(professional, now) if professional else "",
    }
    return render(request, "portal/dashboard.html", context)


def guidance_port_visa(request: HttpRequest) -> HttpResponse:
    """Explain the port visa from the invitation to the days after entry."""
    today = timezone.localdate()
    lines = requirements_in_force(service=Service.PORT_VISA, today=today)
    context = {
        "promise": promise_today(service=Service.PORT_VISA, today=today),
        "categories": VisaCategory.choices,
        "general_lines": [line for line in lines if not line.categories],
        "category_lines": [line for line in lines if line.categories],
        "personal_proofs": [words for _value, words in proof_choices(today)],
        "personal_purposes": purposes_on(today),
        **_electronic(limits_on(today)),
    }
    return render(request, "portal/guidance_port_visa.html", context)


def _electronic(limits: Limits) -> dict[str, Any]:
    """What the rows of the day say of the electronic port visa."""
    someone = limits.filing_shanghai or limits.filing_delta
    categories = [one for one in VisaCategory if someone and limits.electronic_for(one.value)]
    return {"limits": limits, "electronic_categories": categories}


def guidance_electronic_visa(request: HttpRequest) -> HttpResponse:
    """Explain the electronic port visa: who applies, until when it counts, what comes after."""
    today = timezone.localdate()
    limits = limits_on(today)
    until = enter_until(today, limits)
    last = last_lawful_day(until, limits.electronic_stay_days)
    context = {
        **_electronic(limits),
        "today": today,
        "until": until,
        "last": last,
        "apply_by": extension_apply_by(last),
    }
    return render(request, "portal/guidance_electronic_visa.html", context)


def guidance_single_window(request: HttpRequest) -> HttpResponse:
    """Explain the single window: for whom, by which way, how long, what happens on refusal."""
    today = timezone.localdate()
    context = {
        "promise": promise_today(service=Service.SINGLE_WINDOW, today=today),
        "numbers": parameters(today),
        "table": points_table(today),
        "zones": list(zone_list(today)),
        "branches": branches_on(today),
        "fees": fees_on(today),
    }
    return render(request, "portal/guidance_single_window.html", context)


def official_site(request: HttpRequest) -> HttpResponse:
    """Tell how to know that this is the official site."""
    return render(request, "portal/official_site.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what works for whom, and what does not yet."""
    return render(request, "portal/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """Say which personal data are kept, why and how long."""
    days = limits_on(timezone.localdate()).draft_days
    return render(request, "portal/privacy.html", {"draft_days": days})
