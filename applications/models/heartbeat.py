"""When each pipeline last did its work: liveness is a recent row, not a running process."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    name = models.CharField(_("pipeline"), max_length=60, primary_key=True)
    at = models.DateTimeField(_("last run"))
    found = models.PositiveIntegerField(_("found at the last run"), default=0)

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name
