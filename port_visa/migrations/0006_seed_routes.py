"""The way to the Eastern Hub centre: inviters may ask for it at Pudong Airport, beside which it is.

No routing is published, so nothing goes there without being asked for.
"""

from datetime import date

from django.db import migrations

ROW = {"on_request": True, "valid_from": date(2026, 1, 1)}
BASIS_EN = (
    "Local configuration: the centre was announced in early 2026 with windows day and night; which "
    "ports it serves is not published"
)
BASIS_ZH = "本地配置：2026年初公布该中心24小时办理，但未公布其受理口岸范围"


def seed(apps, schema_editor):
    port = apps.get_model("offices", "Port").objects.filter(code="PVG").first()
    office = apps.get_model("offices", "Office").objects.filter(code="eastern-hub").first()
    if port is None or office is None:
        return
    apps.get_model("port_visa", "PortRoute").objects.update_or_create(
        port=port,
        **ROW,
        defaults={
            "office": office,
            "legal_basis": BASIS_EN,
            "legal_basis_en": BASIS_EN,
            "legal_basis_zh_hans": BASIS_ZH,
        },
    )


def unseed(apps, schema_editor):
    route = apps.get_model("port_visa", "PortRoute")
    route.objects.filter(port__code="PVG", **ROW).delete()


class Migration(migrations.Migration):
    replaces = [("port_visa", "0012_seed_routes")]

    dependencies = [
        ("offices", "0002_seed_offices"),
        ("port_visa", "0005_seed_professionals"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
