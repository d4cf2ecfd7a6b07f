"""Words for places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeKind(models.TextChoices):
    HEADQUARTERS = "headquarters", _("headquarters")
    PORT_VISA_OFFICE = "port_visa_office", _("port visa office")
    PORT_VISA_CENTRE = "port_visa_centre", _("port visa centre")
    BRANCH = "branch", _("service branch")


class PortKind(models.TextChoices):
    AIRPORT = "airport", _("airport")
    SEAPORT = "seaport", _("seaport")
    RAILWAY = "railway", _("railway station")
