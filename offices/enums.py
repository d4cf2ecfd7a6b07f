"""Words for places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeKind(models.TextChoices):
    HEADQUARTERS = "headquarters", _("headquarters")
    PORT_VISA_OFFICE = "port_visa_office", _("port visa office")
    PORT_VISA_CENTRE = "port_visa_centre", _("port visa centre")
    BRANCH = "branch", _("service branch")
    PARTNER_OFFICE = "partner_office", _("exit-entry office in the Yangtze River Delta")


class Province(models.TextChoices):
    """Shanghai and the provinces of the Yangtze River Delta."""

    SHANGHAI = "shanghai", _("Shanghai")
    JIANGSU = "jiangsu", _("Jiangsu")
    ZHEJIANG = "zhejiang", _("Zhejiang")
    ANHUI = "anhui", _("Anhui")


class PortKind(models.TextChoices):
    AIRPORT = "airport", _("airport")
    SEAPORT = "seaport", _("seaport")
    RAILWAY = "railway", _("railway station")
