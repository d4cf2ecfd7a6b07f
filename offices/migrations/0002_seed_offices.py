"""Offices, pilot zones and ports as published.

Sources: the Shanghai government's answers on living in Shanghai (2024-02-27, port visa windows), the
exit-entry bureau's residence permit page (2023-12-18, headquarters), reports of 2023-06-07 (pilot
zones and branches of the single window) and of early 2026 (Eastern Hub). No readable source gives
the branches' street addresses or names another port with a visa counter, so both stay empty.
"""

from datetime import date

from django.db import migrations

DAY_AND_NIGHT = ("24 hours a day, every day", "每天24小时")

ZONES = [
    # code, valid from, English and Chinese name
    ("pudong", date(2023, 6, 1), "Pudong New Area", "浦东新区"),
    (
        "lingang",
        date(2023, 6, 1),
        "Lin-gang Special Area of the China (Shanghai) Pilot Free Trade Zone",
        "中国（上海）自由贸易试验区临港新片区",
    ),
    (
        "hongqiao",
        date(2023, 6, 1),
        "Hongqiao International Central Business District",
        "虹桥国际中央商务区",
    ),
    (
        "yrd-demonstration",
        date(2023, 6, 1),
        "Yangtze River Delta Integration Demonstration Zone (in Shanghai: Qingpu)",
        "长三角生态绿色一体化发展示范区（上海片区：青浦）",
    ),
]
ZONE_BASIS = (
    "Shanghai business-environment regulation, article 42 (7 working days); opened to category B"
    " in June 2023",
    "《上海市优化营商环境条例》第四十二条（七个工作日）；2023年6月起适用于B类人才",
)

OFFICES = [
    {
        "code": "pvg-port-visa",
        "kind": "port_visa_office",
        "name": ("Port visa office, Pudong International Airport", "浦东国际机场口岸签证处"),
        "address": ("Pudong International Airport", "浦东国际机场"),
        "opening_hours": DAY_AND_NIGHT,
        "phone": "+86 21 2895 1610",
        "email": "shcrj3@163.com",
        "round_the_clock": True,
        "source": "english.shanghai.gov.cn, FAQs, 2024-02-27",
    },
    {
        "code": "sha-port-visa",
        "kind": "port_visa_office",
        "name": (
            "Port visa office, Hongqiao International Airport",
            "虹桥国际机场口岸签证处",
        ),
        "address": ("Hongqiao International Airport", "虹桥国际机场"),
        "opening_hours": DAY_AND_NIGHT,
        "phone": "+86 21 2235 1575",
        "email": "crjhqkaqz@163.com",
        "round_the_clock": True,
        "source": "english.shanghai.gov.cn, FAQs, 2024-02-27",
    },
    {
        "code": "eastern-hub",
        "kind": "port_visa_centre",
        "name": ("Eastern Hub port visa centre", "上海东方枢纽口岸签证中心"),
        "address": (
            "Shanghai Eastern Hub International Business Cooperation Zone",
            "上海东方枢纽国际商务合作区",
        ),
        "opening_hours": DAY_AND_NIGHT,
        "round_the_clock": True,
        "source": "News report, early 2026",
    },
    {
        "code": "headquarters",
        "kind": "headquarters",
        "name": (
            "Exit-Entry Administration Bureau, Shanghai Public Security Bureau",
            "上海市公安局出入境管理局",
        ),
        "address": ("1500 Minsheng Road, Pudong New Area", "浦东新区民生路1500号"),
        "opening_hours": (
            "Monday to Saturday, 9:00 to 17:00 (Saturday: applications are accepted only)",
            "周一至周六9:00—17:00（周六仅受理申请）",
        ),
        "phone": "+86 21 12367",
        "source": "english.shanghai.gov.cn, residence permits, 2023-12-18",
    },
]

BRANCHES = [
    # code, English and Chinese name, zones
    ("zhangjiang", "Zhangjiang", "张江", ["pudong"]),
    ("lingang", "Lin-gang", "临港", ["lingang"]),
    ("waigaoqiao", "Waigaoqiao", "外高桥", ["pudong"]),
    ("minhang", "Minhang", "闵行", ["hongqiao"]),
    ("qingpu", "Qingpu", "青浦", ["yrd-demonstration"]),
]

NOT_CONFIRMED = "A visa counter is not confirmed"
PORTS = [
    # code, kind, English and Chinese name, code of the deciding office
    ("PVG", "airport", "Pudong International Airport (PVG)", "浦东国际机场", "pvg-port-visa"),
    ("SHA", "airport", "Hongqiao International Airport (SHA)", "虹桥国际机场", "sha-port-visa"),
    (
        "wusongkou",
        "seaport",
        "Wusongkou International Cruise Terminal",
        "吴淞口国际邮轮港",
        None,
    ),
    (
        "north-bund",
        "seaport",
        "Shanghai Port International Cruise Terminal",
        "上海港国际客运中心",
        None,
    ),
    ("shanghai-railway", "railway", "Shanghai Railway Station", "上海站", None),
]


def both(field, texts):
    """Spread an English and a Chinese text over the three columns of a translated field."""
    english, chinese = texts
    return {field: english, f"{field}_en": english, f"{field}_zh_hans": chinese}


def seed(apps, schema_editor):
    zone_model = apps.get_model("offices", "Zone")
    zones = {}
    for code, valid_from, english, chinese in ZONES:
        zones[code], _ = zone_model.objects.update_or_create(
            code=code,
            defaults={
                "valid_from": valid_from,
                **both("name", (english, chinese)),
                **both("legal_basis", ZONE_BASIS),
            },
        )
    offices = seed_offices(apps.get_model("offices", "Office"), zones)
    port_model = apps.get_model("offices", "Port")
    for code, kind, english, chinese, office in PORTS:
        port_model.objects.update_or_create(
            code=code,
            defaults={
                "kind": kind,
                "office": offices[office] if office else None,
                "issues_port_visas": office is not None,
                "source": "english.shanghai.gov.cn, FAQs, 2024-02-27" if office else NOT_CONFIRMED,
                **both("name", (english, chinese)),
            },
        )


def seed_offices(office_model, zones):
    offices = {}
    for row in OFFICES:
        values = dict(row)
        code = values.pop("code")
        for field in ("name", "address", "opening_hours"):
            values.update(both(field, values[field]))
        offices[code], _ = office_model.objects.update_or_create(code=code, defaults=values)
    for code, english, chinese, zone_codes in BRANCHES:
        name = (f"{english} service branch", f"{chinese}出入境服务点")
        branch, _ = office_model.objects.update_or_create(
            code=f"branch-{code}",
            defaults={
                "kind": "branch",
                "source": "News report, 2023-06-07; no address is published",
                **both("name", name),
                **both("address", ("", "")),
                **both("opening_hours", ("", "")),
            },
        )
        branch.zones.set([zones[zone] for zone in zone_codes])
    return offices


def unseed(apps, schema_editor):
    apps.get_model("offices", "Port").objects.filter(code__in=[row[0] for row in PORTS]).delete()
    codes = [row["code"] for row in OFFICES] + [f"branch-{row[0]}" for row in BRANCHES]
    apps.get_model("offices", "Office").objects.filter(code__in=codes).delete()
    apps.get_model("offices", "Zone").objects.filter(code__in=[row[0] for row in ZONES]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0001_squashed_0004_partner_offices"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
