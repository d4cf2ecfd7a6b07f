"""A photo of each person, if they like: papers at the port include one."""

from datetime import date

from django.db import migrations

VALID_FROM = date(2023, 5, 20)
VALUES = {
    "order": 15,
    "scope": "person",
    "categories": [],
    "only_without_licence": False,
    "required": False,
    "legal_basis": "Local configuration",
    "legal_basis_en": "Local configuration",
    "legal_basis_zh_hans": "本地配置",
    "name": "Photo of the person",
    "name_en": "Photo of the person",
    "name_zh_hans": "本人照片",
    "help_text": "Recent, from the front, with a white background.",
    "help_text_en": "Recent, from the front, with a white background.",
    "help_text_zh_hans": "近期正面免冠白底照片。",
}


def seed(apps, schema_editor):
    apps.get_model("applications", "DocumentRequirement").objects.update_or_create(
        service="port_visa", code="photo", valid_from=VALID_FROM, defaults=VALUES
    )


def unseed(apps, schema_editor):
    apps.get_model("applications", "DocumentRequirement").objects.filter(
        service="port_visa", code="photo", valid_from=VALID_FROM
    ).delete()


class Migration(migrations.Migration):
    replaces = [("port_visa", "0015_seed_photo")]

    dependencies = [
        ("port_visa", "0007_seed_link_limits"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
