"""The filing (备案) of an organisation: who may ask for electronic port visas, and since when."""

from datetime import date, datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from port_visa.enums import FilingStatus, FilingStep


class OrganisationFiling(models.Model):
    """One row an organisation; its history is in the log. ``version`` counts its steps.

    ``due_on`` is by when an officer decides what was asked for, as promised to the owner.
    """

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        related_name="filing",
        verbose_name=_("organisation"),
    )
    status = models.CharField(_("status"), max_length=10, choices=FilingStatus)
    version = models.PositiveIntegerField(default=1, editable=False)
    statement = models.CharField(_("what for"), max_length=1000)
    requested_at = models.DateTimeField(_("asked for at"))
    renewal_asked_at = models.DateTimeField(_("renewal asked for at"), null=True, blank=True)
    due_on = models.DateField(_("decide by"), null=True, blank=True)
    due_provisional = models.BooleanField(default=False, editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=2000, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        verbose_name = _("filing of an organisation")
        verbose_name_plural = _("filings of organisations")
        constraints = [
            models.CheckConstraint(
                name="port_visa_filing_has_dates",
                condition=~models.Q(status__in=[FilingStatus.ACTIVE, FilingStatus.SUSPENDED])
                | models.Q(valid_from__isnull=False, valid_until__isnull=False),
            ),
            models.CheckConstraint(
                name="port_visa_filing_says_why_not",
                condition=~models.Q(status__in=[FilingStatus.RETURNED, FilingStatus.SUSPENDED])
                | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def name_zh(self) -> str:
        """The organisation's name, as confirm pages of the desk say it."""
        return self.organisation.name_zh

    def covers(self, day: date) -> bool:
        """Whether the organisation is filed on ``day``."""
        if self.status != FilingStatus.ACTIVE or not (self.valid_from and self.valid_until):
            return False
        return self.valid_from <= day <= self.valid_until

    @property
    def asked_at(self) -> datetime | None:
        """When somebody asked for what an officer has to decide now; None when nobody did."""
        if self.status == FilingStatus.REQUESTED:
            return self.requested_at
        return self.renewal_asked_at

    @property
    def waits(self) -> bool:
        """Whether an officer has to decide."""
        return self.asked_at is not None


class FilingChange(models.Model):
    """The log of a filing: who did what, when, why. The database never alters it."""

    filing = models.ForeignKey(OrganisationFiling, on_delete=models.PROTECT, related_name="changes")
    step = models.CharField(_("what"), max_length=10, choices=FilingStep)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    reason = models.CharField(_("reason"), max_length=2000, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change of a filing")
        verbose_name_plural = _("changes of filings")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.step}"
