"""The public page of offices and ports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from offices.enums import OfficeKind
from offices.queries import office_list, port_list


def offices(request: HttpRequest) -> HttpResponse:
    """Show where to go and whom to call, and which ports issue port visas."""
    places = list(office_list())
    apart = (OfficeKind.BRANCH, OfficeKind.PARTNER_OFFICE)
    context = {
        "offices": [place for place in places if place.kind not in apart],
        "partners": [place for place in places if place.kind == OfficeKind.PARTNER_OFFICE],
        "branches": [place for place in places if place.kind == OfficeKind.BRANCH],
        "ports": port_list(),
    }
    return render(request, "offices/offices.html", context)
