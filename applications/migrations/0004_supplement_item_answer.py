"""The applicant answers each item of the list in its place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_queue_and_name_indexes")]

    operations = [
        migrations.AddField(
            model_name="supplementitem",
            name="answer",
            field=models.TextField(blank=True, verbose_name="answer"),
        ),
    ]
