import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("workdays", "0001_initial"), ("workdays", "0003_changes_of_the_calendar")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        primary_key=True, serialize=False, verbose_name="year"
                    ),
                ),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "notice_title",
                    models.CharField(blank=True, max_length=200, verbose_name="notice"),
                ),
                ("notice_url", models.URLField(blank=True, verbose_name="address of the notice")),
                (
                    "imported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="imported at"),
                ),
                (
                    "imported_by",
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
                "verbose_name": "calendar year",
                "verbose_name_plural": "calendar years",
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="CalendarNotice",
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
                        choices=[("notice", "notice imported"), ("day", "single day changed")],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="notice")),
                ("url", models.URLField(blank=True, verbose_name="address of the notice")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("changes", models.JSONField(default=list, verbose_name="days changed")),
                ("moved", models.PositiveIntegerField(default=0, verbose_name="due dates moved")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="workdays.calendaryear",
                        verbose_name="year",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of the calendar",
                "verbose_name_plural": "changes of the calendar",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False, verbose_name="date")),
                (
                    "kind",
                    models.CharField(
                        choices=[("holiday", "public holiday"), ("make_up", "make-up working day")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name_zh",
                    models.CharField(blank=True, max_length=60, verbose_name="Chinese name"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=80, verbose_name="English name"),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="workdays.calendaryear",
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar day",
                "verbose_name_plural": "calendar days",
                "ordering": ["date"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="795aabbbd77ea3c932524550b627eedf41b2e049",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_18548",
                    table="workdays_calendarnotice",
                    when="BEFORE",
                ),
            ),
        ),
    ]
