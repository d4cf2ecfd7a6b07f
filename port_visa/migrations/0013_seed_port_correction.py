"""For how long an officer at the port corrects what they mistyped themselves."""

from datetime import date

from django.db import migrations

CODE = "port_correction_minutes"
BASIS_EN = "Local configuration: minutes in which officers at the port correct their own slip"
BASIS_ZH = "本地配置：口岸工作人员可自行更正录入差错的分钟数"
VALID_FROM = date(2013, 9, 1)


def seed(apps, schema_editor):
    apps.get_model("port_visa", "PortVisaParameter").objects.update_or_create(
        code=CODE,
        valid_from=VALID_FROM,
        defaults={
            "value": 60,
            "legal_basis": BASIS_EN,
            "legal_basis_en": BASIS_EN,
            "legal_basis_zh_hans": BASIS_ZH,
        },
    )


def unseed(apps, schema_editor):
    rows = apps.get_model("port_visa", "PortVisaParameter").objects
    rows.filter(code=CODE, valid_from=VALID_FROM).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("port_visa", "0012_port_correction"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
