"""Points tables, numbers and serving rules as our sources have them.

Sources: published English tables of the provisional version, a college's copy of the 2017 trial
version, the Exit and Entry Administration Law and the Regulations of 2013, reports of 2019 to
2023 about the single window. What no source settles says "local configuration". No average pay is
seeded: our sources give no figure.
"""

from datetime import date

from django.db import migrations

OWN = ("Local configuration", "本地配置")
SINGLE_WINDOW = date(2019, 12, 1)
PILOT = date(2023, 6, 1)

COMMON = {
    "pay": {
        "maximum": 20,
        "bands": [
            [0, 0],
            [50_000, 5],
            [70_000, 8],
            [150_000, 11],
            [250_000, 14],
            [350_000, 17],
            [450_000, 20],
        ],
    },
    "education": {
        "maximum": 20,
        "values": {
            "doctor": 20,
            "top_skill": 20,
            "master": 15,
            "technician": 15,
            "bachelor": 10,
            "senior_worker": 10,
            "other": 0,
        },
    },
    "months": {"maximum": 15, "bands": [[0, 0], [3, 5], [6, 10], [9, 15]]},
    "region": {"maximum": 10, "values": {"shanghai": 0, "supported": 10}},
    "age": {"maximum": 15, "bands": [[0, 0], [18, 10], [26, 15], [46, 10], [56, 5], [61, 0]]},
    "distinction": {"maximum": 5, "any": 5},
    "bonus": {"maximum": 10, "given": True},
}
THRESHOLDS = {"A": 85, "B": 60}


def chinese(maximum, levels):
    """The same top value for former citizens, degrees taught in Chinese and HSK 5."""
    values = dict(zip(["hsk1", "hsk2", "hsk3", "hsk4", "hsk5"], levels, strict=True))
    values.update(former_national=maximum, degree=maximum, none=0)
    return {"maximum": maximum, "values": values}


def experience(maximum):
    return {"maximum": maximum, "steps": {"from": 2, "first": 5, "each": 1}}


TABLES = [
    {
        "valid_from": date(2017, 4, 1),
        "valid_until": date(2019, 11, 30),
        "name": ("Points table, trial version of 2017", "积分要素计分赋值表（试行，2017年）"),
        "legal_basis": (
            "Points table for foreigners working in China (trial version, April 2017); its last day"
            " is not published: local configuration",
            "《积分要素计分赋值表（试行）》（2017年4月）；停用日期未见公布，为本地配置",
        ),
        "items": {**COMMON, "experience": experience(15), "chinese": chinese(10, [2, 4, 6, 8, 10])},
    },
    {
        "valid_from": SINGLE_WINDOW,
        "valid_until": None,
        "name": ("Points table, provisional version", "积分要素计分赋值表（暂行）"),
        "legal_basis": (
            "Points table for foreigners working in China (provisional version), annex to the"
            " classification criteria; its first day is not published: local configuration",
            "《积分要素计分赋值表（暂行）》，《外国人来华工作分类标准》附件；启用日期未见公布，为本地配置",
        ),
        "items": {**COMMON, "experience": experience(20), "chinese": chinese(5, [1, 2, 3, 4, 5])},
    },
]

LAW_2013 = date(2013, 9, 1)
CRITERIA = date(2017, 4, 1)
CRITERIA_TEXT = (
    "Classification criteria for foreigners working in China (trial), annex 3",
    "《外国人来华工作分类标准（试行）》附件3",
)


def law(article):
    return (
        f"Exit and Entry Administration Law, article {article}",
        f"《中华人民共和国出境入境管理法》第{article}条",
    )


def own(english, chinese_text):
    return (f"{OWN[0]}: {english}", f"{OWN[1]}：{chinese_text}")


FEES = (
    "A university's guide to residence permits; ask 12367 for the fee of the day",
    "高校居留许可办理指南；以12367答复为准",
)
PARAMETERS = [
    # code, value, valid from, legal basis
    (
        "minimum_age",
        18,
        CRITERIA,
        ("Conditions of the work permit: 18 or older", "工作许可基本条件：年满18周岁"),
    ),
    ("wage_multiple_a", 6, CRITERIA, CRITERIA_TEXT),
    ("wage_multiple_b", 4, CRITERIA, CRITERIA_TEXT),
    (
        "young_talent_below_age",
        40,
        CRITERIA,
        own("age limit reported by agencies for young talent", "青年人才年龄上限，据中介机构资料"),
    ),
    ("b_usual_age", 60, CRITERIA, CRITERIA_TEXT),
    ("b_experience_years", 2, CRITERIA, CRITERIA_TEXT),
    ("work_permit_days_min", 90, LAW_2013, law("30")),
    ("work_permit_months_max", 60, LAW_2013, law("30")),
    (
        "months_max_a",
        60,
        CRITERIA,
        own("category A up to 5 years, as guides say", "A类最长五年，据办事指南类资料"),
    ),
    ("months_max_b", 24, CRITERIA, own("category B usually up to 2 years", "B类一般不超过两年")),
    (
        "extension_opens_days",
        90,
        CRITERIA,
        own(
            "guides of other cities: 90 to 30 days before the end",
            "外省市办事指南：有效期届满前90日至30日",
        ),
    ),
    ("extension_closes_days", 30, LAW_2013, law("32")),
    ("residence_days", 30, LAW_2013, law("30")),
    ("change_days", 10, LAW_2013, law("33")),
    (
        "cancellation_days",
        10,
        CRITERIA,
        own(
            "guides of other cities: 10 working days after the work has ended; counted here as calendar days, to be safe",
            "外省市办事指南：工作结束后10个工作日内；为稳妥按自然日计",
        ),
    ),
    (
        "health_from_months",
        12,
        LAW_2013,
        (
            "Regulations on the Administration of the Entry and Exit of Foreigners, article 16",
            "《外国人入境出境管理条例》第十六条",
        ),
    ),
    (
        "health_valid_months",
        6,
        LAW_2013,
        (
            "Regulations on the Administration of the Entry and Exit of Foreigners, article 16",
            "《外国人入境出境管理条例》第十六条",
        ),
    ),
    (
        "health_age_from",
        18,
        CRITERIA,
        own("guides: not for people under 18", "办事指南：未满18周岁者免交"),
    ),
    (
        "health_age_until",
        70,
        CRITERIA,
        own("guides: not for people over 70", "办事指南：超过70周岁者免交"),
    ),
    ("fee_months_12", 400, LAW_2013, FEES),
    ("fee_months_36", 800, LAW_2013, FEES),
    ("fee_months_60", 1000, LAW_2013, FEES),
    (
        "fee_change",
        200,
        LAW_2013,
        own("fee of a change, not published in our sources", "变更费用，未见公开来源"),
    ),
]

