"""The append-only log of what happened to a case."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import ActorKind, EventKind


class Event(models.Model):
    """Who did what, when, on which case, and why. Written in the transaction of the fact itself.

    ``digest`` is the SHA-256 over this row and the digest of the row before it in the same case, so
    a changed or missing row shows (``manage.py verify_events``). The database refuses UPDATE,
    DELETE and TRUNCATE.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="events"
    )
    sequence = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what"), max_length=24, choices=EventKind.listed)
    actor_kind = models.CharField(_("by whom"), max_length=10, choices=ActorKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    status_before = models.CharField(max_length=14, blank=True)
    status_after = models.CharField(max_length=14, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    data = models.JSONField(_("facts"), default=dict)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["application", "sequence"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(
                name="applications_event_sequence_once", fields=["application", "sequence"]
            ),
            models.CheckConstraint(
                name="applications_event_person_is_named",
                condition=models.Q(actor_kind=ActorKind.SYSTEM, actor__isnull=True)
                | (~models.Q(actor_kind=ActorKind.SYSTEM) & models.Q(actor__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'Cannot truncate the event log';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} #{self.sequence} {self.kind}"
