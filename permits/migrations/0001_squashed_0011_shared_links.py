import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("permits", "0001_issued_permits"),
        ("permits", "0002_rules"),
        ("permits", "0004_filing"),
        ("permits", "0007_link_status_split"),
        ("permits", "0008_rules_past_stays"),
        ("permits", "0010_link_status_home_check"),
        ("permits", "0011_shared_links"),
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
            name="PointsTable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_en", models.CharField(max_length=160, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=160, null=True, verbose_name="name")),
                ("data", models.JSONField(verbose_name="table")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="legal basis")),
                (
                    "legal_basis_en",
                    models.CharField(max_length=300, null=True, verbose_name="legal basis"),
                ),
                (
                    "legal_basis_zh_hans",
                    models.CharField(max_length=300, null=True, verbose_name="legal basis"),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
            ],
            options={
                "verbose_name": "points table",
                "verbose_name_plural": "points tables",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="permits_points_table_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("A", "A · foreign high-end talent"),
                            ("B", "B · foreign professional"),
                        ],
                        max_length=1,
                        verbose_name="category",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="place, when no office is named"
                    ),
                ),
                (
                    "place_en",
                    models.CharField(
                        blank=True,
                        max_length=160,
                        null=True,
                        verbose_name="place, when no office is named",
                    ),
                ),
                (
                    "place_zh_hans",
                    models.CharField(
                        blank=True,
                        max_length=160,
                        null=True,
                        verbose_name="place, when no office is named",
                    ),
                ),
                (
                    "online_check",
                    models.BooleanField(
                        default=False, verbose_name="documents are checked online first"
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serving_rules",
                        to="offices.office",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serving_rules",
                        to="offices.zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "serving rule",
                "verbose_name_plural": "serving rules",
                "ordering": ["category", "zone__code", "office__code", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("category", "zone", "office", "place", "valid_from"),
                        name="permits_serving_rule_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="permits_serving_rule_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["A", "B"])),
                        name="permits_serving_rule_a_or_b",
                    ),
                    models.UniqueConstraint(
                        fields=("category", "zone", "office", "place_en", "valid_from"),
                        name="permits_serving_rule_once-en",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        fields=("category", "zone", "office", "place_zh_hans", "valid_from"),
                        name="permits_serving_rule_once-zh-hans",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WageAverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year of the average")),
                (
                    "monthly_amount",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="average pay, yuan a month",
                    ),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="published in")),
                (
                    "legal_basis_en",
                    models.CharField(max_length=300, null=True, verbose_name="published in"),
                ),
                (
                    "legal_basis_zh_hans",
                    models.CharField(max_length=300, null=True, verbose_name="published in"),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="valid from")),
            ],
            options={
                "verbose_name": "average pay",
                "verbose_name_plural": "average pay",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("monthly_amount__gt", 0)),
                        name="permits_wage_average_positive",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PermitApplication",
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
                        choices=[
                            ("new_in_china", "new, the person is already in China"),
                            ("new_from_abroad", "new, entered with a work permit notification"),
                            ("extension", "extension"),
                            ("change_employer", "change of employer"),
                            ("change_details", "change of registered details"),
                            ("cancellation", "cancellation"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "person_name",
                    models.CharField(max_length=200, verbose_name="name of the employee"),
                ),
                (
                    "person_email",
                    models.EmailField(max_length=254, verbose_name="e-mail of the employee"),
                ),
                (
                    "person_language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "简体中文")],
                        max_length=10,
                        verbose_name="language of the employee",
                    ),
                ),
                (
                    "outside_zones",
                    models.BooleanField(default=False, verbose_name="outside every pilot zone"),
                ),
                (
                    "work_address",
                    models.CharField(blank=True, max_length=300, verbose_name="place of work"),
                ),
                ("job_title", models.CharField(blank=True, max_length=120, verbose_name="post")),
                (
                    "job_title_zh",
                    models.CharField(blank=True, max_length=120, verbose_name="post in Chinese"),
                ),
                (
                    "occupation_code",
                    models.CharField(blank=True, max_length=10, verbose_name="occupation"),
                ),
                (
                    "occupation_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="occupation in words"
                    ),
                ),
                ("duties", models.TextField(blank=True, max_length=2000, verbose_name="duties")),
                (
                    "contract_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employment", "employment contract with the company in Shanghai"),
                            ("assignment", "sent by a company abroad, which stays the employer"),
                        ],
                        max_length=12,
                        verbose_name="kind of contract",
                    ),
                ),
                (
                    "contract_from",
                    models.DateField(blank=True, null=True, verbose_name="contract from"),
                ),
                (
                    "contract_until",
                    models.DateField(blank=True, null=True, verbose_name="contract until"),
                ),
                (
                    "pay_annual",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="pay a year in yuan, before tax"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("points", "the points table"),
                            ("ground", "a ground that needs no points"),
                        ],
                        max_length=8,
                        verbose_name="basis",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talent_plan", "selected in a recognised national talent plan"),
                            ("achievement", "achievements that meet an international standard"),
                            ("market_post", "a post that the market encourages"),
                            ("pay_six_times", "pay of at least 6 times the local average"),
                            ("entrepreneur", "founder or innovator"),
                            ("young_talent", "outstanding young talent"),
                            ("listed_role", "bachelor’s degree and 2 years in a listed role"),
                            ("graduate", "excellent graduate with a master’s degree or higher"),
                            ("skill", "international skill certificate, or a scarce skill"),
                            ("teacher", "foreign-language teacher"),
                            ("pay_four_times", "pay of at least 4 times the local average"),
                            ("approved", "specially approved"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                (
                    "ground_text",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="facts of the ground"
                    ),
                ),
                (
                    "changed_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the change"),
                ),
                (
                    "change_text",
                    models.CharField(blank=True, max_length=1000, verbose_name="what changed"),
                ),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("doctor", "doctorate"),
                            ("master", "master’s degree"),
                            ("bachelor", "bachelor’s degree"),
                            (
                                "top_skill",
                                "highest international skill certificate, or senior technician",
                            ),
                            ("technician", "technician"),
                            ("senior_worker", "senior skilled worker"),
                            ("other", "none of these"),
                        ],
                        max_length=16,
                        verbose_name="highest degree or certificate",
                    ),
                ),
                (
                    "school",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="university or school"
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=120, verbose_name="subject")),
                (
                    "chinese",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("former_national", "was a Chinese citizen before"),
                            (
                                "degree",
                                "has a bachelor’s degree or higher that was taught in Chinese",
                            ),
                            ("hsk5", "HSK level 5 or higher"),
                            ("hsk4", "HSK level 4"),
                            ("hsk3", "HSK level 3"),
                            ("hsk2", "HSK level 2"),
                            ("hsk1", "HSK level 1"),
                            ("none", "none of these"),
                        ],
                        max_length=16,
                        verbose_name="Chinese",
                    ),
                ),
                (
                    "distinctions",
                    models.JSONField(blank=True, default=list, verbose_name="distinctions"),
                ),
                (
                    "experience_years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="years of relevant work"
                    ),
                ),
                (
                    "experience_text",
                    models.TextField(blank=True, max_length=2000, verbose_name="earlier work"),
                ),
                (
                    "months_in_china",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="months a year in China"
                    ),
                ),
                (
                    "stay_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("visa_z", "Z visa (work)"),
                            ("visa_r", "R visa (talent)"),
                            ("visa_other", "another visa"),
                            ("residence_work", "residence permit for work"),
                            ("residence_other", "residence permit for another reason"),
                            ("visa_free", "entered without a visa"),
                        ],
                        max_length=16,
                        verbose_name="now held",
                    ),
                ),
                ("entered_on", models.DateField(blank=True, null=True, verbose_name="last entry")),
                ("stay_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "permit_number",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number of the work permit"
                    ),
                ),
                (
                    "permit_until",
                    models.DateField(blank=True, null=True, verbose_name="work permit valid until"),
                ),
                (
                    "home_address",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="address in Shanghai"
                    ),
                ),
                (
                    "home_registered",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, the registration form is at hand"),
                            ("hotel", "Staying at a hotel, which registers its guests"),
                            ("no", "Not yet"),
                        ],
                        max_length=8,
                        verbose_name="registered with the police",
                    ),
                ),
                (
                    "home_registered_on",
                    models.DateField(blank=True, null=True, verbose_name="registered on"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                (
                    "family_none",
                    models.BooleanField(default=False, verbose_name="nobody moves too"),
                ),
                (
                    "photo_despite",
                    models.BooleanField(
                        default=False, verbose_name="photo handed in despite the check"
                    ),
                ),
                (
                    "corrected_fields",
                    models.JSONField(blank=True, default=list, verbose_name="typed by hand"),
                ),
                (
                    "correction_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="why typed by hand"),
                ),
                (
                    "promised",
                    models.JSONField(
                        blank=True, default=list, verbose_name="promised instead of proved"
                    ),
                ),
                (
                    "employer_declared_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="employer declared at"
                    ),
                ),
                (
                    "employer_declared_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="declared for the employer by"
                    ),
                ),
                (
                    "person_declared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="person declared at"),
                ),
                (
                    "person_declared_name",
                    models.CharField(blank=True, max_length=120, verbose_name="declared by"),
                ),
                ("updated_at", models.DateTimeField(verbose_name="last saved at")),
                (
                    "discarded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="draft closed at"),
                ),
                (
                    "discarded_by",
                    models.CharField(
                        blank=True,
                        choices=[("employer", "the employer"), ("person", "the foreign employee")],
                        max_length=8,
                        verbose_name="draft closed by",
                    ),
                ),
                (
                    "expiry_warned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="warned of expiry at"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permit",
                        to="applications.application",
                    ),
                ),
                (
                    "employer_declared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person_declared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "single-window application",
                "verbose_name_plural": "single-window applications",
                "ordering": ["-updated_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contract_from__isnull", True),
                            ("contract_until__isnull", True),
                            ("contract_from__lt", models.F("contract_until")),
                            _connector="OR",
                        ),
                        name="permits_contract_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pay_annual__isnull", True), ("pay_annual__gt", 0), _connector="OR"
                        ),
                        name="permits_pay_above_zero",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months_in_china__isnull", True),
                            ("months_in_china__lte", 12),
                            _connector="OR",
                        ),
                        name="permits_months_in_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "ground"), _negated=True),
                            models.Q(("ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="permits_ground_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("zone__isnull", True), ("outside_zones", False), _connector="OR"
                        ),
                        name="permits_zone_or_outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("employer_declared_at__isnull", True),
                                ("employer_declared_by__isnull", True),
                                ("employer_declared_name", ""),
                            ),
                            models.Q(
                                ("employer_declared_at__isnull", False),
                                ("employer_declared_by__isnull", False),
                                models.Q(("employer_declared_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="permits_employer_declared_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("person_declared_at__isnull", True),
                                ("person_declared_by__isnull", True),
                                ("person_declared_name", ""),
                            ),
                            models.Q(
                                ("person_declared_at__isnull", False),
                                ("person_declared_by__isnull", False),
                                models.Q(("person_declared_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="permits_person_declared_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrected_fields", []),
                            models.Q(("correction_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="permits_correction_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonLink",
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
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="permits.permitapplication",
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
                "verbose_name": "person's link",
                "verbose_name_plural": "persons' links",
                "ordering": ["permit", "-sent_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("permit",),
                        name="permits_one_open_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                        name="permits_link_expires_after_sent",
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
                        name="permits_link_closed_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhotoCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("problems", models.JSONField(blank=True, default=list, verbose_name="problems")),
                ("measures", models.JSONField(blank=True, default=dict, verbose_name="measures")),
                ("checked_at", models.DateTimeField(verbose_name="checked at")),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photo_checks",
                        to="permits.permitapplication",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photo_check",
                        to="documents.upload",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo check",
                "verbose_name_plural": "photo checks",
                "ordering": ["-checked_at"],
            },
        ),
        migrations.CreateModel(
            name="PointsCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=12, verbose_name="item")),
                ("value", models.CharField(max_length=200, verbose_name="value")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="permits.permitapplication",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction of an item of the points",
                "verbose_name_plural": "corrections of items of the points",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="permits_points_correction_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name as in the passport")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "husband or wife"),
                            ("child", "child under 18"),
                            ("parent", "mother or father"),
                            ("parent_in_law", "mother or father of the husband or wife"),
                        ],
                        max_length=16,
                        verbose_name="relation",
                    ),
                ),
                ("birth_date", models.DateField(verbose_name="date of birth")),
                ("nationality", models.CharField(max_length=3, verbose_name="nationality")),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=20, verbose_name="passport number"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="removed at"),
                ),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family",
                        to="permits.permitapplication",
                    ),
                ),
            ],
            options={
                "verbose_name": "family member",
                "verbose_name_plural": "family members",
                "ordering": ["permit", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PermitHolder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(max_length=20, unique=True, verbose_name="work permit number"),
                ),
                ("issuing_state", models.CharField(max_length=3, verbose_name="issuing state")),
                ("document_number", models.CharField(max_length=9, verbose_name="passport number")),
                (
                    "birth_date_mrz",
                    models.CharField(max_length=6, verbose_name="date of birth as printed"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permit_holders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "permit holder",
                "verbose_name_plural": "permit holders",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuing_state", "document_number", "birth_date_mrz"),
                        name="permits_holder_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="share code")),
                ("purpose", models.CharField(max_length=120, verbose_name="for whom")),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ("views", models.PositiveIntegerField(default=0, verbose_name="times looked at")),
                (
                    "last_viewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last looked at"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="share_codes",
                        to="permits.permitholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "share code",
                "verbose_name_plural": "share codes",
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="permits_share_code_expires",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkPermit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                ("issued_at", models.DateTimeField(verbose_name="issued at")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("replaced", "replaced by a newer one"),
                            ("cancelled", "cancelled when the work ended"),
                            ("revoked", "revoked"),
                        ],
                        max_length=10,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("A", "A · foreign high-end talent"),
                            ("B", "B · foreign professional"),
                            ("C", "C · other foreign worker"),
                        ],
                        max_length=1,
                        verbose_name="category",
                    ),
                ),
                ("post_title", models.CharField(max_length=120, verbose_name="post")),
                (
                    "post_title_zh",
                    models.CharField(blank=True, max_length=120, verbose_name="post in Chinese"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="applications.application",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.issueddocument",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_permits",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="permits.permitholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "work permit",
                "verbose_name_plural": "work permits",
                "ordering": ["-valid_from", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="permits_workpermit_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("ended_on__isnull", True)),
                            models.Q(
                                ("ended_on__isnull", False), models.Q(("end", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="permits_workpermit_end_has_day_and_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResidencePermit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                ("issued_at", models.DateTimeField(verbose_name="issued at")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("replaced", "replaced by a newer one"),
                            ("cancelled", "cancelled when the work ended"),
                            ("revoked", "revoked"),
                        ],
                        max_length=10,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "reminded_90_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="reminded 90 days before"
                    ),
                ),
                (
                    "reminded_30_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="reminded 30 days before"
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="applications.application",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.issueddocument",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="permits.permitholder",
                    ),
                ),
                (
                    "work_permit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residence_permit",
                        to="permits.workpermit",
                    ),
                ),
            ],
            options={
                "verbose_name": "residence permit",
                "verbose_name_plural": "residence permits",
                "ordering": ["-valid_from", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["valid_until"],
                        name="permits_residence_in_force",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="permits_residencepermit_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("ended_on__isnull", True)),
                            models.Q(
                                ("ended_on__isnull", False), models.Q(("end", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="permits_residencepermit_end_has_day_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "valid_until__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("valid_from"), "+", models.Value(89)
                                ),
                            ),
                            (
                                "valid_until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("valid_from"), "+", models.Value(1826)
                                ),
                            ),
                        ),
                        name="permits_residence_90_days_to_5_years",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PermitParameter",
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
                "verbose_name": "parameter of the single window",
                "verbose_name_plural": "parameters of the single window",
                "ordering": ["code", "-valid_from"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"), name="permits_parameter_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="permitparameter",
            trigger=pgtrigger.compiler.Trigger(
                name="past_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date AND (to_jsonb(OLD) - 'valid_until') IS DISTINCT FROM (to_jsonb(NEW) - 'valid_until'))",
                    func="RAISE EXCEPTION 'A rule that was in force is not rewritten: add a later row';",
                    hash="ea43b217f774e8ca52393a992a5a3ab6bf6771d8",
                    operation="UPDATE",
                    pgid="pgtrigger_past_stays_edee2",
                    table="permits_permitparameter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pointstable",
            trigger=pgtrigger.compiler.Trigger(
                name="past_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date AND (to_jsonb(OLD) - 'valid_until') IS DISTINCT FROM (to_jsonb(NEW) - 'valid_until'))",
                    func="RAISE EXCEPTION 'A rule that was in force is not rewritten: add a later row';",
                    hash="eb1cbff71a6af946f6e93cc20dac8f68c6654c35",
                    operation="UPDATE",
                    pgid="pgtrigger_past_stays_55cc6",
                    table="permits_pointstable",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wageaverage",
            trigger=pgtrigger.compiler.Trigger(
                name="past_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date AND (to_jsonb(OLD) - 'valid_until') IS DISTINCT FROM (to_jsonb(NEW) - 'valid_until'))",
                    func="RAISE EXCEPTION 'A rule that was in force is not rewritten: add a later row';",
                    hash="52cddc776623bb0da80a92f210d2d491e4240830",
                    operation="UPDATE",
                    pgid="pgtrigger_past_stays_91e0d",
                    table="permits_wageaverage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servingrule",
            trigger=pgtrigger.compiler.Trigger(
                name="past_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date AND (to_jsonb(OLD) - 'valid_until') IS DISTINCT FROM (to_jsonb(NEW) - 'valid_until'))",
                    func="RAISE EXCEPTION 'A rule that was in force is not rewritten: add a later row';",
                    hash="1add2526dba8abb848e285fe754ba1e96714e8e2",
                    operation="UPDATE",
                    pgid="pgtrigger_past_stays_65800",
                    table="permits_servingrule",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workpermit",
            trigger=pgtrigger.compiler.Trigger(
                name="never_alone",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="IF NOT EXISTS (SELECT 1 FROM permits_residencepermit WHERE application_id = NEW.application_id) THEN RAISE EXCEPTION 'work permit and residence permit are issued together'; END IF; RETURN NULL;",
                    hash="8e28f13c650df78586a4849c9db16aa997201e86",
                    operation="INSERT",
                    pgid="pgtrigger_never_alone_c527b",
                    table="permits_workpermit",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="residencepermit",
            trigger=pgtrigger.compiler.Trigger(
                name="never_alone",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="IF NOT EXISTS (SELECT 1 FROM permits_workpermit WHERE application_id = NEW.application_id) THEN RAISE EXCEPTION 'work permit and residence permit are issued together'; END IF; RETURN NULL;",
                    hash="61b6092ca5225635199190a10e5b76ec83584f82",
                    operation="INSERT",
                    pgid="pgtrigger_never_alone_b0333",
                    table="permits_residencepermit",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]
