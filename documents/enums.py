"""Words for files in and files out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ui.choices import GrowingChoices


class UploadStatus(models.TextChoices):
    """Only a clean file can be opened. A rejected one says why in ``Upload.problem``."""

    QUARANTINED = "quarantined", _("being checked")
    CLEAN = "clean", _("checked")
    REJECTED = "rejected", _("rejected")


class UploadProblem(models.TextChoices):
    TOO_LARGE = "too_large", _("too large")
    WRONG_TYPE = "wrong_type", _("not a JPG, PNG, HEIC or PDF")
    ENCRYPTED = "encrypted", _("locked with a password")
    DAMAGED = "damaged", _("damaged")
    EMPTY = "empty", _("empty")
    TOO_MANY_PAGES = "too_many_pages", _("too many pages")
    TOO_MANY_PIXELS = "too_many_pixels", _("too many pixels")
    INFECTED = "infected", _("unsafe")


class UploadPurpose(GrowingChoices):
    """What a file is for; each purpose has one rule of who may open it."""

    ORGANISATION_LICENCE = "organisation_licence", _("business licence")
    APPLICATION_DOCUMENT = "application_document", _("application document")
    RESIDENCE_PROOF = "residence_proof", _("proof of residence")


class DocumentKind(GrowingChoices):
    PORT_VISA_NOTIFICATION = "port_visa_notification", _("Port Visa Notification")
    ELECTRONIC_PORT_VISA = "electronic_port_visa", _("electronic port visa")
    RECEIPT = "receipt", _("receipt")
    WORK_PERMIT = "work_permit", _("work permit")
    RESIDENCE_PERMIT = "residence_permit", _("residence permit")
    WORK_CANCELLATION = "work_cancellation", _("proof that a work permit was cancelled")
    WORK_REFUSAL = "work_refusal", _("decision on the work permit")
    RESIDENCE_REFUSAL = "residence_refusal", _("decision on the residence permit")


class DocumentStatus(models.TextChoices):
    """The life of a produced document, as its public check page tells it."""

    DRAFT = "draft", _("being prepared")
    VALID = "valid", _("valid")
    USED = "used", _("used")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")