REPORT_2023 = (
    "Reports of June 2023: single window for category B in pilot zones, five branches named",
    "2023年6月新闻报道：单一窗口扩大至试点区域B类人才，公布五个办理点",
)
MAPPING = (
    "Reports of June 2023 name the zones and the branches; which branch serves which zone is local"
    " configuration, by where they lie",
    "2023年6月新闻报道公布了试点区域和办理点；办理点与区域的对应关系按地理位置设定，为本地配置",
)
BRANCHES = ["zhangjiang", "lingang", "waigaoqiao", "minhang", "qingpu"]
ZONE_OF = {
    "zhangjiang": "pudong",
    "waigaoqiao": "pudong",
    "lingang": "lingang",
    "minhang": "hongqiao",
    "qingpu": "yrd-demonstration",
}
SEE_HOTLINE = ("A counter that our sources do not name: ask 12367", "来源未列明的窗口，请咨询12367")
XUHUI = ("Counters in Xuhui District: ask 12367", "徐汇区窗口，详情请咨询12367")
HISTORY = [
    # place, online check, valid from, valid until, legal basis
    (
        SEE_HOTLINE,
        False,
        SINGLE_WINDOW,
        date(2021, 9, 30),
        (
            "Reports: single window for category A from December 2019, first in China, 7 instead of"
            " 17 working days",
            "新闻报道：2019年12月起A类人才单一窗口，全国首创，由17个工作日缩短为7个工作日",
        ),
    ),
    (
        XUHUI,
        False,
        date(2021, 10, 1),
        date(2022, 1, 31),
        ("Reports of October 2021: counters in Xuhui", "2021年10月新闻报道：徐汇区窗口"),
    ),
    (
        XUHUI,
        True,
        date(2022, 2, 1),
        date(2023, 5, 31),
        (
            "Reports of February 2022: documents are checked online first; these counters are not"
            " among the branches of June 2023: local configuration",
            "2022年2月新闻报道：网上预审；2023年6月公布的办理点未列入该窗口，为本地配置",
        ),
    ),
]


def both(field, texts):
    """Spread an English and a Chinese text over the three columns of a translated field."""
    english, chinese_text = texts
    return {field: english, f"{field}_en": english, f"{field}_zh_hans": chinese_text}


def seed_tables(apps):
    model = apps.get_model("permits", "PointsTable")
    for row in TABLES:
        model.objects.create(
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
            data={"thresholds": THRESHOLDS, "items": row["items"]},
            **both("name", row["name"]),
            **both("legal_basis", row["legal_basis"]),
        )


def seed_parameters(apps):
    model = apps.get_model("permits", "PermitParameter")
    for code, value, valid_from, basis in PARAMETERS:
        model.objects.create(
            code=code, value=value, valid_from=valid_from, **both("legal_basis", basis)
        )


def seed_serving_rules(apps):
    model = apps.get_model("permits", "ServingRule")
    offices = {row.code: row for row in apps.get_model("offices", "Office").objects.all()}
    zones = {row.code: row for row in apps.get_model("offices", "Zone").objects.all()}
    for place, online, valid_from, valid_until, basis in HISTORY:
        model.objects.create(
            category="A",
            online_check=online,
            valid_from=valid_from,
            valid_until=valid_until,
            **both("place", place),
            **both("legal_basis", basis),
        )
    for branch in BRANCHES:
        office = offices[f"branch-{branch}"]
        common = {
            "office": office,
            "online_check": True,
            "valid_from": PILOT,
            **both("place", ("", "")),
        }
        model.objects.create(category="A", **common, **both("legal_basis", REPORT_2023))
        zone = zones[ZONE_OF[branch]]
        model.objects.create(category="B", zone=zone, **common, **both("legal_basis", MAPPING))


def seed(apps, schema_editor):
    seed_tables(apps)
    seed_parameters(apps)
    seed_serving_rules(apps)


def unseed(apps, schema_editor):
    for name in ("PointsTable", "PermitParameter", "ServingRule"):
        apps.get_model("permits", name).objects.all().delete()


class Migration(migrations.Migration):
    replaces = [("permits", "0003_seed_rules")]

    dependencies = [
        ("offices", "0002_seed_offices"),
        ("permits", "0001_squashed_0011_shared_links"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
