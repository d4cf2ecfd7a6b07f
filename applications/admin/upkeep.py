"""The administrator's part of the start page: what has got stuck, and the calendar's last year."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import OrganisationStatus
from accounts.models import Organisation
from accounts.permissions import can_assign_posts
from applications.admin.figures import Figure
from documents.enums import DocumentStatus, UploadStatus
from documents.models import IssuedDocument, Upload
from notifications.enums import MessageStatus
from notifications.models import Message
from workdays.queries import calendar_load

# Drawing and scanning take seconds, and the sweeps come every few minutes.
STUCK_AFTER = timedelta(minutes=15)
# The State Council's notice of the next year comes in autumn.
NOTICE_MONTH = 11


def upkeep(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Answer what the start page shows to an administrator; nothing to anybody else."""
    if not can_assign_posts(request.user):
        return {"upkeep": [], "calendar_until": None}
    today = timezone.localdate(now)
    until = max(calendar_load().published_years, default=None)
    wanted = today.year + (today.month >= NOTICE_MONTH)
    return {
        "upkeep": figures(now),
        "calendar_until": until,
        "calendar_missing": wanted if until is None or until < wanted else None,
    }


def figures(now: datetime) -> list[Figure]:
    """How much waits for a person's hand, each number with its list."""
    before = now - STUCK_AFTER
    waiting = Organisation.objects.filter(status=OrganisationStatus.PENDING)
    failed = Message.objects.filter(status=MessageStatus.FAILED)
    drafts = IssuedDocument.objects.filter(status=DocumentStatus.DRAFT, created_at__lt=before)
    scans = Upload.objects.filter(status=UploadStatus.QUARANTINED, created_at__lt=before)
    rows = [
        (_("Messages that failed"), failed, "notifications_message", MessageStatus.FAILED, "stop"),
        (_("Documents stuck"), drafts, "documents_issueddocument", DocumentStatus.DRAFT, "stop"),
        (_("Uploads stuck"), scans, "documents_upload", UploadStatus.QUARANTINED, "stop"),
        (
            _("Organisations to check"),
            waiting,
            "accounts_organisation",
            OrganisationStatus.PENDING,
            "navy",
        ),
    ]
    return [
        Figure(
            label,
            found.count(),
            f"{reverse(f'admin:{name}_changelist')}?status__exact={status.value}",
            tone,
        )
        for label, found, name, status, tone in rows
    ]
