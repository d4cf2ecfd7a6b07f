"""What was decided at the port, once for each document that was shown there."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import RefusalReason
from applications.models import Application
from documents.models import IssuedDocument
from offices.models import Port
from port_visa.enums import ComparedBy, PortOutcome

Q = models.Q
_STAYS = Q(
    stay_days__range=(1, 30),  # EEAL 20(4)
    entered_on__isnull=False,
    last_day__isnull=False,
    reason="",
)


class PortDecision(models.Model):
    """Visa granted, entry on an electronic visa, or refused: by whom, where, when. Never altered.

    ``last_day`` is the last lawful day: the day of entry does not count (Regulations, article 36).
    ``differences`` names the fields in which passport and record differed; ``explanation`` says why
    the officer decided as they did.
    """

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="port_decisions"
    )
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, related_name="port_decision"
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=PortOutcome)
    port = models.ForeignKey(
        Port, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("port")
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("officer"),
    )
    decided_at = models.DateTimeField(_("decided at"))
    entered_on = models.DateField(_("day of entry"), null=True, blank=True)
    visa_number = models.CharField(_("number of the visa sticker"), max_length=12, blank=True)
    stay_days = models.PositiveSmallIntegerField(_("stay in days"), null=True, blank=True)
    last_day = models.DateField(_("last lawful day"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=RefusalReason, blank=True)
    explanation = models.CharField(_("explanation"), max_length=500, blank=True)
    compared_by = models.CharField(_("passport compared"), max_length=8, choices=ComparedBy)
    differences = models.JSONField(_("differences"), default=list, blank=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        verbose_name = _("decision at the port")
        verbose_name_plural = _("decisions at the port")
        constraints = [
            models.CheckConstraint(
                name="port_visa_decision_is_whole",
                condition=(Q(outcome=PortOutcome.GRANTED) & ~Q(visa_number="") & _STAYS)
                | (Q(outcome=PortOutcome.ENTERED, visa_number="") & _STAYS)
                | (
                    Q(
                        outcome=PortOutcome.REFUSED,
                        visa_number="",
                        stay_days__isnull=True,
                        entered_on__isnull=True,
                        last_day__isnull=True,
                    )
                    & ~Q(reason="")
                    & ~Q(explanation="")
                ),
            ),
            models.CheckConstraint(
                name="port_visa_difference_is_explained",
                condition=Q(differences=[]) | ~Q(explanation=""),
            ),
            models.UniqueConstraint(
                name="port_visa_sticker_once",
                fields=["visa_number"],
                condition=~Q(visa_number=""),
            ),
        ]
        indexes = [models.Index(name="port_visa_decisions_of_port", fields=["port", "-decided_at"])]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.get_outcome_display()}"
