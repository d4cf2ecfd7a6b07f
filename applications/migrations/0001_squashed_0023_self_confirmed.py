import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import applications.enums


class Migration(migrations.Migration):
    replaces = [
        ("applications", "0001_initial"),
        ("applications", "0002_event_chain_head"),
        ("applications", "0003_queue_and_name_indexes"),
        ("applications", "0004_supplement_item_answer"),
        ("applications", "0006_event_data_changed"),
        ("applications", "0007_queue_of_several_offices"),
        ("applications", "0008_event_document_used"),
        ("applications", "0009_requirement_of_two_hands"),
        ("applications", "0010_person"),
        ("applications", "0011_visit_events"),
        ("applications", "0012_joint_review"),
        ("applications", "0013_explanation_in_english"),
        ("applications", "0014_labels_of_links"),
        ("applications", "0015_points_corrected"),
        ("applications", "0016_guidance_event"),
        ("applications", "0017_home_check"),
        ("applications", "0018_transfer"),
        ("applications", "0020_expedited_lane"),
        ("applications", "0022_opened_at_window_event"),
        ("applications", "0023_self_confirmed"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_initial"),
        ("accounts", "__first__"),
        ("documents", "0001_initial"),
        ("offices", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=60, primary_key=True, serialize=False, verbose_name="pipeline"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="last run")),
                (
                    "found",
                    models.PositiveIntegerField(default=0, verbose_name="found at the last run"),
                ),
            ],
            options={
                "verbose_name": "heartbeat",
                "verbose_name_plural": "heartbeats",
            },
        ),
        migrations.CreateModel(
            name="DocumentRequirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[("port_visa", "port visa"), ("single_window", "single window")],
                        max_length=16,
                        verbose_name="service",
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_en", models.CharField(max_length=160, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=160, null=True, verbose_name="name")),
                ("help_text", models.CharField(blank=True, max_length=500, verbose_name="help")),
                (
                    "help_text_en",
                    models.CharField(blank=True, max_length=500, null=True, verbose_name="help"),
                ),
                (
                    "help_text_zh_hans",
                    models.CharField(blank=True, max_length=500, null=True, verbose_name="help"),
                ),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=300, verbose_name="legal basis"),
                ),
                (
                    "legal_basis_en",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="legal basis"
                    ),
                ),
                (
                    "legal_basis_zh_hans",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="legal basis"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[("group", "once for all"), ("person", "for each person")],
                        max_length=8,
                        verbose_name="scope",
                    ),
                ),
                (
                    "categories",
                    models.JSONField(blank=True, default=list, verbose_name="categories"),
                ),
                (
                    "inviter_kinds",
                    models.JSONField(blank=True, default=list, verbose_name="kinds of inviter"),
                ),
                (
                    "only_without_licence",
                    models.BooleanField(
                        default=False, verbose_name="only without business licence"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "reason_en",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="why"),
                ),
                (
                    "reason_zh_hans",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="why"),
                ),
                (
                    "form",
                    models.CharField(blank=True, max_length=300, verbose_name="in which form"),
                ),
                (
                    "form_en",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="in which form"
                    ),
                ),
                (
                    "form_zh_hans",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="in which form"
                    ),
                ),
                (
                    "kinds",
                    models.JSONField(blank=True, default=list, verbose_name="kinds of application"),
                ),
                (
                    "conditions",
                    models.JSONField(blank=True, default=list, verbose_name="conditions"),
                ),
                (
                    "promise_categories",
                    models.JSONField(blank=True, default=list, verbose_name="may be promised in"),
                ),
                ("hand", models.CharField(blank=True, max_length=10, verbose_name="handed in by")),
                (
                    "private",
                    models.BooleanField(default=False, verbose_name="hidden from the company"),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exit_entry", "exit-entry authority"),
                            ("work_permit", "work-permit authority"),
                        ],
                        max_length=12,
                        verbose_name="authority",
                    ),
                ),
                ("required", models.BooleanField(default=True, verbose_name="required")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
            ],
            options={
                "verbose_name": "document requirement",
                "verbose_name_plural": "document requirements",
                "ordering": ["order", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "code", "valid_from"),
                        name="applications_requirement_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceStandard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[("port_visa", "port visa"), ("single_window", "single window")],
                        max_length=16,
                        verbose_name="service",
                    ),
                ),
                ("lane", models.CharField(default="ordinary", max_length=20, verbose_name="lane")),
                ("amount", models.PositiveSmallIntegerField(verbose_name="amount")),
                (
                    "unit",
                    models.CharField(
                        choices=[("working_days", "working days"), ("hours", "hours")],
                        max_length=14,
                        verbose_name="unit",
                    ),
                ),
                (
                    "completeness_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="working days to say what is missing"
                    ),
                ),
                (
                    "supplement_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="calendar days to answer a supplement request"
                    ),
                ),
                (
                    "due_soon_days",
                    models.PositiveSmallIntegerField(
                        default=1,
                        verbose_name="working days before the due date to warn the officer",
                    ),
                ),
                (
                    "escalate_days",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="working days after the due date to escalate"
                    ),
                ),
                (
                    "due_soon_hours",
                    models.PositiveSmallIntegerField(
                        default=1,
                        verbose_name="hours before the due time to warn the officer, for a period in hours",
                    ),
                ),
                (
                    "escalate_hours",
                    models.PositiveSmallIntegerField(
                        default=1,
                        verbose_name="hours after the due time to escalate, for a period in hours",
                    ),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="legal basis")),
                (
                    "legal_basis_en",
                    models.CharField(max_length=300, null=True, verbose_name="legal basis"),
                ),
                (
                    "legal_basis_zh_hans",
                    models.CharField(max_length=300, null=True, verbose_name="legal basis"),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
            ],
            options={
                "verbose_name": "service standard",
                "verbose_name_plural": "service standards",
                "ordering": ["service", "lane", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "lane", "valid_from"), name="applications_standard_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Traveller",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mrz_line1",
                    models.CharField(blank=True, max_length=44, verbose_name="first passport line"),
                ),
                (
                    "mrz_line2",
                    models.CharField(
                        blank=True, max_length=44, verbose_name="second passport line"
                    ),
                ),
                (
                    "document_code",
                    models.CharField(blank=True, max_length=2, verbose_name="document code"),
                ),
                (
                    "issuing_state",
                    models.CharField(blank=True, max_length=3, verbose_name="issuing state"),
                ),
                (
                    "nationality",
                    models.CharField(blank=True, max_length=3, verbose_name="nationality"),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=9, verbose_name="passport number"),
                ),
                (
                    "name_mrz_primary",
                    models.CharField(blank=True, max_length=39, verbose_name="surname"),
                ),
                (
                    "name_mrz_secondary",
                    models.CharField(blank=True, max_length=39, verbose_name="given names"),
                ),
                (
                    "name_viz",
                    models.CharField(blank=True, max_length=200, verbose_name="name as printed"),
                ),
                (
                    "name_zh",
                    models.CharField(blank=True, max_length=60, verbose_name="Chinese name"),
                ),
                (
                    "name_search",
                    models.CharField(blank=True, max_length=400, verbose_name="folded name"),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("M", "male"), ("F", "female"), ("X", "unspecified")],
                        max_length=1,
                        verbose_name="sex",
                    ),
                ),
                (
                    "birth_date",
                    models.DateField(blank=True, null=True, verbose_name="date of birth"),
                ),
                (
                    "birth_date_mrz",
                    models.CharField(
                        blank=True, max_length=6, verbose_name="date of birth as printed"
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(blank=True, null=True, verbose_name="passport issued on"),
                ),
                (
                    "expires_on",
                    models.DateField(blank=True, null=True, verbose_name="passport valid until"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="compared with the passport at"
                    ),
                ),
            ],
            options={
                "verbose_name": "traveller",
                "verbose_name_plural": "travellers",
                "indexes": [
                    models.Index(fields=["document_number"], name="applications_traveller_number"),
                    models.Index(
                        fields=["name_search"],
                        name="applications_traveller_name",
                        opclasses=["varchar_pattern_ops"],
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(
                            models.Func(
                                models.F("name_search"),
                                models.Value("|"),
                                models.Value(2),
                                function="split_part",
                                output_field=models.TextField(),
                            ),
                            name="text_pattern_ops",
                        ),
                        name="applications_traveller_form2",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(
                            models.Func(
                                models.F("name_search"),
                                models.Value("|"),
                                models.Value(3),
                                function="split_part",
                                output_field=models.TextField(),
                            ),
                            name="text_pattern_ops",
                        ),
                        name="applications_traveller_form3",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(
                            models.Func(
                                models.F("name_search"),
                                models.Value("|"),
                                models.Value(4),
                                function="split_part",
                                output_field=models.TextField(),
                            ),
                            name="text_pattern_ops",
                        ),
                        name="applications_traveller_form4",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True),
                            models.Q(
                                models.Q(("document_number", ""), _negated=True),
                                models.Q(("nationality", ""), _negated=True),
                                models.Q(
                                    ("name_mrz_primary", ""),
                                    ("name_mrz_secondary", ""),
                                    _negated=True,
                                ),
                                ("expires_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="applications_traveller_confirmed_is_complete",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(max_length=20, unique=True, verbose_name="reference"),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[("port_visa", "port visa"), ("single_window", "single window")],
                        max_length=16,
                        verbose_name="service",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "received, being checked for completeness"),
                            ("supplement", "waiting for your answer"),
                            ("home_check", "being checked by your home office"),
                            ("accepted", "accepted, under review"),
                            ("recommended", "under review, second officer"),
                            ("approved", "approved, document being prepared"),
                            ("issued", "approved, document issued"),
                            ("refused", "refused"),
                            ("split", "split, one authority goes on by itself"),
                            ("not_accepted", "not accepted"),
                            ("withdrawn", "withdrawn"),
                            ("lapsed", "closed, no answer received"),
                            ("revoked", "revoked"),
                        ],
                        default="draft",
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                ("category", models.CharField(blank=True, max_length=4, verbose_name="category")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "简体中文")],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="submitted at"),
                ),
                (
                    "complete_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="complete answer at"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "issued_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="issued at"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "expedited"), (1, "ordinary")],
                        db_default=1,
                        default=1,
                        verbose_name="lane",
                    ),
                ),
                (
                    "expedited_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expedited since"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="due at")),
                ("due_provisional", models.BooleanField(default=False, verbose_name="provisional")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="next date")),
                (
                    "due_soon_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="due-soon alarm"),
                ),
                (
                    "overdue_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="overdue alarm"),
                ),
                (
                    "escalated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="escalated at"),
                ),
                (
                    "held_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="held until"),
                ),
                (
                    "refusal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("entry_ban", "an entry ban is still running"),
                            ("health", "certain serious illness"),
                            ("security", "risk to security or public order"),
                            ("fraud", "false statements in the application"),
                            ("means", "cannot cover the costs of the stay"),
                            ("materials", "required materials were not provided"),
                            ("other", "otherwise unsuitable for entry"),
                            ("category", "the conditions of the category are not met"),
                            ("employer", "the employer does not meet the conditions"),
                            ("post", "the post does not call for a foreign employee"),
                            ("pay", "the pay is below what the law asks for"),
                            ("fitness", "the conditions of age or health are not met"),
                            ("record", "a conviction stands against it"),
                            ("false_proof", "false statements or proofs"),
                            ("proof", "required proofs were not provided"),
                        ],
                        max_length=12,
                        verbose_name="reason of refusal",
                    ),
                ),
                (
                    "non_acceptance_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "no permission is needed"),
                            ("not_competent", "another authority is competent"),
                            ("not_eligible", "this service does not cover the case"),
                            ("not_confirmed", "the home office could not confirm the invitation"),
                        ],
                        max_length=14,
                        verbose_name="reason of non-acceptance",
                    ),
                ),
                ("decision_text", models.TextField(blank=True, verbose_name="explanation")),
                (
                    "last_event_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last event at"),
                ),
                (
                    "last_actor_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("applicant", "applicant"),
                            ("officer", "officer"),
                            ("system", "system"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "event_count",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="events"),
                ),
                (
                    "event_digest",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="digest"
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assigned_applications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filed by",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="open at",
                    ),
                ),
                (
                    "home_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_applications",
                        to="offices.office",
                        verbose_name="home office",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="offices.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened at the window by",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_applications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="the person themselves",
                    ),
                ),
                (
                    "port_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="port_applications",
                        to="offices.office",
                        verbose_name="office of the port",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.servicestandard",
                        verbose_name="promised time",
                    ),
                ),
                (
                    "traveller",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="applications.traveller",
                        verbose_name="traveller",
                    ),
                ),
            ],
            options={
                "verbose_name": "application",
                "verbose_name_plural": "applications",
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "submitted",
                                    "supplement",
                                    "home_check",
                                    "accepted",
                                    "recommended",
                                    "approved",
                                ],
                            )
                        ),
                        fields=["office", "due_on", "id"],
                        name="applications_queue",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "submitted",
                                    "supplement",
                                    "home_check",
                                    "accepted",
                                    "recommended",
                                    "approved",
                                ],
                            )
                        ),
                        fields=["office", "rank", "next_on", "due_at", "id"],
                        name="applications_next",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "submitted",
                                    "supplement",
                                    "home_check",
                                    "accepted",
                                    "recommended",
                                    "approved",
                                ],
                            )
                        ),
                        fields=["rank", "next_on", "due_at", "id"],
                        name="applications_next_all",
                    ),
                    models.Index(
                        condition=models.Q(("home_office__isnull", False)),
                        fields=["home_office", "rank", "next_on", "due_at", "id"],
                        name="applications_from_home",
                    ),
                    models.Index(
                        condition=models.Q(("port_office__isnull", False)),
                        fields=["port_office", "rank", "next_on", "due_at", "id"],
                        name="applications_to_port",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ["accepted", "recommended"])),
                        fields=["due_on"],
                        name="applications_clock",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("due_at__isnull", False), ("status__in", ["accepted", "recommended"])
                        ),
                        fields=["due_at"],
                        name="applications_clock_hours",
                    ),
                    models.Index(fields=["status", "service"], name="applications_status"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "withdrawn", "lapsed"]),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="applications_submitted_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    [
                                        "accepted",
                                        "recommended",
                                        "approved",
                                        "issued",
                                        "refused",
                                        "split",
                                        "revoked",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("due_on__isnull", False),
                                ("standard__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="applications_accepted_has_clock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    ["approved", "issued", "refused", "split", "revoked"],
                                ),
                                _negated=True,
                            ),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="applications_decided_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["issued", "revoked"]), _negated=True),
                            ("issued_at__isnull", False),
                            _connector="OR",
                        ),
                        name="applications_issued_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["refused", "split"]), _negated=True),
                            models.Q(
                                models.Q(("refusal_reason", ""), _negated=True),
                                models.Q(("decision_text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="applications_refused_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "not_accepted"), _negated=True),
                            models.Q(("non_acceptance_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="applications_not_accepted_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("expedited_at__isnull", False), ("rank", 0)),
                            models.Q(("expedited_at__isnull", True), ("rank", 1)),
                            _connector="OR",
                        ),
                        name="applications_expedited_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("home_office__isnull", True), ("port_office__isnull", True)),
                            models.Q(
                                ("home_office__isnull", False),
                                ("office__isnull", False),
                                ("port_office__isnull", False),
                                models.Q(("home_office", models.F("port_office")), _negated=True),
                                models.Q(
                                    ("office", models.F("home_office")),
                                    ("office", models.F("port_office")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="applications_one_owner_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "home_check"), _negated=True),
                            models.Q(
                                ("home_office__isnull", False), ("office", models.F("home_office"))
                            ),
                            _connector="OR",
                        ),
                        name="applications_home_check_at_home",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    [
                                        "submitted",
                                        "accepted",
                                        "recommended",
                                        "approved",
                                        "issued",
                                        "refused",
                                        "split",
                                        "revoked",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("home_office__isnull", True),
                            ("office", models.F("port_office")),
                            _connector="OR",
                        ),
                        name="applications_decided_at_the_port",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "proposal",
                    models.CharField(
                        choices=[
                            ("return", "return to review"),
                            ("split", "split: the granted part goes on at its own authority"),
                            ("refuse", "refuse the whole application"),
                        ],
                        max_length=8,
                        verbose_name="proposal",
                    ),
                ),
                (
                    "reopened",
                    models.JSONField(
                        blank=True, default=list, verbose_name="reviews to open again"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "proposed_for",
                    models.CharField(
                        choices=[
                            ("exit_entry", "exit-entry authority"),
                            ("work_permit", "work-permit authority"),
                        ],
                        max_length=12,
                        verbose_name="proposing authority",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                (
                    "answered_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exit_entry", "exit-entry authority"),
                            ("work_permit", "work-permit authority"),
                        ],
                        max_length=12,
                        verbose_name="answering authority",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_decisions",
                        to="applications.application",
                    ),
                ),
                (
                    "declined_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "joint decision",
                "verbose_name_plural": "joint decisions",
                "ordering": ["proposed_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("agreed_by", models.F("proposed_by")), _negated=True),
                                models.Q(("declined_by", models.F("proposed_by")), _negated=True),
                            ),
                            models.Q(("agreed_by__isnull", True), ("declined_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="applications_joint_needs_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_for", models.F("proposed_for")), _negated=True
                        ),
                        name="applications_joint_needs_both_authorities",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_by__isnull", True),
                                ("answered_at__isnull", True),
                                ("answered_for", ""),
                                ("declined_by__isnull", True),
                            ),
                            models.Q(
                                models.Q(
                                    models.Q(
                                        ("agreed_by__isnull", False), ("declined_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("agreed_by__isnull", True),
                                        ("declined_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                ("answered_at__isnull", False),
                                models.Q(("answered_for", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="applications_joint_answer_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(
                                models.Q(("proposal", "return"), _negated=True),
                                models.Q(("reopened", []), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="applications_joint_has_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("application",),
                        name="applications_joint_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        choices=[
                            ("exit_entry", "exit-entry authority"),
                            ("work_permit", "work-permit authority"),
                        ],
                        max_length=12,
                        verbose_name="authority",
                    ),
                ),
                (
                    "recommendation",
                    models.CharField(
                        blank=True,
                        choices=[("approve", "approve"), ("refuse", "refuse")],
                        max_length=10,
                        verbose_name="recommendation",
                    ),
                ),
                (
                    "recommended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="recommended at"),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("entry_ban", "an entry ban is still running"),
                            ("health", "certain serious illness"),
                            ("security", "risk to security or public order"),
                            ("fraud", "false statements in the application"),
                            ("means", "cannot cover the costs of the stay"),
                            ("materials", "required materials were not provided"),
                            ("other", "otherwise unsuitable for entry"),
                            ("category", "the conditions of the category are not met"),
                            ("employer", "the employer does not meet the conditions"),
                            ("post", "the post does not call for a foreign employee"),
                            ("pay", "the pay is below what the law asks for"),
                            ("fitness", "the conditions of age or health are not met"),
                            ("record", "a conviction stands against it"),
                            ("false_proof", "false statements or proofs"),
                            ("proof", "required proofs were not provided"),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="explanation")),
                ("text_en", models.TextField(blank=True, verbose_name="explanation in English")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("approve", "approve"), ("refuse", "refuse")],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                (
                    "list_complete_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="own points complete at"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="applications.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "list_complete_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "authority"), name="applications_review_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "refuse"), _negated=True),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("recommendation", "refuse"),
                                ("recommended_by__isnull", False),
                                models.Q(("decided_by", models.F("recommended_by")), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="applications_refusal_needs_two_officers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("decision", ""),
                            ),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="applications_review_decision_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementDraftItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        choices=[
                            ("exit_entry", "exit-entry authority"),
                            ("work_permit", "work-permit authority"),
                        ],
                        max_length=12,
                        verbose_name="authority",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="item")),
                ("text", models.CharField(max_length=500, verbose_name="what to do")),
                ("created_at", models.DateTimeField(verbose_name="written at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplement_draft",
                        to="applications.application",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "point of a draft list",
                "verbose_name_plural": "points of a draft list",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SupplementRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="number")),
                (
                    "repeat_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="why a second list"),
                ),
                ("note", models.TextField(blank=True, verbose_name="message to the applicant")),
                ("requested_at", models.DateTimeField(verbose_name="requested at")),
                ("answer_by", models.DateField(verbose_name="answer by")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
                ),
                ("answer_note", models.TextField(blank=True, verbose_name="answer")),
                (
                    "lapsed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="lapsed at"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplement_requests",
                        to="applications.application",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "supplement request",
                "verbose_name_plural": "supplement requests",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "number"), name="applications_supplement_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("lapsed_at__isnull", True)
                        ),
                        fields=("application",),
                        name="applications_supplement_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1),
                            models.Q(
                                ("approved_by__isnull", False),
                                models.Q(("repeat_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="applications_second_supplement_needs_supervisor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="item")),
                ("text", models.CharField(max_length=500, verbose_name="what to do")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="applications.supplementrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "supplement item",
                "verbose_name_plural": "supplement items",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="sender's number")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("requested_at", models.DateTimeField(verbose_name="sent at")),
                (
                    "received_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="received at"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("sent", "on its way"),
                            ("received", "received"),
                            ("returned", "returned with reasons"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "days_used",
                    models.PositiveSmallIntegerField(default=0, verbose_name="days used"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="applications.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "from_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                        verbose_name="from",
                    ),
                ),
                (
                    "returns",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned_by",
                        to="applications.transfer",
                        verbose_name="transfer that is sent back",
                    ),
                ),
                (
                    "to_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "transfer",
                "verbose_name_plural": "transfers",
                "ordering": ["application", "requested_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("from_office", "key"), name="applications_transfer_key_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "sent")),
                        fields=("application",),
                        name="applications_transfer_one_on_its_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_office", models.F("to_office")), _negated=True),
                        name="applications_transfer_between_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "sent"), ("received_at__isnull", True)),
                            models.Q(
                                models.Q(("outcome", "sent"), _negated=True),
                                ("received_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="applications_transfer_received_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returns__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="applications_transfer_return_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="requirement")),
                (
                    "group",
                    models.UUIDField(
                        blank=True, db_index=True, null=True, verbose_name="invitation"
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="attached at")),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="removed at"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="applications.application",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="documents.upload",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["code", "created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("application__isnull", True), ("group__isnull", False)),
                            models.Q(("application__isnull", False), ("group__isnull", True)),
                            _connector="OR",
                        ),
                        name="applications_attachment_group_or_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="item")),
                (
                    "authority",
                    models.CharField(
                        choices=[
                            ("exit_entry", "exit-entry authority"),
                            ("work_permit", "work-permit authority"),
                        ],
                        default="exit_entry",
                        max_length=12,
                        verbose_name="authority",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("in_order", "in order"),
                            ("missing", "missing"),
                            ("unclear", "wrong or cannot be read"),
                        ],
                        max_length=10,
                        verbose_name="result",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("ticked_at", models.DateTimeField(verbose_name="ticked at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticks",
                        to="applications.application",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist tick",
                "verbose_name_plural": "checklist ticks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "code", "authority"), name="applications_tick_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockAdjustment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stopped on")),
                ("resumed_on", models.DateField(blank=True, null=True, verbose_name="resumed on")),
                (
                    "extra_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="further working days"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clock_adjustments",
                        to="applications.application",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "clock adjustment",
                "verbose_name_plural": "clock adjustments",
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("extra_days", 0), ("stopped_on__isnull", False)),
                                models.Q(
                                    ("extra_days__gt", 0),
                                    ("resumed_on__isnull", True),
                                    ("stopped_on__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="applications_clock_stop_or_extension",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resumed_on__isnull", True),
                            ("resumed_on__gte", models.F("stopped_on")),
                            _connector="OR",
                        ),
                        name="applications_clock_resumes_after_stop",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("resumed_on__isnull", True), ("stopped_on__isnull", False)
                        ),
                        fields=("application",),
                        name="applications_clock_one_open_stop",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=applications.enums.EventKind.listed,
                        max_length=24,
                        verbose_name="what",
                    ),
                ),
                (
                    "actor_kind",
                    models.CharField(
                        choices=[
                            ("applicant", "applicant"),
                            ("officer", "officer"),
                            ("system", "system"),
                        ],
                        max_length=10,
                        verbose_name="by whom",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("status_before", models.CharField(blank=True, max_length=14)),
                ("status_after", models.CharField(blank=True, max_length=14)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("data", models.JSONField(default=dict, verbose_name="facts")),
                ("request_id", models.CharField(blank=True, max_length=64, verbose_name="request")),
                ("previous_digest", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["application", "sequence"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "sequence"), name="applications_event_sequence_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("actor__isnull", True), ("actor_kind", "system")),
                            models.Q(
                                models.Q(("actor_kind", "system"), _negated=True),
                                ("actor__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="applications_event_person_is_named",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="314a3f5b90718489dca34a9c16caa9aa2f8ffb87",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f1292",
                    table="applications_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Cannot truncate the event log';",
                    hash="f9868cde0e8a56de0e6dcde1b9787dd0ab4e6083",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_35fbc",
                    table="applications_event",
                    when="BEFORE",
                ),
            ),
        ),
    ]
