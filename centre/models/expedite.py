"""Asking for expedited handling, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models import Application

F, Q = models.F, models.Q


class ExpediteReason(models.Model):
    """A reason for which somebody may ask: dated rows that administrators keep."""

    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    help_text = models.CharField(_("help"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["order", "code", "-valid_from"]
        verbose_name = _("reason for expedited handling")
        verbose_name_plural = _("reasons for expedited handling")
        constraints = [
            models.UniqueConstraint(
                name="centre_expedite_reason_once", fields=["code", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Expedite(models.Model):
    """One request for one case. ``granted`` None: a supervisor of the office has to answer.

    Who asks never answers (ADR 0093).
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="expedites")
    reason = models.ForeignKey(
        ExpediteReason, on_delete=models.PROTECT, related_name="+", verbose_name=_("reason")
    )
    text = models.CharField(_("explanation"), max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked at"))
    granted = models.BooleanField(_("granted"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        verbose_name = _("request for expedited handling")
        verbose_name_plural = _("requests for expedited handling")
        constraints = [
            models.UniqueConstraint(
                name="centre_expedite_one_open", fields=["application"], condition=Q(granted=None)
            ),
            models.CheckConstraint(
                name="centre_expedite_answer_has_facts",
                condition=Q(granted=None, answered_by=None, answered_at=None, answer="")
                | Q(granted=True, answered_by__isnull=False, answered_at__isnull=False)
                | Q(granted=False, answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="centre_expedite_another_answers",
                condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")),
            ),
            models.CheckConstraint(name="centre_expedite_has_explanation", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.reason}"
