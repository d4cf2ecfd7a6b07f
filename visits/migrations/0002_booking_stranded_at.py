from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="stranded_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="told of other hours at"
            ),
        ),
    ]
