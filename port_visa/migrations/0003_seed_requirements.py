"""The checklist of May 2023, and likely lines that the published list leaves open."""

from datetime import date

from django.db import migrations

LIST_EN = "Shanghai list of port visa documents, May 2023"
LIST_ZH = "上海口岸签证材料清单（2023年5月）"
OWN_EN = "Local configuration: the published list does not cover this category"
OWN_ZH = "本地配置：公开清单未列明该类别"
LIST, OWN = (LIST_EN, LIST_ZH), (OWN_EN, OWN_ZH)
VALID_FROM = date(2023, 5, 20)

# code, order, scope, categories, only without licence, required, basis, (name), (help)
ROWS = [
    (
        "passport_copy",
        10,
        "person",
        [],
        False,
        True,
        LIST,
        ("Copy of the passport", "护照复印件"),
        (
            "The photo page, with both lines at its foot. All four corners must be visible.",
            "护照资料页，含底部两行字符，四角完整可见。",
        ),
    ),
    (
        "application_letter",
        20,
        "group",
        [],
        False,
        True,
        LIST,
        ("Letter applying for the port visas", "口岸签证申请函"),
        (
            "From the inviting organisation, stamped: who is invited, why, when, and who pays.",
            "由邀请单位出具并加盖公章，写明被邀请人、事由、时间和费用承担方。",
        ),
    ),
    (
        "licence",
        30,
        "group",
        [],
        False,
        True,
        LIST,
        ("Business licence or registration certificate", "营业执照或登记证书"),
        (
            "A body without a licence hands in its organisation code certificate.",
            "无营业执照的单位提供组织机构代码证书。",
        ),
    ),
    (
        "approval_proof",
        40,
        "group",
        ["F"],
        False,
        True,
        LIST,
        ("Approval by the competent department", "主管部门同意证明"),
        (
            "Proof that a competent department at or above prefecture or bureau level approves "
            "applying for a port visa.",
            "地市级或局级以上主管部门同意申请口岸签证的证明。",
        ),
    ),
    (
        "itinerary",
        50,
        "group",
        ["M"],
        True,
        True,
        LIST,
        ("Itinerary of activities", "活动日程"),
        ("Day by day: where, with whom, what for.", "逐日写明地点、会见对象和内容。"),
    ),
    (
        "urgency_letter",
        60,
        "group",
        ["M"],
        True,
        True,
        LIST,
        ("Letter that explains the urgency", "紧急事由说明函"),
        (
            "Why the business cannot wait for a visa from a mission abroad.",
            "说明商务事由及来不及在境外办理签证的原因。",
        ),
    ),
    (
        "correspondence",
        70,
        "group",
        ["M"],
        True,
        True,
        LIST,
        ("Correspondence between both sides", "双方往来函件"),
        ("Letters or e-mails about the visit.", "与来访有关的信函或电子邮件。"),
    ),
    (
        "kinship_proof",
        80,
        "person",
        ["S2"],
        False,
        True,
        OWN,
        ("Proof of kinship, or of the private matter", "亲属关系或私人事务证明"),
        (
            "For example a birth or marriage certificate, or hospital, death or property papers.",
            "如出生或结婚证明，或就医、死亡、财产等材料。",
        ),
    ),
    (
        "host_identity",
        90,
        "group",
        ["S2"],
        False,
        True,
        OWN,
        ("Residence permit or identity card of the relative", "被探望人居留证件或身份证"),
        ("Of the person who is visited in China.", "在华被探望人的有效证件。"),
    ),
    (
        "work_permit_notice",
        100,
        "person",
        ["Z"],
        False,
        True,
        OWN,
        ("Notification Letter of Foreigner's Work Permit", "外国人工作许可通知"),
        ("Issued by the work-permit authority.", "由外国人工作管理部门签发。"),
    ),
    (
        "talent_letter",
        110,
        "person",
        ["R"],
        False,
        True,
        OWN,
        ("Confirmation letter for foreign high-level talent", "外国高端人才确认函"),
        ("Issued by the competent authority.", "由主管部门签发。"),
    ),
    (
        "other",
        200,
        "group",
        [],
        False,
        False,
        OWN,
        ("Anything else that helps", "其他补充材料"),
        (
            "You need not add anything. Nothing here is required.",
            "可不提供，本项不作要求。",
        ),
    ),
]


def seed(apps, schema_editor):
    requirement = apps.get_model("applications", "DocumentRequirement")
    for code, order, scope, categories, no_licence, required, basis, name, text in ROWS:
        requirement.objects.update_or_create(
            service="port_visa",
            code=code,
            valid_from=VALID_FROM,
            defaults={
                "order": order,
                "scope": scope,
                "categories": categories,
                "only_without_licence": no_licence,
                "required": required,
                "name": name[0],
                "name_en": name[0],
                "name_zh_hans": name[1],
                "help_text": text[0],
                "help_text_en": text[0],
                "help_text_zh_hans": text[1],
                "legal_basis": basis[0],
                "legal_basis_en": basis[0],
                "legal_basis_zh_hans": basis[1],
            },
        )


def unseed(apps, schema_editor):
    codes = [row[0] for row in ROWS]
    apps.get_model("applications", "DocumentRequirement").objects.filter(
        service="port_visa", code__in=codes, valid_from=VALID_FROM
    ).delete()


class Migration(migrations.Migration):
    replaces = [("port_visa", "0004_seed_requirements")]

    dependencies = [
        ("applications", "0001_squashed_0023_self_confirmed"),
        ("port_visa", "0002_seed_parameters"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
