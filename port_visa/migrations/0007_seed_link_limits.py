"""How long a traveller's private link works, how many a day, and how long a phone's."""

from datetime import date

from django.db import migrations

_OWN_EN = "Local configuration"
_OWN_ZH = "本地配置"

PARAMETERS = [
    (
        "invitee_link_days",
        7,
        f"{_OWN_EN}: days for which a traveller's private link works",
        f"{_OWN_ZH}：被邀请人专属链接的有效天数",
    ),
    (
        "invitee_links_a_day",
        5,
        f"{_OWN_EN}: private links for one traveller within a day",
        f"{_OWN_ZH}：每名被邀请人每日可生成的专属链接数",
    ),
    (
        "phone_link_minutes",
        30,
        f"{_OWN_EN}: minutes for which the inviter's phone can go on",
        f"{_OWN_ZH}：邀请方转到手机继续填写的有效分钟数",
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
    replaces = [("port_visa", "0014_seed_link_limits")]

    dependencies = [
        ("port_visa", "0006_seed_routes"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
