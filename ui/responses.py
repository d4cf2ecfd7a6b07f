"""What pages that only a code opens send along."""

from django.http import HttpResponse


def unlisted(response: HttpResponse) -> HttpResponse:
    """Codes are nobody else's business: no search engine, no referrer."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
