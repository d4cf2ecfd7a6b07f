"""Public pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Show the services and their promises."""
    return render(request, "portal/home.html")


def dashboard(request: HttpRequest) -> HttpResponse:
    """Show what the signed-in person has filed."""
    return render(request, "portal/home.html")
