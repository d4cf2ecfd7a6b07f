"""Words of the programming interface."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a client may be allowed to do; a token carries some of its client's scopes."""

    CASES_READ = "cases:read", _("read invitations and applications")
    CASES_WRITE = "cases:write", _("file, change, submit and withdraw")
    DOCUMENTS_READ = "documents:read", _("fetch receipts, Notifications and files")
    DOCUMENTS_WRITE = "documents:write", _("upload documents")
    TRANSFERS_READ = "transfers:read", _("read the cases of a partner office")
    TRANSFERS_WRITE = "transfers:write", _("check, transfer and return a partner office’s cases")
    WEBHOOKS = "webhooks", _("register and end webhooks")


# What may be given to whose systems; the first four are about own filings.
OFFICE_SCOPES = (Scope.TRANSFERS_READ, Scope.TRANSFERS_WRITE, Scope.WEBHOOKS)
ORGANISATION_SCOPES = tuple(
    scope for scope in Scope if scope not in (Scope.TRANSFERS_READ, Scope.TRANSFERS_WRITE)
)


class PortKind(models.TextChoices):
    """Which visa can be applied for at a port."""

    NOTIFICATION = "notification", _("Notification: the visa is issued at the counter")
    ELECTRONIC = "electronic", _("electronic port visa")


class DeliveryStatus(models.TextChoices):
    """The way of one event to one endpoint."""

    PENDING = "pending", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("given up")
