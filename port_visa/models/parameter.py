"""The dated numbers of the port visa."""

from django.utils.translation import gettext_lazy as _

from applications.models import DatedNumber


class PortVisaParameter(DatedNumber):
    """A number that no published law fixes, or that changes: limits, validity, warnings."""

    class Meta(DatedNumber.Meta):
        verbose_name = _("parameter")
        verbose_name_plural = _("parameters")
