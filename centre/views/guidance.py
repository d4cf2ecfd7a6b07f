"""What to do after arrival: a public page, to be read, printed, or sent from a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from centre.queries import centres


@require_safe
def settlement(request: HttpRequest) -> HttpResponse:
    """Explain the stay, accommodation registration, extension, work and residence, each by law."""
    return render(request, "centre/guidance.html", {"centres": list(centres())})
