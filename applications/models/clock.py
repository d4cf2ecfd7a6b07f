"""How long a service may take, and what stopped or extended the clock of one case."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import PeriodUnit, Service


class ServiceStandard(models.Model):
    """A promise with its legal basis. The row in force on the day of acceptance applies."""

    service = models.CharField(_("service"), max_length=16, choices=Service)
    lane = models.CharField(_("lane"), max_length=20, default="ordinary")
    amount = models.PositiveSmallIntegerField(_("amount"))
    unit = models.CharField(_("unit"), max_length=14, choices=PeriodUnit)
    completeness_days = models.PositiveSmallIntegerField(
        _("working days to say what is missing"), default=5
    )
    supplement_days = models.PositiveSmallIntegerField(
        _("calendar days to answer a supplement request"), default=30
    )
    due_soon_days = models.PositiveSmallIntegerField(
        _("working days before the due date to warn the officer"), default=1
    )
    escalate_days = models.PositiveSmallIntegerField(
        _("working days after the due date to escalate"), default=1
    )
    due_soon_hours = models.PositiveSmallIntegerField(
        _("hours before the due time to warn the officer, for a period in hours"), default=1
    )
    escalate_hours = models.PositiveSmallIntegerField(
        _("hours after the due time to escalate, for a period in hours"), default=1
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))

    class Meta:
        ordering = ["service", "lane", "-valid_from"]
        verbose_name = _("service standard")
        verbose_name_plural = _("service standards")
        constraints = [
            models.UniqueConstraint(
                name="applications_standard_once", fields=["service", "lane", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()}: {self.amount} {self.get_unit_display()}"


class ClockAdjustment(models.Model):
    """A recorded stop (from, until) or extension (working days), with its reason and author."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="clock_adjustments"
    )
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    resumed_on = models.DateField(_("resumed on"), null=True, blank=True)
    extra_days = models.PositiveSmallIntegerField(_("further working days"), default=0)
    reason = models.CharField(_("reason"), max_length=500)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("clock adjustment")
        verbose_name_plural = _("clock adjustments")
        constraints = [
            models.CheckConstraint(
                name="applications_clock_stop_or_extension",
                condition=(
                    models.Q(stopped_on__isnull=False, extra_days=0)
                    | models.Q(stopped_on__isnull=True, resumed_on__isnull=True, extra_days__gt=0)
                )
                & ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="applications_clock_resumes_after_stop",
                condition=models.Q(resumed_on__isnull=True)
                | models.Q(resumed_on__gte=models.F("stopped_on")),
            ),
            models.UniqueConstraint(
                name="applications_clock_one_open_stop",
                fields=["application"],
                condition=models.Q(stopped_on__isnull=False, resumed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
