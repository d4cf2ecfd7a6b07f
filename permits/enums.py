"""Words of the single window: work permit and residence permit in one application."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TalentCategory(models.TextChoices):
    """Categories of foreigners who work in China. The single window serves A and B."""

    A = "A", _("A · foreign high-end talent")
    B = "B", _("B · foreign professional")
    C = "C", _("C · other foreign worker")


class PermitKind(models.TextChoices):
    """What is applied for; the list of documents and the dates to keep depend on it."""

    NEW_IN_CHINA = "new_in_china", _("new, the person is already in China")
    NEW_FROM_ABROAD = "new_from_abroad", _("new, entered with a work permit notification")
    EXTENSION = "extension", _("extension")
    CHANGE_EMPLOYER = "change_employer", _("change of employer")
    CHANGE_DETAILS = "change_details", _("change of registered details")
    CANCELLATION = "cancellation", _("cancellation")


class Hand(models.TextChoices):
    """Whose part of the application something is."""

    EMPLOYER = "employer", _("the employer")
    PERSON = "person", _("the foreign employee")


class PermitEnd(models.TextChoices):
    """Why a permit stopped before its last day."""

    REPLACED = "replaced", _("replaced by a newer one")
    CANCELLED = "cancelled", _("cancelled when the work ended")
    REVOKED = "revoked", _("revoked")
