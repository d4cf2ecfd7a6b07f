"""The head of each case's event chain, and no TRUNCATE of the log."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="event_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="events"),
        ),
        migrations.AddField(
            model_name="application",
            name="event_digest",
            field=models.CharField(
                blank=True, editable=False, max_length=64, verbose_name="digest"
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
