"""What pages that only a code opens send along."""

from django.http import HttpResponse


def unlisted(response: HttpResponse) -> HttpResponse:
    """Codes are nobody else's business: no search engine, no referrer."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def unlisted_form(response: HttpResponse) -> HttpResponse:
    """The same for pages that post back: without any referrer a browser's post has no origin.

    Other sites still learn nothing; this one checks the origin against forged requests.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
