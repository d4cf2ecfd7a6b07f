"""The numbers in force, with where each comes from."""

from datetime import date

from django.db import migrations

_OWN_EN = "Local configuration"
_OWN_ZH = "本地配置"

PARAMETERS = [
    ("max_invitees", 50, f"{_OWN_EN}: people on one invitation", f"{_OWN_ZH}：一份邀请的人数上限"),
    (
        "notification_valid_days",
        30,
        f"{_OWN_EN}: practice reported in 2013, no published rule",
        f"{_OWN_ZH}：2013年实践，未见公开规定",
    ),
    (
        "passport_warning_months",
        6,
        f"{_OWN_EN}: usual practice, measured from arrival; no statute sets it",
        f"{_OWN_ZH}：通行做法，自入境日起算；法律未作规定",
    ),
    ("draft_days", 90, f"{_OWN_EN}: drafts are kept this long", f"{_OWN_ZH}：草稿保存天数"),
    (
        "max_days_ahead",
        30,
        f"{_OWN_EN}: urgent need only (Exit and Entry Administration Law, art. 20), and not "
        "beyond the validity of the Notification",
        f"{_OWN_ZH}：限紧急需要（《出境入境管理法》第二十条），且不超过通知单有效期",
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
    replaces = [("port_visa", "0003_seed_parameters")]

    dependencies = [
        ("port_visa", "0001_squashed_0016_electronic_visa"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
