from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0009_joint_proposed_message"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="event",
            field=models.CharField(
                choices=[
                    ("organisation_verified", "organisation verified"),
                    ("organisation_returned", "organisation returned"),
                    ("organisation_suspended", "organisation suspended"),
                    ("member_invited", "colleague invited"),
                    ("access_requested", "access requested"),
                    ("access_given", "access given"),
                    ("access_declined", "access declined"),
                    ("application_received", "application received"),
                    ("application_accepted", "application accepted"),
                    ("application_not_accepted", "application not accepted"),
                    ("supplement_requested", "supplement requested"),
                    ("supplement_answered", "supplement answered"),
                    ("supplement_lapsed", "supplement not answered"),
                    ("application_approved", "application approved"),
                    ("application_refused", "application refused"),
                    ("application_split", "application split"),
                    ("application_withdrawn", "application withdrawn"),
                    ("document_ready", "document ready"),
                    ("document_replaced", "document replaced"),
                    ("document_revoked", "document revoked"),
                    ("due_date_moved", "due date moved"),
                    ("due_soon", "due soon"),
                    ("overdue", "overdue"),
                    ("overdue_escalated", "overdue, for the supervisor"),
                    ("joint_proposed", "joint decision proposed, for the other authority"),
                    ("draft_expiring", "draft about to expire"),
                    ("permit_link", "link to the employee's part"),
                    ("permit_declared", "the other part is declared"),
                    ("permit_ending", "permit about to end"),
                    ("visit_booked", "visit booked"),
                    ("visit_moved", "visit moved"),
                    ("visit_cancelled", "visit cancelled"),
                    ("visit_reminder", "reminder of a visit"),
                    ("visit_missed", "visit missed"),
                    ("visit_stranded", "visit outside new hours"),
                ],
                max_length=40,
                verbose_name="event",
            ),
        ),
    ]
