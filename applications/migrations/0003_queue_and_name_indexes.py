"""Indexes for the queue by next date and for the other forms of a name."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_event_chain_head")]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        ["submitted", "supplement", "accepted", "recommended", "approved"],
                    )
                ),
                fields=["office", "next_on", "id"],
                name="applications_next",
            ),
        ),
        migrations.AddIndex(
            model_name="traveller",
            index=models.Index(
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
        ),
        migrations.AddIndex(
            model_name="traveller",
            index=models.Index(
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
        ),
        migrations.AddIndex(
            model_name="traveller",
            index=models.Index(
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
        ),
    ]
