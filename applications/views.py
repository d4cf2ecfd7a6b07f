"""The applicant's pages of a case."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from applications.models import Application
from applications.permissions import can_act_as_applicant


@login_required
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case to who filed it; to everybody else it does not exist."""
    return render(
        request, "applications/application.html", {"application": _own_case(request, reference)}
    )


def _own_case(request: HttpRequest, reference: str) -> Application:
    case = (
        Application.objects.select_related("traveller", "office", "organisation", "standard")
        .filter(reference=reference)
        .first()
    )
    if case is None or not can_act_as_applicant(request.user, case):
        raise Http404
    return case
