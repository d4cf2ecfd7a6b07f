"""A status for cases that a home office checks; the queue's indexes know it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0016_guidance_event")]

    operations = [
        migrations.RemoveIndex(
            model_name="application",
            name="applications_queue",
        ),
        migrations.RemoveIndex(
            model_name="application",
            name="applications_next",
        ),
        migrations.RemoveIndex(
            model_name="application",
            name="applications_next_all",
        ),
        migrations.AlterField(
            model_name="application",
            name="non_acceptance_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not_needed", "no permission is needed"),
                    ("not_competent", "another authority is competent"),
                    ("not_eligible", "this service does not cover the case"),
                    ("not_confirmed", "the home office could not confirm the invitation"),
                ],
                max_length=14,
                verbose_name="reason of non-acceptance",
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("submitted", "received, being checked for completeness"),
                    ("supplement", "waiting for your answer"),
                    ("home_check", "being checked by your home office"),
                    ("accepted", "accepted, under review"),
                    ("recommended", "under review, second officer"),
                    ("approved", "approved, document being prepared"),
                    ("issued", "approved, document issued"),
                    ("refused", "refused"),
                    ("split", "split, one authority goes on by itself"),
                    ("not_accepted", "not accepted"),
                    ("withdrawn", "withdrawn"),
                    ("lapsed", "closed, no answer received"),
                    ("revoked", "revoked"),
                ],
                default="draft",
                max_length=14,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submit", "submitted"),
                    ("submit_home", "submitted to the home office"),
                    ("home_answer", "supplement answered to the home office"),
                    ("transfer", "transferred to Shanghai"),
                    ("transfer_return", "transfer returned to the home office"),
                    ("supplement_request", "supplement requested"),
                    ("supplement_answer", "supplement answered"),
                    ("supplement_lapse", "closed: supplement not answered in time"),
                    ("accept", "accepted"),
                    ("accept_by_silence", "accepted because nothing was asked in time"),
                    ("not_accept", "not accepted"),
                    ("recommend_approval", "approval recommended"),
                    ("recommend_refusal", "refusal recommended"),
                    ("return_to_review", "returned to the reviewer"),
                    ("approve", "approved"),
                    ("reviews_recommended", "every review waits for its second officer"),
                    ("refuse", "refused"),
                    ("split", "split"),
                    ("issue", "document issued"),
                    ("correct", "correction ordered"),
                    ("withdraw", "withdrawn"),
                    ("revoke", "revoked"),
                    ("created", "draft created"),
                    ("opened", "file opened"),
                    ("document_opened", "document opened"),
                    ("check_ticked", "checklist ticked"),
                    ("assigned", "assigned"),
                    ("clock_stopped", "clock stopped"),
                    ("clock_resumed", "clock resumed"),
                    ("clock_extended", "period extended"),
                    ("due_date_moved", "due date moved"),
                    ("due_soon", "due soon"),
                    ("overdue", "overdue"),
                    ("escalated", "escalated to the supervisor"),
                    ("note", "internal note"),
                    ("joint_proposed", "joint decision proposed"),
                    ("joint_agreed", "joint decision agreed"),
                    ("joint_declined", "joint decision declined"),
                    ("list_drafted", "list of what is missing drafted"),
                    ("data_changed", "data changed as the office asked"),
                    ("points_corrected", "points corrected by an officer"),
                    ("document_used", "document used at the port"),
                    ("visit_booked", "visit booked"),
                    ("visit_moved", "visit moved"),
                    ("visit_cancelled", "visit cancelled"),
                    ("visit_arrived", "arrived for the visit"),
                    ("visit_recorded", "outcome of the visit recorded"),
                    ("visit_missed", "visit missed"),
                    ("guidance_sent", "guidance for after arrival sent"),
                ],
                max_length=24,
                verbose_name="what",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "submitted",
                            "supplement",
                            "home_check",
                            "accepted",
                            "recommended",
                            "approved",
                        ],
                    )
                ),
                fields=["office", "due_on", "id"],
                name="applications_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "submitted",
                            "supplement",
                            "home_check",
                            "accepted",
                            "recommended",
                            "approved",
                        ],
                    )
                ),
                fields=["office", "next_on", "id"],
                name="applications_next",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "submitted",
                            "supplement",
                            "home_check",
                            "accepted",
                            "recommended",
                            "approved",
                        ],
                    )
                ),
                fields=["next_on", "id"],
                name="applications_next_all",
            ),
        ),
    ]
