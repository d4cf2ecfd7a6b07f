"""The lanes of cases, and what their promises are called among the service standards."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

ORDINARY: Final = "ordinary"
EXPEDITED: Final = "expedited"
# What every queue is sorted by: the lane, the next date, the hour if there is one.
QUEUE_ORDER: Final = ("rank", "next_on", "due_at", "id")


class Rank(models.IntegerChoices):
    """The lane of a case: its place in the queue comes first, its date second."""

    EXPEDITED = 0, _("expedited")
    ORDINARY = 1, _("ordinary")
