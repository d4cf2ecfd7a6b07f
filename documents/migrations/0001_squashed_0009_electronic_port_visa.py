import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import documents.enums


class Migration(migrations.Migration):
    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_upload_view_copy"),
        ("documents", "0003_issued_documents_never_change"),
        ("documents", "0004_permit_kinds"),
        ("documents", "0005_produced_together"),
        ("documents", "0006_work_cancellation"),
        ("documents", "0007_labels_of_links"),
        ("documents", "0008_residence_proof"),
        ("documents", "0009_electronic_port_visa"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckFailure",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="day")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="failed checks")),
            ],
            options={
                "verbose_name": "failed check",
                "verbose_name_plural": "failed checks",
                "ordering": ["-day"],
            },
        ),
        migrations.CreateModel(
            name="DocumentCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=documents.enums.DocumentKind.listed,
                        max_length=30,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "year"), name="documents_counter_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=documents.enums.UploadPurpose.listed,
                        max_length=30,
                        verbose_name="purpose",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "file",
                    models.FileField(blank=True, max_length=200, upload_to="", verbose_name="file"),
                ),
                (
                    "view_copy",
                    models.FileField(
                        blank=True, max_length=200, upload_to="", verbose_name="viewing copy"
                    ),
                ),
                (
                    "preview",
                    models.FileField(
                        blank=True, max_length=200, upload_to="", verbose_name="first page"
                    ),
                ),
                ("media_type", models.CharField(max_length=60, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("pages", models.PositiveSmallIntegerField(default=1, verbose_name="pages")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("quarantined", "being checked"),
                            ("clean", "checked"),
                            ("rejected", "rejected"),
                        ],
                        default="quarantined",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("too_large", "too large"),
                            ("wrong_type", "not a JPG, PNG, HEIC or PDF"),
                            ("encrypted", "locked with a password"),
                            ("damaged", "damaged"),
                            ("empty", "empty"),
                            ("too_many_pages", "too many pages"),
                            ("too_many_pixels", "too many pixels"),
                            ("infected", "unsafe"),
                        ],
                        max_length=20,
                        verbose_name="problem",
                    ),
                ),
                (
                    "scan_attempts",
                    models.PositiveSmallIntegerField(default=0, verbose_name="scan attempts"),
                ),
                ("created_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "scanned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="scanned at"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "upload",
                "verbose_name_plural": "uploads",
                "ordering": ["created_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "quarantined")),
                        fields=["created_at"],
                        name="documents_upload_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("problem", ""), ("status", "quarantined")),
                            models.Q(
                                ("problem", ""), ("scanned_at__isnull", False), ("status", "clean")
                            ),
                            models.Q(
                                ("status", "rejected"), models.Q(("problem", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="documents_upload_status_agrees",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=documents.enums.DocumentKind.listed,
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=20, verbose_name="case")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "bundle",
                    models.UUIDField(
                        blank=True, db_index=True, null=True, verbose_name="produced together"
                    ),
                ),
                ("bundle_position", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="number")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="check code")),
                ("facts", models.JSONField(verbose_name="facts")),
                ("payload", models.TextField(blank=True, verbose_name="signed payload")),
                (
                    "file",
                    models.FileField(blank=True, max_length=200, upload_to="", verbose_name="file"),
                ),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "being prepared"),
                            ("valid", "valid"),
                            ("used", "used"),
                            ("replaced", "replaced"),
                            ("revoked", "revoked"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="present on or before"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "issued_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="issued at"),
                ),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used at")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
                (
                    "revoked_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason of revocation"
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, verbose_name="render attempts"),
                ),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="documents.issueddocument",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "issued document",
                "verbose_name_plural": "issued documents",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "draft")),
                        fields=["created_at"],
                        name="documents_issued_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject", "version"), name="documents_issued_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("kind", "number"),
                        name="documents_issued_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                ("issued_at__isnull", False),
                                models.Q(("file", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("payload", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="documents_issued_has_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "revoked"), _negated=True),
                            models.Q(
                                ("revoked_at__isnull", False),
                                models.Q(("revoked_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="documents_revoked_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "used"), _negated=True),
                            ("used_at__isnull", False),
                            _connector="OR",
                        ),
                        name="documents_used_has_date",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issueddocument",
            trigger=pgtrigger.compiler.Trigger(
                name="documents_issued_life",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{draft:valid,valid:used,valid:replaced,valid:revoked,used:revoked}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="405e4beff2fc4e39ec694468a585864c29cfe392",
                    operation="UPDATE",
                    pgid="pgtrigger_documents_issued_life_130a1",
                    table="documents_issueddocument",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issueddocument",
            trigger=pgtrigger.compiler.Trigger(
                name="documents_issued_immutable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."bundle" IS DISTINCT FROM (NEW."bundle") OR OLD."bundle_position" IS DISTINCT FROM (NEW."bundle_position") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."facts" IS DISTINCT FROM (NEW."facts") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."payload" IS DISTINCT FROM (NEW."payload") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func="IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'an issued document never changes'; END IF; RETURN NEW;",
                    hash="9bc2a17c8518e74383b5a1e3cd161b121b4f5dab",
                    operation="UPDATE",
                    pgid="pgtrigger_documents_issued_immutable_0899b",
                    table="documents_issueddocument",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issueddocument",
            trigger=pgtrigger.compiler.Trigger(
                name="documents_issued_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (OLD.\"status\" = 'draft'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="868e68cf66ec8ab6b401d5ad538181619149f53b",
                    operation="DELETE",
                    pgid="pgtrigger_documents_issued_kept_db330",
                    table="documents_issueddocument",
                    when="BEFORE",
                ),
            ),
        ),
    ]
