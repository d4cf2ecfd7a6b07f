"""The promises that are published: port visa 3, single window 7 working days."""

import datetime
from typing import Any

from django.db import migrations

STANDARDS = [
    {
        "service": "port_visa",
        "amount": 3,
        "valid_from": datetime.date(2023, 6, 7),
        "legal_basis_en": (
            "Published service commitment of the Shanghai Exit-Entry Administration: review of a "
            "port visa invitation within 3 working days (June 2023); Exit and Entry "
            "Administration Law, article 20"
        ),
        "legal_basis_zh_hans": (
            "上海出入境管理部门公开的服务承诺：口岸签证邀请三个工作日内审核完毕（2023年6月）；"
            "《中华人民共和国出境入境管理法》第二十条"
        ),
    },
    {
        "service": "single_window",
        "amount": 7,
        "valid_from": datetime.date(2023, 6, 7),
        "legal_basis_en": (
            "Shanghai Regulation on Optimising the Business Environment, article 42: work and "
            "residence permits finished in one go within 7 working days"
        ),
        "legal_basis_zh_hans": (
            "《上海市优化营商环境条例》第四十二条：通过单一窗口办理工作许可和居留许可，"
            "七个工作日内一次办结"
        ),
    },
]


def add_standards(apps: Any, schema_editor: Any) -> None:
    standard = apps.get_model("applications", "ServiceStandard")
    for row in STANDARDS:
        key = {"service": row["service"], "lane": "ordinary", "valid_from": row["valid_from"]}
        values = {
            "amount": row["amount"],
            "unit": "working_days",
            "legal_basis": row["legal_basis_en"],
            "legal_basis_en": row["legal_basis_en"],
            "legal_basis_zh_hans": row["legal_basis_zh_hans"],
        }
        standard.objects.get_or_create(**key, defaults=values)


def remove_standards(apps: Any, schema_editor: Any) -> None:
    standard = apps.get_model("applications", "ServiceStandard")
    for row in STANDARDS:
        standard.objects.filter(
            service=row["service"], lane="ordinary", valid_from=row["valid_from"]
        ).delete()


class Migration(migrations.Migration):
    replaces = [("applications", "0005_service_standards")]

    dependencies = [
        ("applications", "0001_squashed_0023_self_confirmed"),
    ]

    operations = [migrations.RunPython(add_standards, remove_standards)]
