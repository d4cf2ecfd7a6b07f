"""Dated numbers of the centre."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CentreParameter(models.Model):
    """A number that no published rule fixes: over how many hours waiting is measured, and so on."""

    code = models.SlugField(_("code"), max_length=40)
    value = models.PositiveIntegerField(_("value"))
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))

    class Meta:
        ordering = ["code", "-valid_from"]
        verbose_name = _("number of the centre")
        verbose_name_plural = _("numbers of the centre")
        constraints = [
            models.UniqueConstraint(name="centre_parameter_once", fields=["code", "valid_from"])
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value}"
