import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import centre.models.windows


class Migration(migrations.Migration):
    replaces = [
        ("centre", "0001_initial"),
        ("centre", "0003_column_labels"),
        ("centre", "0004_expedited_lane"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("offices", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TicketPurpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                (
                    "letter",
                    models.CharField(
                        max_length=1,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]$", "Write one capital letter from A to Z."
                            )
                        ],
                        verbose_name="letter",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=80, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=80, null=True, verbose_name="name")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                (
                    "hint_en",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="hint"),
                ),
                (
                    "hint_zh_hans",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="hint"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "purpose of coming",
                "verbose_name_plural": "purposes of coming",
                "ordering": ["position", "letter"],
            },
        ),
        migrations.CreateModel(
            name="CentreParameter",
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
                "verbose_name": "number of the centre",
                "verbose_name_plural": "numbers of the centre",
                "ordering": ["code", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"), name="centre_parameter_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpediteReason",
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
                "verbose_name": "reason for expedited handling",
                "verbose_name_plural": "reasons for expedited handling",
                "ordering": ["order", "code", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"), name="centre_expedite_reason_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number of the window")),
                ("active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_windows",
                        to="offices.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "purposes",
                    models.ManyToManyField(
                        related_name="windows", to="centre.ticketpurpose", verbose_name="purposes"
                    ),
                ),
            ],
            options={
                "verbose_name": "window",
                "verbose_name_plural": "windows",
                "ordering": ["office", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "number"), name="centre_window_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="centre_window_has_number"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Expedite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="explanation")),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("granted", models.BooleanField(blank=True, null=True, verbose_name="granted")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="answer")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expedites",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="centre.expeditereason",
                        verbose_name="reason",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for expedited handling",
                "verbose_name_plural": "requests for expedited handling",
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("granted", None)),
                        fields=("application",),
                        name="centre_expedite_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at", None),
                                ("answered_by", None),
                                ("granted", None),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("granted", True),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("granted", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="centre_expedite_answer_has_facts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by", None),
                            models.Q(("answered_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="centre_expedite_another_answers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="centre_expedite_has_explanation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("begins", models.TimeField(verbose_name="begins at")),
                ("ends", models.TimeField(verbose_name="ends at")),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=centre.models.windows.every_day,
                        help_text="On which the shift begins: 0 is Monday, 6 is Sunday.",
                        size=None,
                        verbose_name="weekdays",
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
                        related_name="shifts",
                        to="offices.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "windows",
                    models.ManyToManyField(
                        related_name="shifts",
                        to="centre.servicewindow",
                        verbose_name="staffed windows",
                    ),
                ),
            ],
            options={
                "verbose_name": "shift",
                "verbose_name_plural": "shifts",
                "ordering": ["office", "begins", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekdays__contained_by", [0, 1, 2, 3, 4, 5, 6]),
                            ("weekdays__len__gte", 1),
                        ),
                        name="centre_shift_weekdays_exist",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="centre_shift_ends_after_beginning",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("code", models.CharField(editable=False, max_length=24, unique=True)),
                ("press", models.UUIDField(editable=False, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[("kiosk", "at the desk"), ("phone", "by phone")],
                        max_length=8,
                        verbose_name="taken where",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "in the queue"),
                            ("called", "at the window"),
                            ("done", "done"),
                            ("missed", "did not come"),
                            ("left", "left the queue"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="taken at")),
                (
                    "first_called_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first called at"),
                ),
                (
                    "called_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="called at"),
                ),
                ("calls", models.PositiveSmallIntegerField(default=0, verbose_name="calls")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "called_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="offices.office",
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="centre.servicewindow",
                        verbose_name="window",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="centre.ticketpurpose",
                    ),
                ),
            ],
            options={
                "verbose_name": "ticket",
                "verbose_name_plural": "tickets",
                "ordering": ["taken_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["office", "taken_at", "id"],
                        name="centre_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "done")),
                        fields=["office", "ended_at"],
                        name="centre_served",
                    ),
                    models.Index(fields=["office", "called_at"], name="centre_called"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "purpose", "day", "number"),
                        name="centre_ticket_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "called")),
                        fields=("window",),
                        name="centre_window_one_ticket",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("called_at", None),
                                ("ended_at", None),
                                ("state", "waiting"),
                                ("window", None),
                            ),
                            models.Q(
                                ("called_at__isnull", False),
                                ("called_by__isnull", False),
                                ("calls__gte", 1),
                                ("ended_at", None),
                                ("state", "called"),
                                ("window__isnull", False),
                            ),
                            models.Q(
                                ("called_at__isnull", False),
                                ("ended_at__isnull", False),
                                ("state__in", ["done", "missed"]),
                                ("window__isnull", False),
                            ),
                            models.Q(("ended_at__isnull", False), ("state", "left")),
                            _connector="OR",
                        ),
                        name="centre_ticket_state_has_facts",
                    ),
                ],
            },
        ),
    ]
