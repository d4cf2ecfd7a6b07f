"""The exit-entry offices of the other provinces of the Yangtze River Delta.

The transfer platform is known from one sentence of a report of early 2026. It names no office, so
only the provincial authorities are entered, by their names, without address or telephone: 12367.
"""

from django.db import migrations

SOURCE = "Local configuration: general name; no address is published, see 12367"
OFFICES = [
    # code, province, English and Chinese name
    (
        "partner-jiangsu",
        "jiangsu",
        "Exit-Entry Administration of Jiangsu Province",
        "江苏省公安厅出入境管理局",
    ),
    (
        "partner-zhejiang",
        "zhejiang",
        "Exit-Entry Administration of Zhejiang Province",
        "浙江省公安厅出入境管理局",
    ),
    (
        "partner-anhui",
        "anhui",
        "Exit-Entry Administration of Anhui Province",
        "安徽省公安厅出入境管理局",
    ),
]


def seed(apps, schema_editor):
    office = apps.get_model("offices", "Office")
    for code, province, english, chinese in OFFICES:
        office.objects.update_or_create(
            code=code,
            defaults={
                "kind": "partner_office",
                "province": province,
                "name": english,
                "name_en": english,
                "name_zh_hans": chinese,
                "source": SOURCE,
                **dict.fromkeys(("address", "address_en", "address_zh_hans"), ""),
                **dict.fromkeys(("opening_hours", "opening_hours_en", "opening_hours_zh_hans"), ""),
            },
        )


def unseed(apps, schema_editor):
    codes = [row[0] for row in OFFICES]
    apps.get_model("offices", "Office").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    replaces = [("offices", "0005_seed_partner_offices")]

    dependencies = [
        ("offices", "0002_seed_offices"),
    ]

    operations = [migrations.RunPython(seed, unseed)]
