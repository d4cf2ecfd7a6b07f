import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("port_visa", "0001_initial"),
        ("port_visa", "0002_declarer_and_corrections"),
        ("port_visa", "0005_capital_labels"),
        ("port_visa", "0006_port_decision"),
        ("port_visa", "0007_rosters"),
        ("port_visa", "0009_professionals"),
        ("port_visa", "0011_routes_and_walk_in"),
        ("port_visa", "0013_invitee_links"),
        ("port_visa", "0016_electronic_visa"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_initial"),
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("documents", "0001_initial"),
        ("offices", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrganisationFiling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "waiting for the check"),
                            ("active", "filed"),
                            ("returned", "returned"),
                            ("suspended", "suspended"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("statement", models.CharField(max_length=1000, verbose_name="what for")),
                ("requested_at", models.DateTimeField(verbose_name="asked for at")),
                (
                    "renewal_asked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="renewal asked for at"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="decide by")),
                ("due_provisional", models.BooleanField(default=False, editable=False)),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                ("reason", models.CharField(blank=True, max_length=2000, verbose_name="reason")),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filing",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "filing of an organisation",
                "verbose_name_plural": "filings of organisations",
                "ordering": ["-requested_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["active", "suspended"]), _negated=True),
                            models.Q(("valid_from__isnull", False), ("valid_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="port_visa_filing_has_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["returned", "suspended"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="port_visa_filing_says_why_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FilingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("requested", "asked for"),
                            ("renewal", "renewal asked for"),
                            ("granted", "granted"),
                            ("renewed", "renewed"),
                            ("returned", "returned"),
                            ("suspended", "suspended"),
                            ("lifted", "suspension lifted"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("reason", models.CharField(blank=True, max_length=2000, verbose_name="reason")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="port_visa.organisationfiling",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a filing",
                "verbose_name_plural": "changes of filings",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PortDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "visa granted"),
                            ("entered", "entered on the electronic visa"),
                            ("refused", "refused at the port"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided at")),
                (
                    "entered_on",
                    models.DateField(blank=True, null=True, verbose_name="day of entry"),
                ),
                (
                    "visa_number",
                    models.CharField(
                        blank=True, max_length=12, verbose_name="number of the visa sticker"
                    ),
                ),
                (
                    "stay_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="stay in days"
                    ),
                ),
                (
                    "last_day",
                    models.DateField(blank=True, null=True, verbose_name="last lawful day"),
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
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                (
                    "explanation",
                    models.CharField(blank=True, max_length=500, verbose_name="explanation"),
                ),
                (
                    "compared_by",
                    models.CharField(
                        choices=[("lines", "its two lines were read"), ("eye", "by eye")],
                        max_length=8,
                        verbose_name="passport compared",
                    ),
                ),
                (
                    "differences",
                    models.JSONField(blank=True, default=list, verbose_name="differences"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="port_decisions",
                        to="applications.application",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="port_decision",
                        to="documents.issueddocument",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
                    ),
                ),
                (
                    "port",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="offices.port",
                        verbose_name="port",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision at the port",
                "verbose_name_plural": "decisions at the port",
                "ordering": ["-decided_at", "-pk"],
                "indexes": [
                    models.Index(fields=["port", "-decided_at"], name="port_visa_decisions_of_port")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "granted"),
                                models.Q(("visa_number", ""), _negated=True),
                                ("entered_on__isnull", False),
                                ("last_day__isnull", False),
                                ("reason", ""),
                                ("stay_days__range", (1, 30)),
                            ),
                            models.Q(
                                ("outcome", "entered"),
                                ("visa_number", ""),
                                ("entered_on__isnull", False),
                                ("last_day__isnull", False),
                                ("reason", ""),
                                ("stay_days__range", (1, 30)),
                            ),
                            models.Q(
                                ("entered_on__isnull", True),
                                ("last_day__isnull", True),
                                ("outcome", "refused"),
                                ("stay_days__isnull", True),
                                ("visa_number", ""),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("explanation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="port_visa_decision_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("differences", []),
                            models.Q(("explanation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="port_visa_difference_is_explained",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("visa_number", ""), _negated=True),
                        fields=("visa_number",),
                        name="port_visa_sticker_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PortRoute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "on_request",
                    models.BooleanField(
                        default=False, verbose_name="only when the inviter asks for it"
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
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routes",
                        to="offices.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "port",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routes",
                        to="offices.port",
                        verbose_name="port",
                    ),
                ),
            ],
            options={
                "verbose_name": "way to another office",
                "verbose_name_plural": "ways to another office",
                "ordering": ["port", "on_request", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("port", "on_request", "valid_from"), name="port_visa_route_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PortVisaParameter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("value", models.PositiveIntegerField(verbose_name="value")),
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
                "verbose_name": "parameter",
                "verbose_name_plural": "parameters",
                "ordering": ["code", "-valid_from"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"), name="port_visa_parameter_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Professional",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name in the passport")),
                (
                    "name_zh",
                    models.CharField(blank=True, max_length=60, verbose_name="Chinese name"),
                ),
                ("occupation", models.CharField(max_length=120, verbose_name="occupation")),
                ("employer", models.CharField(max_length=200, verbose_name="where they work")),
                ("phone", models.CharField(max_length=40, verbose_name="telephone")),
                ("address", models.CharField(max_length=300, verbose_name="address in Shanghai")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "not yet handed in"),
                            ("pending", "waiting for the bureau's check"),
                            ("returned", "returned for correction"),
                            ("accepted", "accepted"),
                            ("suspended", "suspended"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("work_residence", "residence permit for work"),
                            ("permanent_residence", "permanent residence card"),
                        ],
                        max_length=20,
                        verbose_name="proof",
                    ),
                ),
                (
                    "proof_category",
                    models.CharField(blank=True, max_length=1, verbose_name="category"),
                ),
                (
                    "proof_number",
                    models.CharField(blank=True, max_length=40, verbose_name="number of the proof"),
                ),
                (
                    "proof_until",
                    models.DateField(blank=True, null=True, verbose_name="proof valid until"),
                ),
                (
                    "on_record",
                    models.BooleanField(default=False, verbose_name="permit on record here"),
                ),
                (
                    "returned_items",
                    models.JSONField(blank=True, default=list, verbose_name="what to correct"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "handed_in_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed in at"),
                ),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="checked at"),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "copies",
                    models.ManyToManyField(
                        blank=True,
                        related_name="professionals",
                        to="documents.upload",
                        verbose_name="copies of the proof",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="professional",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "professional",
                "verbose_name_plural": "professionals",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "accepted"), _negated=True),
                            models.Q(
                                ("checked_at__isnull", False),
                                ("proof_until__isnull", False),
                                models.Q(("proof", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="port_visa_accepted_has_proof",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["accepted", "returned", "suspended"]), _negated=True
                            ),
                            ("checked_by__isnull", False),
                            models.Q(("on_record", True), ("status", "accepted")),
                            _connector="OR",
                        ),
                        name="port_visa_professional_checked_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("discarded", "discarded"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "inviter_kind",
                    models.CharField(
                        choices=[
                            ("shanghai_organisation", "organisation in Shanghai"),
                            ("delta_organisation", "organisation elsewhere in the Delta"),
                            ("professional", "foreign professional who lives in Shanghai"),
                        ],
                        max_length=24,
                        verbose_name="kind of inviter",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "简体中文")],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "opened_press",
                    models.UUIDField(blank=True, editable=False, null=True, unique=True),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("F", "F · Exchange, visit or study tour"),
                            ("M", "M · Trade and business"),
                            ("R", "R · High-level or urgently needed talent"),
                            ("Z", "Z · Work"),
                            ("S2", "S2 · Short family visit or private affairs"),
                        ],
                        max_length=4,
                        verbose_name="visa category",
                    ),
                ),
                (
                    "guest_kind",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="whom a professional invites"
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=500, verbose_name="purpose")),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("urgent_business", "urgent business that came up at short notice"),
                            ("urgent_repair", "urgent engineering repair"),
                            ("humanitarian", "humanitarian reason: illness or death in the family"),
                            ("no_mission", "no Chinese mission could be reached in time"),
                            ("other", "another urgent need"),
                        ],
                        max_length=20,
                        verbose_name="why not abroad",
                    ),
                ),
                (
                    "urgency_text",
                    models.CharField(blank=True, max_length=1000, verbose_name="explanation"),
                ),
                ("arrival_on", models.DateField(blank=True, null=True, verbose_name="arrival")),
                (
                    "wants_centre",
                    models.BooleanField(default=False, verbose_name="asks for the 24-hour centre"),
                ),
                (
                    "electronic",
                    models.BooleanField(default=False, verbose_name="electronic port visa"),
                ),
                (
                    "flight",
                    models.CharField(blank=True, max_length=40, verbose_name="flight or ship"),
                ),
                (
                    "stay_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="stay in days"
                    ),
                ),
                (
                    "itinerary",
                    models.TextField(blank=True, max_length=4000, verbose_name="itinerary"),
                ),
                (
                    "host_address",
                    models.CharField(blank=True, max_length=300, verbose_name="where they stay"),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inviter", "the inviter"),
                            ("invitee", "the invitee"),
                            ("other", "someone else"),
                        ],
                        max_length=10,
                        verbose_name="who pays",
                    ),
                ),
                (
                    "payer_text",
                    models.CharField(blank=True, max_length=200, verbose_name="who else pays"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                ("updated_at", models.DateTimeField(verbose_name="last saved at")),
                (
                    "declared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="declared at"),
                ),
                (
                    "declared_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="declared by, in full"
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="submitted at"),
                ),
                (
                    "expiry_warned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="warned of expiry at"),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="port_visa.invitation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    ),
                ),
                (
                    "opened_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "port",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="offices.port",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="port_visa.professional",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-updated_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "inviter_kind__in",
                                    ("shanghai_organisation", "delta_organisation"),
                                ),
                                ("organisation__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("inviter_kind", "professional"),
                                ("organisation__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="port_visa_exactly_one_inviter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("opened_by", None), ("opened_office", None), ("opened_press", None)
                            ),
                            models.Q(
                                ("opened_by__isnull", False),
                                ("opened_office__isnull", False),
                                ("opened_press__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="port_visa_opened_by_has_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stay_days__isnull", True),
                            ("stay_days__range", (1, 30)),
                            _connector="OR",
                        ),
                        name="port_visa_stay_1_to_30_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "submitted"), _negated=True),
                            models.Q(
                                ("arrival_on__isnull", False),
                                ("declared_at__isnull", False),
                                ("declared_by__isnull", False),
                                ("port__isnull", False),
                                ("stay_days__isnull", False),
                                ("submitted_at__isnull", False),
                                models.Q(("category", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="port_visa_submitted_is_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("entries", models.PositiveSmallIntegerField(default=1, verbose_name="entries")),
                (
                    "stay_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="stay in days"
                    ),
                ),
                (
                    "occupation",
                    models.CharField(blank=True, max_length=120, verbose_name="occupation"),
                ),
                ("employer", models.CharField(blank=True, max_length=200, verbose_name="employer")),
                (
                    "previous_visits",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="earlier visits to China"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="relation to the inviter"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "corrected_fields",
                    models.JSONField(blank=True, default=list, verbose_name="typed by hand"),
                ),
                (
                    "correction_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="why typed by hand"),
                ),
                (
                    "self_confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="confirmed by the traveller at"
                    ),
                ),
                (
                    "self_changed",
                    models.JSONField(
                        blank=True, default=list, verbose_name="changed by the traveller"
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="removed at"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitee",
                        to="applications.application",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitees",
                        to="port_visa.invitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitee",
                "verbose_name_plural": "invitees",
                "ordering": ["invitation", "position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("entries", 1)), name="port_visa_single_entry"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stay_days__isnull", True),
                            ("stay_days__range", (1, 30)),
                            _connector="OR",
                        ),
                        name="port_visa_invitee_stay_1_to_30_days",
                    ),
                    models.UniqueConstraint(
                        fields=("invitation", "position"), name="port_visa_invitee_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrected_fields", []),
                            models.Q(("correction_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="port_visa_correction_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InviteeLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="sent to")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "简体中文")],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "for_status",
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
                        max_length=14,
                        verbose_name="for status",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("expires_at", models.DateTimeField(verbose_name="open until")),
                (
                    "opened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first opened at"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "closed_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("replaced", "a newer link was sent"),
                            ("closed", "closed by who sent it"),
                            ("used", "used"),
                            ("moved_on", "the application moved on"),
                        ],
                        max_length=10,
                        verbose_name="closed because",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("traveller", "for the traveller"),
                            ("phone", "for the inviter's own phone"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "changed_fields",
                    models.JSONField(blank=True, default=list, verbose_name="changed through it"),
                ),
                (
                    "invitee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="port_visa.invitee",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "invitee's link",
                "verbose_name_plural": "invitees' links",
                "ordering": ["invitee", "-sent_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("invitee", "kind"),
                        name="port_visa_one_open_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                        name="port_visa_link_expires_after_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_why", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("closed_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="port_visa_link_closed_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfessionalChange",
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
                        choices=[
                            ("begun", "begun"),
                            ("edited", "data changed"),
                            ("proof_added", "copy of the proof added"),
                            ("proof_removed", "copy of the proof removed"),
                            ("proof_opened", "copy of the proof opened by an officer"),
                            ("handed_in", "handed in for the check"),
                            ("found", "accepted by a permit on record"),
                            ("accepted", "accepted"),
                            ("returned", "returned for correction"),
                            ("suspended", "suspended"),
                        ],
                        max_length=16,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("before", models.JSONField(blank=True, default=dict, verbose_name="before")),
                ("after", models.JSONField(blank=True, default=dict, verbose_name="after")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="port_visa.professional",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a professional",
                "verbose_name_plural": "changes of professionals",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ProfessionalProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("work_residence", "residence permit for work"),
                            ("permanent_residence", "permanent residence card"),
                        ],
                        max_length=20,
                        verbose_name="proof",
                    ),
                ),
                (
                    "categories",
                    models.JSONField(blank=True, default=list, verbose_name="categories"),
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
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
            ],
            options={
                "verbose_name": "proof that lets a person invite",
                "verbose_name_plural": "proofs that let a person invite",
                "ordering": ["proof", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proof", "valid_from"), name="port_visa_professional_proof_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfessionalPurpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("help_text", models.CharField(blank=True, max_length=300, verbose_name="help")),
                (
                    "help_text_en",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="help"),
                ),
                (
                    "help_text_zh_hans",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="help"),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("F", "F · Exchange, visit or study tour"),
                            ("M", "M · Trade and business"),
                            ("R", "R · High-level or urgently needed talent"),
                            ("Z", "Z · Work"),
                            ("S2", "S2 · Short family visit or private affairs"),
                        ],
                        max_length=4,
                        verbose_name="visa category",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
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
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
            ],
            options={
                "verbose_name": "purpose of a personal invitation",
                "verbose_name_plural": "purposes of personal invitations",
                "ordering": ["order", "code", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"), name="port_visa_professional_purpose_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Roster",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("file", "file"), ("paste", "pasted text")],
                        max_length=8,
                        verbose_name="handed in as",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "file",
                    models.FileField(blank=True, max_length=200, upload_to="", verbose_name="file"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting to be checked"),
                            ("checking", "being checked"),
                            ("checked", "checked"),
                            ("taking", "people being added"),
                            ("done", "done"),
                            ("refused", "cannot be read"),
                            ("discarded", "thrown away"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("empty", "empty"),
                            ("too_large", "too large"),
                            ("wrong_type", "no XLSX and no CSV"),
                            ("lies", "something else than its name says"),
                            ("locked", "locked, or of the old kind"),
                            ("macros", "with macros"),
                            ("merged", "with merged cells"),
                            ("bomb", "too large once unpacked"),
                            ("too_many_rows", "too many rows"),
                            ("encoding", "unknown characters"),
                            ("damaged", "damaged"),
                            ("headings", "without its headings"),
                            ("infected", "unsafe"),
                        ],
                        max_length=16,
                        verbose_name="problem",
                    ),
                ),
                ("most_rows", models.PositiveIntegerField(verbose_name="most people")),
                ("most_megabytes", models.PositiveIntegerField(verbose_name="most megabytes")),
                (
                    "unknown_headings",
                    models.JSONField(
                        blank=True, default=list, verbose_name="headings not understood"
                    ),
                ),
                (
                    "missing_columns",
                    models.JSONField(blank=True, default=list, verbose_name="columns not found"),
                ),
                ("rows_total", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("rows_done", models.PositiveIntegerField(default=0, verbose_name="rows done")),
                ("created_at", models.DateTimeField(verbose_name="handed in at")),
                ("touched_at", models.DateTimeField(verbose_name="last worked on at")),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="checked at"),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rosters",
                        to="port_visa.invitation",
                    ),
                ),
                (
                    "worked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "roster",
                "verbose_name_plural": "rosters",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("status__in", ["waiting", "checking", "taking", "checked"])
                        ),
                        fields=["touched_at"],
                        name="port_visa_roster_at_work",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ("waiting", "checking", "taking", "checked"))
                        ),
                        fields=("invitation",),
                        name="port_visa_one_live_roster",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "refused"), models.Q(("problem", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("status", "refused"), _negated=True), ("problem", "")
                            ),
                            _connector="OR",
                        ),
                        name="port_visa_roster_refused_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("values", models.JSONField(blank=True, default=dict, verbose_name="values")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("good", "in order"),
                            ("faulty", "with mistakes"),
                            ("left_out", "left out"),
                            ("taken", "added"),
                        ],
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "invitee",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_row",
                        to="port_visa.invitee",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="port_visa.roster",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a roster",
                "verbose_name_plural": "rows of a roster",
                "ordering": ["roster", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("roster", "number"), name="port_visa_roster_row_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("invitee__isnull", False), ("status", "taken")),
                            models.Q(
                                models.Q(("status", "taken"), _negated=True),
                                ("invitee__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="port_visa_roster_row_taken_has_person",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingchange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d60a35c319ba60242b1ca1b3b1aacbfccbe30279",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b80f8",
                    table="port_visa_filingchange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="portdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a88b79886d57283cfc515f0a6d379c01b1f4767b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_aa40b",
                    table="port_visa_portdecision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="professionalchange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="64d9b407a8e0b017add2c1b1414d54c7d3b8cfa7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d05ef",
                    table="port_visa_professionalchange",
                    when="BEFORE",
                ),
            ),
        ),
    ]
