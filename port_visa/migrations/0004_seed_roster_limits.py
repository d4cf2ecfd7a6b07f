"""How long a list of people may be, and how large its file."""

from datetime import date

from django.db import migrations

_OWN_EN = "Local configuration"
_OWN_ZH = "本地配置"

PARAMETERS = [
    ("roster_rows", 500, f"{_OWN_EN}: people on one list", f"{_OWN_ZH}：一份人员名单的人数上限"),
    (
        "roster_megabytes",
        5,
        f"{_OWN_EN}: size of the file of a list",
        f"{_OWN_ZH}：人员名单文件大小上限（MB）",
    ),
]
VALID_FROM = date(2013, 9, 1)


def seed(apps, schema_editor):
    parameter = apps.get_model("port_visa", "PortVisaParameter")
    for code, value, basis_en, basis_zh in PARAMETERS:
        parameter.objects.update_or_create(
            code=code,
            valid_from=VALID_FROM,
            defaults={
                "value": value,
                "legal_basis": basis_en,
                "legal_basis_en": basis_en,
                "legal_basis_zh_hans": basis_zh,
            },
        )


def unseed(apps, schema_editor):
    codes = [row[0] for row in PARAMETERS]
    apps.get_model("port_visa", "PortVisaParameter").objects.filter(
        code__in=codes, valid_from=VALID_FROM
    ).delete()


class Migration(migrations.Migration):
    replaces = [("port_visa", "0008_seed_roster_limits")]

    dependencies = [
        ("port_visa", "0003_seed_requirements"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
