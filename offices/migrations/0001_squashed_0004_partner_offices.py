import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("offices", "0001_initial"),
        ("offices", "0003_names_for_the_desk"),
        ("offices", "0004_partner_offices"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Zone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="legal basis")),
                (
                    "legal_basis_en",
                    models.CharField(max_length=300, null=True, verbose_name="legal basis"),
                ),
                (
                    "legal_basis_zh_hans",
                    models.CharField(max_length=300, null=True, verbose_name="legal basis"),
                ),
            ],
            options={
                "verbose_name": "zone",
                "verbose_name_plural": "zones",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("headquarters", "headquarters"),
                            ("port_visa_office", "port visa office"),
                            ("port_visa_centre", "port visa centre"),
                            ("branch", "service branch"),
                            ("partner_office", "exit-entry office in the Yangtze River Delta"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_en", models.CharField(max_length=160, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=160, null=True, verbose_name="name")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                (
                    "address_en",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="address"),
                ),
                (
                    "address_zh_hans",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="address"),
                ),
                (
                    "opening_hours",
                    models.CharField(blank=True, max_length=300, verbose_name="opening hours"),
                ),
                (
                    "opening_hours_en",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="opening hours"
                    ),
                ),
                (
                    "opening_hours_zh_hans",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="opening hours"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "round_the_clock",
                    models.BooleanField(default=False, verbose_name="round the clock"),
                ),
                (
                    "province",
                    models.CharField(
                        blank=True,
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
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "zones",
                    models.ManyToManyField(
                        blank=True,
                        related_name="offices",
                        to="offices.zone",
                        verbose_name="pilot zones",
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "verbose_name_plural": "offices",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "partner_office"),
                                models.Q(("province__in", ["", "shanghai"]), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind", "partner_office"), _negated=True),
                                ("province", ""),
                            ),
                            _connector="OR",
                        ),
                        name="offices_partner_has_province",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("active", True), ("kind", "partner_office")),
                        fields=("province",),
                        name="offices_one_partner_a_province",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Port",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("airport", "airport"),
                            ("seaport", "seaport"),
                            ("railway", "railway station"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_en", models.CharField(max_length=160, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=160, null=True, verbose_name="name")),
                (
                    "issues_port_visas",
                    models.BooleanField(default=False, verbose_name="issues port visas"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ports",
                        to="offices.office",
                        verbose_name="office",
                    ),
                ),
            ],
            options={
                "verbose_name": "port",
                "verbose_name_plural": "ports",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issues_port_visas", False), ("office__isnull", False), _connector="OR"
                        ),
                        name="offices_port_counter_has_office",
                    )
                ],
            },
        ),
    ]
