"""Hand-overs of a case between its home office and the office of the port (ADR 0091)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import TransferOutcome
from offices.models import Office

Q = models.Q


class Transfer(models.Model):
    """One hand-over: from whom, to whom, sent and received when, by whom, and what became of it.

    ``returns`` names the transfer that this one sends back: then ``reason`` says why. ``key`` is
    the sender's own number for it, so that a message that comes twice has one effect.
    ``days_used``, of a return, is how many of its days to say what is missing the returning office
    had used.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="transfers"
    )
    key = models.CharField(_("sender's number"), max_length=80)
    from_office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )
    to_office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    returns = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="returned_by",
        verbose_name=_("transfer that is sent back"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    reason = models.TextField(_("reason"), blank=True)
    requested_at = models.DateTimeField(_("sent at"))
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=TransferOutcome, default=TransferOutcome.SENT
    )
    days_used = models.PositiveSmallIntegerField(_("days used"), default=0)

    class Meta:
        ordering = ["application", "requested_at", "id"]
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.UniqueConstraint(
                name="applications_transfer_key_once", fields=["from_office", "key"]
            ),
            models.UniqueConstraint(
                name="applications_transfer_one_on_its_way",
                fields=["application"],
                condition=Q(outcome=TransferOutcome.SENT),
            ),
            models.CheckConstraint(
                name="applications_transfer_between_two",
                condition=~Q(from_office=models.F("to_office")),
            ),
            models.CheckConstraint(
                name="applications_transfer_received_has_date",
                condition=Q(outcome=TransferOutcome.SENT, received_at__isnull=True)
                | ~Q(outcome=TransferOutcome.SENT) & Q(received_at__isnull=False),
            ),
            models.CheckConstraint(
                name="applications_transfer_return_has_reason",
                condition=Q(returns__isnull=True) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.from_office_id} → {self.to_office_id}"
