"""Words for people and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices import enums as places

Province = places.Province


class OrganisationStatus(models.TextChoices):
    UNVERIFIED = "unverified", _("not yet handed in")
    PENDING = "pending", _("waiting for the bureau's check")
    RETURNED = "returned", _("returned for correction")
    VERIFIED = "verified", _("verified")
    SUSPENDED = "suspended", _("suspended")


class MemberRole(models.TextChoices):
    OWNER = "owner", _("owner")
    SUBMITTER = "submitter", _("submitter")
    SYSTEM = "system", _("own computer system")  # acts through the API, reads no messages


class PostRole(models.TextChoices):
    REVIEWER = "reviewer", _("reviewer")
    SUPERVISOR = "supervisor", _("supervisor")
    PORT_OFFICER = "port_officer", _("port officer")
    ADMINISTRATOR = "administrator", _("administrator")
    SYSTEM = "system", _("partner office’s computer system")  # acts through the API, never here


GIVEN_ROLES = tuple(role for role in PostRole if role != PostRole.SYSTEM)  # to people


class Authority(models.TextChoices):
    EXIT_ENTRY = "exit_entry", _("exit-entry authority")
    WORK_PERMIT = "work_permit", _("work-permit authority")


class ResidenceProof(models.TextChoices):
    """By what a foreigner proves that they live in Shanghai."""

    WORK_RESIDENCE = "work_residence", _("residence permit for work")
    PERMANENT_RESIDENCE = "permanent_residence", _("permanent residence card")


class ReturnItem(models.TextChoices):
    """What an officer can send an organisation back for."""

    NAME = "name", _("name")
    USCC = "uscc", _("unified social credit code")
    ADDRESS = "address", _("address")
    LEGAL_REPRESENTATIVE = "legal_representative", _("legal representative")
    HANDLER = "handler", _("handler")
    LICENCE = "licence", _("copy of the licence")
    OTHER = "other", _("something else")


class ChangeKind(models.TextChoices):
    """What the log of an organisation records."""

    REGISTERED = "registered", _("registered")
    EDITED = "edited", _("data changed")
    LICENCE_ADDED = "licence_added", _("licence copy added")
    LICENCE_REMOVED = "licence_removed", _("licence copy removed")
    LICENCE_OPENED = "licence_opened", _("licence copy opened by an officer")
    HANDED_IN = "handed_in", _("handed in for the check")
    VERIFIED = "verified", _("verified")
    RETURNED = "returned", _("returned for correction")
    SUSPENDED = "suspended", _("suspended")
    MEMBER_INVITED = "member_invited", _("colleague invited")
    INVITATION_CANCELLED = "invitation_cancelled", _("invitation cancelled")
    ACCESS_DECLINED = "access_declined", _("access declined")
    MEMBER_JOINED = "member_joined", _("member joined")
    ROLE_CHANGED = "role_changed", _("member's role changed")
    MEMBER_REMOVED = "member_removed", _("member removed")
