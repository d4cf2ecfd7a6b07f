import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import notifications.enums


class Migration(migrations.Migration):
    replaces = [
        ("notifications", "0001_initial"),
        ("notifications", "0002_stored_letter"),
        ("notifications", "0003_answers_to_requests"),
        ("notifications", "0004_permit_messages"),
        ("notifications", "0005_permit_ending_message"),
        ("notifications", "0006_visit_messages"),
        ("notifications", "0007_application_split"),
        ("notifications", "0008_recipient_label"),
        ("notifications", "0009_joint_proposed_message"),
        ("notifications", "0010_visit_stranded_message"),
        ("notifications", "0011_guidance_message"),
        ("notifications", "0012_transfer_messages"),
        ("notifications", "0013_professional_messages"),
        ("notifications", "0014_expedite_messages"),
        ("notifications", "0015_home_unattended_message"),
        ("notifications", "0016_traveller_link_messages"),
        ("notifications", "0017_filing_messages"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.CharField(max_length=400, verbose_name="to")),
                ("sender", models.CharField(max_length=254, verbose_name="from")),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
            ],
            options={
                "verbose_name": "demonstration e-mail",
                "verbose_name_plural": "demonstration e-mails",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=notifications.enums.MessageEvent.listed,
                        max_length=40,
                        verbose_name="event",
                    ),
                ),
                ("key", models.CharField(max_length=120, verbose_name="key")),
                (
                    "channel",
                    models.CharField(
                        choices=[("inbox", "inbox"), ("email", "e-mail")],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="address")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "简体中文")],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("context", models.JSONField(default=dict, verbose_name="facts")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_attempt_at", models.DateTimeField(verbose_name="next attempt at")),
                (
                    "claimed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="claimed at"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read at")),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["pending", "sending"])),
                        fields=["next_attempt_at"],
                        name="notifications_message_due",
                    ),
                    models.Index(
                        fields=["recipient", "channel"], name="notifications_message_inbox"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "key", "channel", "address"),
                        name="notifications_message_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "sent"), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="notifications_message_sent_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "inbox"), _negated=True),
                            ("recipient__isnull", False),
                            _connector="OR",
                        ),
                        name="notifications_inbox_has_recipient",
                    ),
                ],
            },
        ),
    ]
