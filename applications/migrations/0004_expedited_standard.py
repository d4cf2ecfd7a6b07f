"""The promise of the expedited lane, in hours: no value is published, so it is configured."""

import datetime
from typing import Any

from django.db import migrations

ROW = {"service": "port_visa", "lane": "expedited", "valid_from": datetime.date(2026, 1, 1)}
BASIS_EN = (
    "Local configuration: the Eastern Hub port visa centre was announced in early 2026 with "
    "expedited handling; no period in hours is published"
)
BASIS_ZH = "本地配置：2026年初公布的上海东方枢纽口岸签证中心提供加急办理，但未公布以小时计的时限"


def add_standard(apps: Any, schema_editor: Any) -> None:
    apps.get_model("applications", "ServiceStandard").objects.get_or_create(
        **ROW,
        defaults={
            "amount": 6,
            "unit": "hours",
            "legal_basis": BASIS_EN,
            "legal_basis_en": BASIS_EN,
            "legal_basis_zh_hans": BASIS_ZH,
        },
    )


def remove_standard(apps: Any, schema_editor: Any) -> None:
    apps.get_model("applications", "ServiceStandard").objects.filter(**ROW).delete()


class Migration(migrations.Migration):
    replaces = [("applications", "0021_expedited_standard")]

    dependencies = [
        ("applications", "0003_home_check_standard"),
    ]

    operations = [migrations.RunPython(add_standard, remove_standard)]
