import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0002_initial"),
        ("accounts", "0003_organisation_change"),
        ("accounts", "0004_licence_opened"),
        ("accounts", "0005_labels_of_links"),
        ("accounts", "0006_own_systems"),
        ("accounts", "0007_partner_systems"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("documents", "0001_initial"),
        ("offices", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="licence",
            field=models.ManyToManyField(
                blank=True,
                related_name="organisations",
                to="documents.upload",
                verbose_name="business licence",
            ),
        ),
        migrations.AddField(
            model_name="membershipinvitation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="member_invitations",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="organisationchange",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="organisationchange",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="offices.office",
                verbose_name="office",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="officer",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), name="accounts_user_email_folded"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["verified", "returned", "suspended"]), _negated=True),
                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                    _connector="OR",
                ),
                name="accounts_organisation_checked_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="membershipinvitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("organisation"),
                condition=models.Q(("answered_at__isnull", True)),
                name="accounts_one_open_invitation",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("user", "organisation"), name="accounts_membership_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisationchange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7ef6188e65ce676bc55e08b3bb46f4699dda56cc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_66440",
                    table="accounts_organisationchange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                fields=("officer", "office", "role", "authority"), name="accounts_post_once"
            ),
        ),
    ]
