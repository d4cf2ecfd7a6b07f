"""Words of the ticket queue."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TicketState(models.TextChoices):
    WAITING = "waiting", _("in the queue")
    CALLED = "called", _("at the window")
    DONE = "done", _("done")
    MISSED = "missed", _("did not come")
    LEFT = "left", _("left the queue")


class TicketSource(models.TextChoices):
    """Where the number was taken."""

    KIOSK = "kiosk", _("at the desk")
    PHONE = "phone", _("by phone")
