"""A dated number of the rules, for services that keep such numbers as rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DatedNumber(models.Model):
    """A number that holds from a day on, with its source: a limit, a period, an amount.

    The row with the latest first day that has begun is in force. The service's rules list the codes
    and what each means.
    """

    code = models.SlugField(_("code"), max_length=40)
    value = models.PositiveIntegerField(_("value"))
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))

    class Meta:
        abstract = True
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_parameter_once", fields=["code", "valid_from"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value}"
