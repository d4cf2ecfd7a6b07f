"""What people come for, and the numbers of the queue.

The purposes are those for which the centre was announced in early 2026. Its windows, their number
and its shifts are not published, so none are seeded: an administrator enters them.
"""

from datetime import date

from django.db import migrations

PURPOSES = [
    # code, letter, English and Chinese name, English and Chinese hint
    (
        "negotiation",
        "A",
        ("Business negotiation", "商务洽谈"),
        (
            "Port visa for meetings, fairs, installation or repair",
            "会谈、展会、设备安装维修的口岸签证",
        ),
    ),
    (
        "contract",
        "B",
        ("Signing a contract", "合同签约"),
        ("Port visa to sign or to close a contract", "签订合同、完成交易的口岸签证"),
    ),
    (
        "travel",
        "C",
        ("Travel and visits", "旅行访问"),
        ("Port visa for tours, relatives or private affairs", "旅游、探亲、私人事务的口岸签证"),
    ),
    (
        "settlement",
        "D",
        ("Advice on staying", "停居留咨询"),
        (
            "Registering your accommodation, staying longer, work and residence",
            "住宿登记、延期停留、工作和居留",
        ),
    ),
]
OWN = ("Local configuration", "本地配置")
PARAMETERS = [
    (
        "estimate_hours",
        3,
        ("past hours over which visits are measured", "统计办理时长的过去小时数"),
    ),
    ("estimate_least", 3, ("visits needed for an estimate", "给出预计时间所需的最少办理次数")),
    (
        "recall_minutes",
        120,
        ("how long a missed number can be called again", "过号后可重新叫号的分钟数"),
    ),
    (
        "phone_tickets",
        30,
        ("numbers by phone from one address in ten minutes", "同一网络地址十分钟内手机取号上限"),
    ),
]
VALID_FROM = date(2026, 1, 1)


def both(field, texts):
    english, chinese = texts
    return {field: english, f"{field}_en": english, f"{field}_zh_hans": chinese}


def seed(apps, schema_editor):
    purpose = apps.get_model("centre", "TicketPurpose")
    for position, (code, letter, name, hint) in enumerate(PURPOSES, start=1):
        purpose.objects.update_or_create(
            code=code,
            defaults={
                "letter": letter,
                "position": position,
                **both("name", name),
                **both("hint", hint),
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
    apps.get_model("centre", "TicketPurpose").objects.filter(
        code__in=[row[0] for row in PURPOSES]
    ).delete()
    apps.get_model("centre", "CentreParameter").objects.filter(
        code__in=[row[0] for row in PARAMETERS], valid_from=VALID_FROM
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0001_squashed_0004_expedited_lane"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
