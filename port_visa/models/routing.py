"""Which office decides the cases of a port: dated rows that administrators keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models import Office, Port


class PortRoute(models.Model):
    """Another office than the port's own decides: always, or when the inviter asks for it."""

    port = models.ForeignKey(
        Port, on_delete=models.PROTECT, related_name="routes", verbose_name=_("port")
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="routes", verbose_name=_("office")
    )
    on_request = models.BooleanField(_("only when the inviter asks for it"), default=False)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["port", "on_request", "-valid_from"]
        verbose_name = _("way to another office")
        verbose_name_plural = _("ways to another office")
        constraints = [
            models.UniqueConstraint(
                name="port_visa_route_once", fields=["port", "on_request", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.port} → {self.office}"

    @property
    def code(self) -> str:
        """What replaces what: the later row of the same port and kind."""
        return f"{self.port_id}:{self.on_request}"
