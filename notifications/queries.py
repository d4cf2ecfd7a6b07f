"""Reads that pages and the desk share."""

from typing import Any

from django.db.models import QuerySet

from notifications.enums import Channel, MessageStatus
from notifications.models import Message


def inbox_for(user: Any) -> QuerySet[Message]:
    """The user's inbox, newest first. A message is in it once it is rendered."""
    return Message.objects.filter(
        recipient=user, channel=Channel.INBOX, status=MessageStatus.SENT
    ).order_by("-created_at", "-id")


def unread_count(user: Any) -> int:
    """How many messages of the inbox were never opened."""
    return inbox_for(user).filter(read_at__isnull=True).count()
