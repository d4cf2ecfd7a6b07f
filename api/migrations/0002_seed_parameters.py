"""The numbers of the interface as they were, now rows."""

from datetime import date

from django.db import migrations

VALID_FROM = date(2026, 1, 1)
_EN, _ZH = "Local configuration", "本地配置"
_WAIT_EN, _WAIT_ZH = "seconds before the next attempt", "下次重试前等待的秒数"
WAITS = (10, 60, 300, 900, 1800, 3600, 7200, 14400)
PARAMETERS = [
    ("client_requests", 120, "a new client's requests a minute", "新客户端每分钟请求数"),
    (
        "answers_days",
        7,
        "days for which an answer is kept for repetitions",
        "为重复请求保留答复的天数",
    ),
    ("webhook_endpoints", 5, "webhooks of one client", "每个客户端的网络回调数量"),
    ("webhook_attempts", 24, "attempts to deliver an event", "投递一个事件的尝试次数"),
    *((f"webhook_wait_{n}", s, _WAIT_EN, _WAIT_ZH) for n, s in enumerate(WAITS, start=1)),
]


def seed(apps, schema_editor):
    parameter = apps.get_model("api", "ApiParameter")
    for code, value, en, zh in PARAMETERS:
        parameter.objects.update_or_create(
            code=code,
            valid_from=VALID_FROM,
            defaults={
                "value": value,
                "legal_basis": f"{_EN}: {en}",
                "legal_basis_en": f"{_EN}: {en}",
                "legal_basis_zh_hans": f"{_ZH}：{zh}",
            },
        )


def unseed(apps, schema_editor):
    apps.get_model("api", "ApiParameter").objects.all().delete()


class Migration(migrations.Migration):
    replaces = [("api", "0005_seed_parameters")]

    dependencies = [
        ("api", "0001_squashed_0004_parameters"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
