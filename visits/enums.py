"""Words of a visit to an office."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BookingState(models.TextChoices):
    BOOKED = "booked", _("booked")
    ARRIVED = "arrived", _("arrived")
    DONE = "done", _("done")
    MISSED = "missed", _("missed")
    CANCELLED = "cancelled", _("cancelled")


# The visit is still to come or going on: an application has at most one of these.
OPEN_STATES = (BookingState.BOOKED, BookingState.ARRIVED)


class Fingerprints(models.TextChoices):
    """What became of the fingerprints (Exit and Entry Administration Law, article 30)."""

    TAKEN = "taken", _("taken")
    EXEMPT = "exempt", _("not needed from this person")
    REPEAT = "repeat", _("to be repeated")


class HoursChangeKind(models.TextChoices):
    """What the log of an office's hours records."""

    RULE_ADDED = "rule_added", _("weekly hours added")
    RULE_CHANGED = "rule_changed", _("weekly hours changed")
    EXTRA_ADDED = "extra_added", _("hours on a date added")
    EXTRA_REMOVED = "extra_removed", _("hours on a date removed")
    CLOSED_ADDED = "closed_added", _("closed date added")
    CLOSED_REMOVED = "closed_removed", _("closed date removed")
    TERMS_CHANGED = "terms_changed", _("booking terms changed")
