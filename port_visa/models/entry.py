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

F, Q = models.F, models.Q
_STAYS = Q(
    stay_days__range=(1, 30),  # EEAL 20(4)
    entered_on__isnull=False,
    last_day__isnull=False,
    reason="",
)

# The sticker and the days change with the row that says what they were and why; nothing else does.
_ALTERED = """
    IF to_jsonb(NEW) - ARRAY['visa_number', 'stay_days', 'last_day']
        IS DISTINCT FROM to_jsonb(OLD) - ARRAY['visa_number', 'stay_days', 'last_day']
        OR NEW.last_day IS DISTINCT FROM NEW.entered_on + NEW.stay_days
        OR NOT COALESCE((
            SELECT number_before = OLD.visa_number AND number_after = NEW.visa_number
                AND days_before = OLD.stay_days AND days_after = NEW.stay_days
            FROM port_visa_portcorrection WHERE decision_id = OLD.id ORDER BY id DESC LIMIT 1
        ), FALSE)
    THEN
        RAISE EXCEPTION 'pgtrigger: a decision at the port is altered by its correction only';
    END IF;
    RETURN NEW;
"""


class PortDecision(models.Model):
    """Visa granted, entry on an electronic visa, or refused: by whom, where, when.

    Never altered, but for a sticker's number or days that were mistyped: those stand here as they
    are, and as they were in their ``PortCorrection`` (ADR 0106); the database asks for it.
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
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="altered_by_correction",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_ALTERED,
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.get_outcome_display()), self.visa_number]))


class PortCorrection(models.Model):
    """What was mistyped on a visa that was granted, and what is right. Never altered.

    ``by_supervisor``: after the minutes in which officers mend their own slips.
    """

    decision = models.ForeignKey(PortDecision, on_delete=models.PROTECT, related_name="corrections")
    number_before = models.CharField(_("number before"), max_length=12)
    number_after = models.CharField(_("number after"), max_length=12)
    days_before = models.PositiveSmallIntegerField(_("days before"))
    days_after = models.PositiveSmallIntegerField(_("days after"))
    reason = models.CharField(_("reason"), max_length=500)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("officer"),
    )
    by_supervisor = models.BooleanField(_("by a supervisor"))
    corrected_at = models.DateTimeField(_("corrected at"))

    class Meta:
        ordering = ["corrected_at", "pk"]
        verbose_name = _("correction of a decision at the port")
        verbose_name_plural = _("corrections of decisions at the port")
        constraints = [
            models.CheckConstraint(
                name="port_visa_slip_changes",
                condition=~Q(number_before=F("number_after")) | ~Q(days_before=F("days_after")),
            ),
            models.CheckConstraint(name="port_visa_slip_has_reason", condition=~Q(reason="")),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.number_before} → {self.number_after}"
