"""How long a home office may take for its first check: nothing is published, so it is configured."""

import datetime
from typing import Any

from django.db import migrations

ROW = {"service": "port_visa", "lane": "home_check", "valid_from": datetime.date(2026, 1, 1)}
BASIS_EN = (
    "Local configuration: the measures of 2026 name the transfer platform of the Yangtze River "
    "Delta, but no period for the home office's check"
)
BASIS_ZH = "本地配置：2026年的措施提到长三角口岸签证跨区域转办平台，但未规定属地机关核查的时限"


def add_standard(apps: Any, schema_editor: Any) -> None:
    apps.get_model("applications", "ServiceStandard").objects.get_or_create(
        **ROW,
        defaults={
            "amount": 2,
            "unit": "working_days",
            "legal_basis": BASIS_EN,
            "legal_basis_en": BASIS_EN,
            "legal_basis_zh_hans": BASIS_ZH,
        },
    )


def remove_standard(apps: Any, schema_editor: Any) -> None:
    apps.get_model("applications", "ServiceStandard").objects.filter(**ROW).delete()


class Migration(migrations.Migration):
    replaces = [("applications", "0019_home_check_standard")]

    dependencies = [
        ("applications", "0002_service_standards"),
    ]

    operations = [migrations.RunPython(add_standard, remove_standard)]
