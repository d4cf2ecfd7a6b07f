"""The dated numbers of the interface."""

from django.utils.translation import gettext_lazy as _

from applications.models import DatedNumber


class ApiParameter(DatedNumber):
    """A number that no law fixes: waits of webhooks, how long answers are kept, limits.

    ``api.limits`` lists the codes.
    """

    class Meta(DatedNumber.Meta):
        verbose_name = _("number of the interface")
        verbose_name_plural = _("numbers of the interface")
