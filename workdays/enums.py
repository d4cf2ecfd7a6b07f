"""Words of the calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    """Why a date differs from the ordinary week."""

    HOLIDAY = "holiday", _("public holiday")
    MAKE_UP = "make_up", _("make-up working day")


class StepKind(models.TextChoices):
    """What one date does in a count of working days."""

    START = "start", _("start, not counted")
    WORKDAY = "workday", _("working day")
    MAKE_UP = "make_up", _("make-up working day")
    WEEKEND = "weekend", _("weekend, not counted")
    HOLIDAY = "holiday", _("public holiday, not counted")
    STOPPED = "stopped", _("clock stopped, not counted")


class ChangeKind(models.TextChoices):
    """How the calendar was changed."""

    NOTICE = "notice", _("notice imported")
    DAY = "day", _("single day changed")
