"""Who decides an electronic visa for a port without a visa counter: the office at Pudong Airport.

Such a visa counts at every open port of the city; who decides for which is not published.
"""

from datetime import date

from django.db import migrations

ROW = {"on_request": False, "valid_from": date(2024, 7, 12)}
BASIS_EN = (
    "Local configuration: who decides electronic port visas for a port without a visa counter is "
    "not published"
)
BASIS_ZH = "本地配置：未设签证窗口的口岸由哪个机构审批电子口岸签证，未见公布"
OFFICE = "pvg-port-visa"


def _without_counter(apps):
    return apps.get_model("offices", "Port").objects.filter(office=None)


def seed(apps, schema_editor):
    office = apps.get_model("offices", "Office").objects.filter(code=OFFICE).first()
    if office is None:
        return
    for port in _without_counter(apps):
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
    route.objects.filter(port__in=_without_counter(apps), **ROW).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0002_seed_offices"),
        ("port_visa", "0009_seed_electronic"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
