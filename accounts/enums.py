"""Words for people and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationStatus(models.TextChoices):
    UNVERIFIED = "unverified", _("not yet handed in")
    PENDING = "pending", _("waiting for the bureau's check")
    RETURNED = "returned", _("returned for correction")
    VERIFIED = "verified", _("verified")
    SUSPENDED = "suspended", _("suspended")


class Province(models.TextChoices):
    SHANGHAI = "shanghai", _("Shanghai")
    JIANGSU = "jiangsu", _("Jiangsu")
    ZHEJIANG = "zhejiang", _("Zhejiang")
    ANHUI = "anhui", _("Anhui")


class MemberRole(models.TextChoices):
    OWNER = "owner", _("owner")
    SUBMITTER = "submitter", _("submitter")


class PostRole(models.TextChoices):
    REVIEWER = "reviewer", _("reviewer")
    SUPERVISOR = "supervisor", _("supervisor")
    PORT_OFFICER = "port_officer", _("port officer")
    ADMINISTRATOR = "administrator", _("administrator")


class Authority(models.TextChoices):
    EXIT_ENTRY = "exit_entry", _("exit-entry authority")
    WORK_PERMIT = "work_permit", _("work-permit authority")
