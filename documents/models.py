"""Files in (upload, quarantine, scan, release) and files out (render, seal, number, verify)."""

import uuid
from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.enums import (
    DocumentKind,
    DocumentStatus,
    UploadProblem,
    UploadPurpose,
    UploadStatus,
)
from documents.errors import upload_problem_text

EXPIRED = "expired"  # told by the check page; derived, never stored


class Upload(models.Model):
    """A file that somebody handed in. The client's name is a label only, never a path.

    ``file`` holds the bytes as they came and is never served for pictures: people see ``view_copy``
    (a picture encoded anew, upright and without its hidden data) or the PDF itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="uploads",
        verbose_name=_("uploaded by"),
    )
    purpose = models.CharField(_("purpose"), max_length=30, choices=UploadPurpose.listed)
    label = models.CharField(_("name"), max_length=200, blank=True)
    file = models.FileField(_("file"), max_length=200, blank=True)
    view_copy = models.FileField(_("viewing copy"), max_length=200, blank=True)
    preview = models.FileField(_("first page"), max_length=200, blank=True)
    media_type = models.CharField(_("type"), max_length=60)
    size = models.PositiveIntegerField(_("size in bytes"))
    pages = models.PositiveSmallIntegerField(_("pages"), default=1)
    sha256 = models.CharField("SHA-256", max_length=64)
    status = models.CharField(
        _("status"), max_length=12, choices=UploadStatus, default=UploadStatus.QUARANTINED
    )
    problem = models.CharField(_("problem"), max_length=20, choices=UploadProblem, blank=True)
    scan_attempts = models.PositiveSmallIntegerField(_("scan attempts"), default=0)
    created_at = models.DateTimeField(_("uploaded at"))
    scanned_at = models.DateTimeField(_("scanned at"), null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.CheckConstraint(
                name="documents_upload_status_agrees",
                condition=(
                    models.Q(status=UploadStatus.QUARANTINED, problem="")
                    | models.Q(status=UploadStatus.CLEAN, scanned_at__isnull=False, problem="")
                    | (models.Q(status=UploadStatus.REJECTED) & ~models.Q(problem=""))
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="documents_upload_waiting",
                fields=["created_at"],
                condition=models.Q(status=UploadStatus.QUARANTINED),
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.id)

    @property
    def is_clean(self) -> bool:
        return self.status == UploadStatus.CLEAN

    @property
    def problem_text(self) -> str:
        """Why it was rejected and how to mend it; empty for a file that was not."""
        return upload_problem_text(self.problem, self.label) if self.problem else ""


class DocumentCounter(models.Model):
    """The last number given out, per kind and year."""

    kind = models.CharField(max_length=30, choices=DocumentKind.listed)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="documents_counter_once", fields=["kind", "year"])
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


_PRINTED = (
    "kind",
    "subject",
    "version",
    "replaces",
    "bundle",
    "bundle_position",
    "number",
    "code",
    "facts",
    "payload",
    "file",
    "sha256",
    "valid_until",
    "issued_at",
)


class IssuedDocument(models.Model):
    """A document that the bureau produced. ``facts`` is what was printed; the file never changes.

    ``subject`` is the reference of the case that it belongs to. A correction is a new row with the
    next ``version`` that points at the one it replaces.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=DocumentKind.listed)
    subject = models.CharField(_("case"), max_length=20, db_index=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    bundle = models.UUIDField(_("produced together"), null=True, blank=True, db_index=True)
    bundle_position = models.PositiveSmallIntegerField(default=0, editable=False)
    number = models.CharField(_("number"), max_length=40, blank=True)
    code = models.CharField(_("check code"), max_length=20, unique=True)
    facts = models.JSONField(_("facts"))
    payload = models.TextField(_("signed payload"), blank=True)
    file = models.FileField(_("file"), max_length=200, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=DocumentStatus, default=DocumentStatus.DRAFT
    )
    valid_until = models.DateField(_("present on or before"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"))
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_reason = models.CharField(_("reason of revocation"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(_("render attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        constraints = [
            models.UniqueConstraint(
                name="documents_issued_version_once", fields=["kind", "subject", "version"]
            ),
            models.UniqueConstraint(
                name="documents_issued_number_once",
                fields=["kind", "number"],
                condition=~models.Q(number=""),
            ),
            models.CheckConstraint(
                name="documents_issued_has_file",
                condition=models.Q(status=DocumentStatus.DRAFT)
                | (
                    models.Q(issued_at__isnull=False)
                    & ~models.Q(file="")
                    & ~models.Q(sha256="")
                    & ~models.Q(payload="")
                ),
            ),
            models.CheckConstraint(
                name="documents_revoked_has_reason",
                condition=~models.Q(status=DocumentStatus.REVOKED)
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_reason="")),
            ),
            models.CheckConstraint(
                name="documents_used_has_date",
                condition=~models.Q(status=DocumentStatus.USED) | models.Q(used_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="documents_issued_life",
                field="status",
                transitions=[
                    (DocumentStatus.DRAFT, DocumentStatus.VALID),
                    (DocumentStatus.VALID, DocumentStatus.USED),
                    (DocumentStatus.VALID, DocumentStatus.REPLACED),
                    (DocumentStatus.VALID, DocumentStatus.REVOKED),
                    (DocumentStatus.USED, DocumentStatus.REVOKED),
                ],
            ),
            pgtrigger.Trigger(
                name="documents_issued_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*_PRINTED),
                func=(
                    "IF OLD.status <> 'draft' THEN"
                    " RAISE EXCEPTION 'an issued document never changes'; END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Protect(
                name="documents_issued_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__status=DocumentStatus.DRAFT),
            ),
        ]
        indexes = [
            models.Index(
                name="documents_issued_waiting",
                fields=["created_at"],
                condition=models.Q(status=DocumentStatus.DRAFT),
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)

    def state_on(self, day: date) -> str:
        """The state to tell on ``day`` (Beijing): the status, or ``expired`` after the last day."""
        late = self.valid_until is not None and self.valid_until < day
        return EXPIRED if late and self.status == DocumentStatus.VALID else self.status


class CheckFailure(models.Model):
    """How often a code that we do not know was checked, per day: a number, nobody's data."""

    day = models.DateField(_("day"), primary_key=True)
    count = models.PositiveIntegerField(_("failed checks"), default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("failed check")
        verbose_name_plural = _("failed checks")

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"
