"""Who approves alone and who does not: dated rows, one an authority."""

from datetime import date

from django.db import migrations

CODES = ("countersign_work_permit", "countersign_exit_entry")
SINCE = date(2019, 12, 1)
BASIS = (
    "Rule of the offices: two officers approve (decision 23 of this portal)",
    "本网站设计规则：批准须由两名工作人员作出（第23号决策记录）",
)


def seed(apps, schema_editor):
    model = apps.get_model("permits", "PermitParameter")
    for code in CODES:
        model.objects.create(
            code=code,
            value=1,
            valid_from=SINCE,
            legal_basis=BASIS[0],
            legal_basis_en=BASIS[0],
            legal_basis_zh_hans=BASIS[1],
        )


def unseed(apps, schema_editor):
    apps.get_model("permits", "PermitParameter").objects.filter(code__in=CODES).delete()


class Migration(migrations.Migration):
    replaces = [("permits", "0006_countersign_rule")]

    dependencies = [
        ("permits", "0003_seed_papers"),
    ]

    operations = [migrations.RunPython(seed, unseed)]
