"""Addresses that machines read: robots.txt and security.txt."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

PRIVATE = ("/admin/", "/api/", "/*/account/", "/*/dashboard/", "/*/verify/")
VALID_FOR = dt.timedelta(days=180)


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may list: public pages; nothing at all of a demonstration."""
    paths = ("/",) if settings.PORTAL_DEMO else PRIVATE
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    expires = (timezone.now() + VALID_FOR).replace(microsecond=0).astimezone(dt.UTC)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, zh",
        f"Canonical: {settings.PORTAL_BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
