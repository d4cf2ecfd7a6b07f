"""The public page of offices and ports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from offices.queries import office_list, port_list, zone_list


def offices(request: HttpRequest) -> HttpResponse:
    """Show where to go and whom to call, and which ports issue port visas."""
    context = {
        "offices": office_list(),
        "ports": port_list(),
        "zones": zone_list(timezone.localdate()),
    }
    return render(request, "offices/offices.html", context)
