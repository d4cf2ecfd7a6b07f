"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, object]:
    """Name whether this is the demonstration, for the banner and the mailbox link."""
    return {"portal_demo": settings.PORTAL_DEMO}
