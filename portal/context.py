"""What every page knows."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest

from notifications.enums import Channel
from notifications.models import Message
from portal.error_pages import request_id


def portal(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration, and how many messages the signed-in person has not read.

    The count is asked for only by pages that print it, once a page.
    """
    user = getattr(request, "user", None)

    @cache
    def unread_messages() -> int:
        if user is None or not user.is_authenticated:
            return 0
        return Message.objects.filter(
            recipient=user, channel=Channel.INBOX, read_at__isnull=True
        ).count()

    return {
        "portal_demo": settings.PORTAL_DEMO,
        "portal_address": settings.PORTAL_BASE_URL,
        "request_id": request_id(),
        "unread_messages": unread_messages,
    }
