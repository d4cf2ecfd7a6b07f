"""What pages that only a code opens send along."""

from django.http import HttpResponse


def unlisted(response: HttpResponse) -> HttpResponse:
    """Codes are nobody else's business: no search engine, no referrer to other sites.

    This site still gets one: without any, a browser posts with the origin "null", and the check
    against forged requests refuses every button of the page, those of the menu too.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
