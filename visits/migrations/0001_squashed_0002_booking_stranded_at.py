import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("visits", "0001_initial"), ("visits", "0002_booking_stranded_at")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("offices", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HoursChange",
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
                            ("rule_added", "weekly hours added"),
                            ("rule_changed", "weekly hours changed"),
                            ("extra_added", "hours on a date added"),
                            ("extra_removed", "hours on a date removed"),
                            ("closed_added", "closed date added"),
                            ("closed_removed", "closed date removed"),
                            ("terms_changed", "booking terms changed"),
                        ],
                        max_length=16,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("before", models.JSONField(blank=True, default=dict, verbose_name="before")),
                ("after", models.JSONField(blank=True, default=dict, verbose_name="after")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of the hours",
                "verbose_name_plural": "changes of the hours",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OpeningRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opens", models.TimeField(verbose_name="opens at")),
                ("closes", models.TimeField(verbose_name="closes at")),
                (
                    "windows",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="windows",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="minutes per slot",
                    ),
                ),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="people per window and slot",
                    ),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        size=None,
                        verbose_name="weekdays",
                    ),
                ),
                (
                    "on_make_up_days",
                    models.BooleanField(
                        default=True,
                        help_text="Saturdays and Sundays that the State Council makes working days.",
                        verbose_name="also on make-up working days",
                    ),
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
                        related_name="opening_rules",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "opening hours",
                "verbose_name_plural": "opening hours",
                "ordering": ["office", "valid_from", "opens"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="visits_rule_closes_after_opening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__gte", 5), ("people__gte", 1), ("windows__gte", 1)
                        ),
                        name="visits_rule_has_seats",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekdays__contained_by", [0, 1, 2, 3, 4, 5, 6]),
                            ("weekdays__len__gte", 1),
                        ),
                        name="visits_rule_weekdays_exist",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="visits_rule_ends_after_beginning",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "days_ahead",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="days that can be booked ahead",
                    ),
                ),
                (
                    "notice_minutes",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(2880),
                        ],
                        verbose_name="minutes before a slot when booking ends",
                    ),
                ),
                (
                    "release_min",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="least minutes until a freed seat shows again",
                    ),
                ),
                (
                    "release_max",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="most minutes until a freed seat shows again",
                    ),
                ),
                (
                    "changes_per_hour",
                    models.PositiveSmallIntegerField(
                        default=6,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="bookings and changes of one application an hour",
                    ),
                ),
                (
                    "missed_after",
                    models.PositiveSmallIntegerField(
                        default=120,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="minutes after a slot's end until nobody came",
                    ),
                ),
                (
                    "office",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_terms",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "booking terms",
                "verbose_name_plural": "booking terms",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("release_max__gte", models.F("release_min"))),
                        name="visits_terms_release_span",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("seat", models.PositiveSmallIntegerField(verbose_name="seat")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "booked"),
                            ("arrived", "arrived"),
                            ("done", "done"),
                            ("missed", "missed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="booked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0, verbose_name="version")),
                ("created_at", models.DateTimeField(verbose_name="booked at")),
                ("changed_at", models.DateTimeField(verbose_name="changed at")),
                (
                    "reminded_early_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first reminder"),
                ),
                (
                    "reminded_late_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="second reminder"),
                ),
                (
                    "arrived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="arrived at"),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="recorded at"),
                ),
                (
                    "identity_checked",
                    models.BooleanField(default=False, verbose_name="identity checked"),
                ),
                (
                    "fingerprints",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("taken", "taken"),
                            ("exempt", "not needed from this person"),
                            ("repeat", "to be repeated"),
                        ],
                        max_length=8,
                        verbose_name="fingerprints",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "missed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="missed at"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="cancelled at"),
                ),
                (
                    "stranded_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="told of other hours at"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="applications.application",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="offices.office",
                    ),
                ),
                (
                    "recorded_by",
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
                "verbose_name": "visit",
                "verbose_name_plural": "visits",
                "ordering": ["starts_at", "seat"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "booked")),
                        fields=["starts_at"],
                        name="visits_to_come",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("office", "starts_at", "seat"),
                        name="visits_seat_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("booked", "arrived"))),
                        fields=("application",),
                        name="visits_one_open_visit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("starts_at")), ("seat__gte", 1)
                        ),
                        name="visits_booking_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "booked"),
                            models.Q(("arrived_at__isnull", False), ("state", "arrived")),
                            models.Q(("arrived_at__isnull", False), ("state", "done")),
                            models.Q(("missed_at__isnull", False), ("state", "missed")),
                            models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                            _connector="OR",
                        ),
                        name="visits_state_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(
                                models.Q(("fingerprints", ""), _negated=True),
                                ("recorded_at__isnull", False),
                                ("recorded_by__isnull", False),
                                models.Q(
                                    ("identity_checked", True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="visits_done_has_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosedDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("reason_en", models.CharField(max_length=200, null=True, verbose_name="reason")),
                (
                    "reason_zh_hans",
                    models.CharField(max_length=200, null=True, verbose_name="reason"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed_dates",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "closed date",
                "verbose_name_plural": "closed dates",
                "ordering": ["office", "on"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "on"), name="visits_closed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ExtraHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opens", models.TimeField(verbose_name="opens at")),
                ("closes", models.TimeField(verbose_name="closes at")),
                (
                    "windows",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="windows",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="minutes per slot",
                    ),
                ),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="people per window and slot",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extra_hours",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "hours on a date",
                "verbose_name_plural": "hours on dates",
                "ordering": ["office", "on", "opens"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="visits_extra_closes_after_opening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__gte", 5), ("people__gte", 1), ("windows__gte", 1)
                        ),
                        name="visits_extra_has_seats",
                    ),
                    models.UniqueConstraint(
                        fields=("office", "on", "opens"), name="visits_extra_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("seat", models.PositiveSmallIntegerField(verbose_name="seat")),
                ("free_at", models.DateTimeField(verbose_name="free again at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat given back",
                "verbose_name_plural": "seats given back",
                "indexes": [models.Index(fields=["office", "starts_at"], name="visits_held")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hourschange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6d958459b63c38a5661ac586cebddc2979231d56",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1e3bb",
                    table="visits_hourschange",
                    when="BEFORE",
                ),
            ),
        ),
    ]
