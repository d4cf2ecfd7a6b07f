"""Hand-overs between the home office and the office of the port."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_own_systems"),
        ("applications", "0017_home_check"),
        ("offices", "0005_seed_partner_offices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="sender's number")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("requested_at", models.DateTimeField(verbose_name="sent at")),
                (
                    "received_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="received at"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("sent", "on its way"),
                            ("received", "received"),
                            ("returned", "returned with reasons"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "days_used",
                    models.PositiveSmallIntegerField(default=0, verbose_name="days used"),
                ),
            ],
            options={
                "verbose_name": "transfer",
                "verbose_name_plural": "transfers",
                "ordering": ["application", "requested_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="home_office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="home_applications",
                to="offices.office",
                verbose_name="home office",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="port_office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="port_applications",
                to="offices.office",
                verbose_name="office of the port",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("home_office__isnull", False)),
                fields=["home_office", "next_on", "id"],
                name="applications_from_home",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("port_office__isnull", False)),
                fields=["port_office", "next_on", "id"],
                name="applications_to_port",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("home_office__isnull", True), ("port_office__isnull", True)),
                    models.Q(
                        ("home_office__isnull", False),
                        ("office__isnull", False),
                        ("port_office__isnull", False),
                        models.Q(("home_office", models.F("port_office")), _negated=True),
                        models.Q(
                            ("office", models.F("home_office")),
                            ("office", models.F("port_office")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="applications_one_owner_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "home_check"), _negated=True),
                    models.Q(("home_office__isnull", False), ("office", models.F("home_office"))),
                    _connector="OR",
                ),
                name="applications_home_check_at_home",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "status__in",
                            [
                                "submitted",
                                "accepted",
                                "recommended",
                                "approved",
                                "issued",
                                "refused",
                                "split",
                                "revoked",
                            ],
                        ),
                        _negated=True,
                    ),
                    ("home_office__isnull", True),
                    ("office", models.F("port_office")),
                    _connector="OR",
                ),
                name="applications_decided_at_the_port",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transfers",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="from_office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="offices.office",
                verbose_name="from",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="returns",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returned_by",
                to="applications.transfer",
                verbose_name="transfer that is sent back",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="to_office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="offices.office",
                verbose_name="to",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                fields=("from_office", "key"), name="applications_transfer_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "sent")),
                fields=("application",),
                name="applications_transfer_one_on_its_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_office", models.F("to_office")), _negated=True),
                name="applications_transfer_between_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "sent"), ("received_at__isnull", True)),
                    models.Q(
                        models.Q(("outcome", "sent"), _negated=True), ("received_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="applications_transfer_received_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returns__isnull", True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="applications_transfer_return_has_reason",
            ),
        ),
    ]
