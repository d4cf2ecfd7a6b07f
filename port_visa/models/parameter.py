"""Dated numbers of the port visa."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PortVisaParameter(models.Model):
    """A dated number that no published law fixes, or that changes: limits, validity, warnings."""

    code = models.SlugField(_("code"), max_length=40)
    value = models.PositiveIntegerField(_("value"))
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))

    class Meta:
        ordering = ["code", "-valid_from"]
        verbose_name = _("parameter")
        verbose_name_plural = _("parameters")
        constraints = [
            models.UniqueConstraint(name="port_visa_parameter_once", fields=["code", "valid_from"])
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value}"
