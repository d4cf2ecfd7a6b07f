"""How long drafts are kept, and below which pay the finder asks again: dated rows, local choices."""

from datetime import date

from django.db import migrations

SINCE = date(2019, 12, 1)
ROWS = {
    "drafts_kept_days": (
        90,
        "Local configuration: personal data are not kept longer than somebody works on them",
        "本地配置：无人继续办理的草稿不再保存个人信息",
    ),
    "pay_ask_again_below": (
        50_000,
        "Local configuration: the points table counts nothing below this yearly pay",
        "本地配置：年薪低于此数额时积分表不计分",
    ),
}


def seed(apps, schema_editor):
    model = apps.get_model("permits", "PermitParameter")
    for code, (value, english, chinese) in ROWS.items():
        model.objects.create(
            code=code,
            value=value,
            valid_from=SINCE,
            legal_basis=english,
            legal_basis_en=english,
            legal_basis_zh_hans=chinese,
        )


def unseed(apps, schema_editor):
    apps.get_model("permits", "PermitParameter").objects.filter(code__in=ROWS).delete()


class Migration(migrations.Migration):
    replaces = [("permits", "0009_drafts_and_doubtful_pay")]

    dependencies = [
        ("permits", "0004_countersign_rule"),
    ]

    operations = [migrations.RunPython(seed, unseed)]
