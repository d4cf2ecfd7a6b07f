"""The numbers of the electronic port visa and of the filing, with where each comes from."""

from datetime import date

from django.db import migrations

_OWN_EN, _OWN_ZH = "Local configuration", "本地配置"
_NEWS_EN = "Electronic port visa, announced 12 July 2024 (Lin-gang), 25 October 2024 (Pudong)"
_NEWS_ZH = "电子口岸签证，2024年7月12日（临港）、2024年10月25日（浦东）公布"
_EXTRA = "Exit and Entry Administration Law, art. 20(4): at most 30 days"
PARAMETERS = [
    ("electronic_entry_days", 15, _NEWS_EN, _NEWS_ZH),
    ("electronic_stay_days", 30, _EXTRA, "《出境入境管理法》第二十条第四款：不超过三十日"),
    *((f"electronic_{code}", 1, _NEWS_EN, _NEWS_ZH) for code in ("f", "m", "r", "z", "s2")),
    (
        "filing_months",
        24,
        f"{_OWN_EN}: how long a filing is valid",
        f"{_OWN_ZH}：备案有效期（月）",
    ),
    (
        "filing_working_days",
        5,
        f"{_OWN_EN}: working days in which a filing is decided",
        f"{_OWN_ZH}：备案审核工作日数",
    ),
    (
        "filing_shanghai",
        1,
        "Electronic port visa city-wide (2026): inviting organisations of Shanghai that are filed",
        "电子口岸签证扩大至全市（2026年）：经备案的上海邀请单位",
    ),
    (
        "filing_delta",
        0,
        f"{_OWN_EN}: whether organisations of Jiangsu, Zhejiang and Anhui can be filed (1: yes)",
        f"{_OWN_ZH}：江苏、浙江、安徽单位可否备案（1为可）",
    ),
    (
        "filing_renewal_days",
        60,
        f"{_OWN_EN}: days before its end from which a filing can be renewed",
        f"{_OWN_ZH}：备案到期前可申请续期的天数",
    ),
]
VALID_FROM = date(2024, 7, 12)


def seed(apps, schema_editor):
    parameter = apps.get_model("port_visa", "PortVisaParameter")
    for code, value, basis_en, basis_zh in PARAMETERS:
        parameter.objects.update_or_create(
            code=code,
            valid_from=VALID_FROM,
            defaults={
                "value": value,
                "legal_basis": basis_en,
                "legal_basis_en": basis_en,
                "legal_basis_zh_hans": basis_zh,
            },
        )


def unseed(apps, schema_editor):
    codes = [row[0] for row in PARAMETERS]
    apps.get_model("port_visa", "PortVisaParameter").objects.filter(
        code__in=codes, valid_from=VALID_FROM
    ).delete()


class Migration(migrations.Migration):
    replaces = [("port_visa", "0017_seed_electronic")]

    dependencies = [
        ("port_visa", "0008_seed_photo"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
