import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrganisationChange",
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
                        choices=[
                            ("registered", "registered"),
                            ("edited", "data changed"),
                            ("licence_added", "licence copy added"),
                            ("licence_removed", "licence copy removed"),
                            ("licence_opened", "licence copy opened by an officer"),
                            ("handed_in", "handed in for the check"),
                            ("verified", "verified"),
                            ("returned", "returned for correction"),
                            ("suspended", "suspended"),
                            ("member_invited", "colleague invited"),
                            ("invitation_cancelled", "invitation cancelled"),
                            ("access_declined", "access declined"),
                            ("member_joined", "member joined"),
                            ("role_changed", "member's role changed"),
                            ("member_removed", "member removed"),
                        ],
                        max_length=24,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("before", models.JSONField(blank=True, default=dict, verbose_name="before")),
                ("after", models.JSONField(blank=True, default=dict, verbose_name="after")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
            ],
            options={
                "verbose_name": "change of an organisation",
                "verbose_name_plural": "changes of organisations",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reviewer", "reviewer"),
                            ("supervisor", "supervisor"),
                            ("port_officer", "port officer"),
                            ("administrator", "administrator"),
                            ("system", "partner office’s computer system"),
                        ],
                        max_length=14,
                        verbose_name="role",
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        choices=[
                            ("exit_entry", "exit-entry authority"),
                            ("work_permit", "work-permit authority"),
                        ],
                        default="exit_entry",
                        max_length=12,
                        verbose_name="authority",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "post",
                "verbose_name_plural": "posts",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "简体中文")],
                        default="en",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="officer")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("date_joined", models.DateTimeField(auto_now_add=True, verbose_name="joined at")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "owner"),
                            ("submitter", "submitter"),
                            ("system", "own computer system"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="member since"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
            },
        ),
        migrations.CreateModel(
            name="MembershipInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "owner"),
                            ("submitter", "submitter"),
                            ("system", "own computer system"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "requested",
                    models.BooleanField(default=False, verbose_name="asked for by the person"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
                ),
                ("accepted", models.BooleanField(null=True, verbose_name="accepted")),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "membership invitation",
                "verbose_name_plural": "membership invitations",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name_zh", models.CharField(max_length=200, verbose_name="Chinese name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="English name"),
                ),
                (
                    "uscc",
                    models.CharField(
                        max_length=18, unique=True, verbose_name="unified social credit code"
                    ),
                ),
                (
                    "province",
                    models.CharField(
                        choices=[
                            ("shanghai", "Shanghai"),
                            ("jiangsu", "Jiangsu"),
                            ("zhejiang", "Zhejiang"),
                            ("anhui", "Anhui"),
                        ],
                        max_length=12,
                        verbose_name="province",
                    ),
                ),
                ("district", models.CharField(max_length=80, verbose_name="district or city")),
                (
                    "registered_address",
                    models.CharField(max_length=300, verbose_name="registered address"),
                ),
                (
                    "actual_address",
                    models.CharField(blank=True, max_length=300, verbose_name="actual address"),
                ),
                (
                    "legal_representative",
                    models.CharField(max_length=120, verbose_name="legal representative"),
                ),
                ("handler_name", models.CharField(max_length=120, verbose_name="handler")),
                (
                    "handler_phone",
                    models.CharField(max_length=40, verbose_name="handler's telephone"),
                ),
                (
                    "handler_email",
                    models.EmailField(max_length=254, verbose_name="handler's e-mail"),
                ),
                (
                    "has_business_licence",
                    models.BooleanField(default=True, verbose_name="has a business licence"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unverified", "not yet handed in"),
                            ("pending", "waiting for the bureau's check"),
                            ("returned", "returned for correction"),
                            ("verified", "verified"),
                            ("suspended", "suspended"),
                        ],
                        default="unverified",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "returned_items",
                    models.JSONField(blank=True, default=list, verbose_name="what to correct"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "handed_in_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed in at"),
                ),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="checked at"),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name_zh"],
            },
        ),
    ]
