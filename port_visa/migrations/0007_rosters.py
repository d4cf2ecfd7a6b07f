import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("port_visa", "0006_port_decision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="invitee",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
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
            },
        ),
        migrations.AddIndex(
            model_name="roster",
            index=models.Index(
                condition=models.Q(("status__in", ["waiting", "checking", "taking", "checked"])),
                fields=["touched_at"],
                name="port_visa_roster_at_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("waiting", "checking", "taking", "checked"))),
                fields=("invitation",),
                name="port_visa_one_live_roster",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "refused"), models.Q(("problem", ""), _negated=True)),
                    models.Q(models.Q(("status", "refused"), _negated=True), ("problem", "")),
                    _connector="OR",
                ),
                name="port_visa_roster_refused_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterrow",
            constraint=models.UniqueConstraint(
                fields=("roster", "number"), name="port_visa_roster_row_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("invitee__isnull", False), ("status", "taken")),
                    models.Q(
                        models.Q(("status", "taken"), _negated=True), ("invitee__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="port_visa_roster_row_taken_has_person",
            ),
        ),
    ]
