"""Reasons for expedited handling, and its numbers: nothing of it is published."""

from datetime import date

from django.db import migrations

OWN = ("Local configuration", "本地配置")
WHY = (
    "Local configuration: expedited handling at the centre was announced in early 2026, its "
    "reasons are not published",
    "本地配置：2026年初公布该中心提供加急办理，但未公布适用情形",
)
REASONS = [
    (
        "urgent_meeting",
        ("A meeting or a contract within two days", "两日内的会谈或者签约"),
        ("Invited to a date that cannot be moved", "日期无法变更的会谈、签约"),
    ),
    (
        "plant_stopped",
        ("Repair of a plant that stands still", "生产设备停机抢修"),
        ("Or a danger to people or goods", "或者危及人员、货物安全的情形"),
    ),
    (
        "illness",
        ("Serious illness or death in the family", "亲属病危、病故"),
        ("", ""),
    ),
    (
        "waiting_at_port",
        ("The traveller has landed and waits at the port", "旅客已抵达口岸等候"),
        ("", ""),
    ),
    ("other", ("Another urgent reason", "其他紧急情形"), ("Explain it below", "请在下方说明")),
]
PARAMETERS = [
    ("expedite_asks", 2, ("how often it can be asked for one case", "同一案件申请加急的次数上限")),
    (
        "share_days",
        90,
        ("days over which the share per inviter is shown", "统计邀请方加急占比的天数"),
    ),
    (
        "share_percent",
        30,
        ("share of expedited cases from which an inviter is marked", "标记邀请方的加急占比（%）"),
    ),
    (
        "share_least",
        5,
        ("cases of an inviter before the share is marked", "标记加急占比所需的最少案件数"),
    ),
]
VALID_FROM = date(2026, 1, 1)


def both(field, texts):
    english, chinese = texts
    return {field: english, f"{field}_en": english, f"{field}_zh_hans": chinese}


def seed(apps, schema_editor):
    reason = apps.get_model("centre", "ExpediteReason")
    for order, (code, name, help_text) in enumerate(REASONS, start=1):
        reason.objects.update_or_create(
            code=code,
            valid_from=VALID_FROM,
            defaults={
                "order": order,
                **both("name", name),
                **both("help_text", help_text),
                **both("legal_basis", WHY),
            },
        )
    parameter = apps.get_model("centre", "CentreParameter")
    for code, value, (english, chinese) in PARAMETERS:
        basis = (f"{OWN[0]}: {english}", f"{OWN[1]}：{chinese}")
        parameter.objects.update_or_create(
            code=code,
            valid_from=VALID_FROM,
            defaults={"value": value, **both("legal_basis", basis)},
        )


def unseed(apps, schema_editor):
    apps.get_model("centre", "ExpediteReason").objects.filter(
        code__in=[row[0] for row in REASONS], valid_from=VALID_FROM
    ).delete()
    apps.get_model("centre", "CentreParameter").objects.filter(
        code__in=[row[0] for row in PARAMETERS], valid_from=VALID_FROM
    ).delete()


class Migration(migrations.Migration):
    replaces = [("centre", "0005_seed_expedited_lane")]

    dependencies = [
        ("centre", "0002_seed"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
