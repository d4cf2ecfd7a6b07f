"""Who may invite in their own name, whom, and how many: no rule is published in detail."""

from datetime import date

from django.db import migrations

BASIS_EN = "Local configuration: measures of 2026; who qualifies is not published in detail"
BASIS_ZH = "本地配置：2026年便利措施，适用人员未公布细则"
VALID_FROM = date(2026, 1, 1)
BASIS = {
    "legal_basis": BASIS_EN,
    "legal_basis_en": BASIS_EN,
    "legal_basis_zh_hans": BASIS_ZH,
}
PROOFS = [("work_residence", ["A", "B"]), ("permanent_residence", [])]
# Each: its code, order and category, then name and help in English and Chinese.
PURPOSES = [
    (
        "business_partner",
        10,
        "M",
        ("A business partner", "商务合作伙伴"),
        (
            "For negotiations, contracts, fairs. We apply for category M.",
            "洽谈、签约、参展等，申请M字签证。",
        ),
    ),
    (
        "research_colleague",
        20,
        "F",
        ("A research colleague", "科研同行"),
        (
            "For exchange, lectures, joint research, without pay. We apply for category F.",
            "学术交流、讲学、合作研究等，不取酬，申请F字签证。",
        ),
    ),
]
LIMIT = "professional_open_invitees"
LIMIT_EN = "Local configuration: people one professional may have under way at once"
LIMIT_ZH = "本地配置：个人邀请人同时在办的被邀请人数上限"
# Papers of a company; those who invite in their own name have none.
CORPORATE = [
    "application_letter",
    "licence",
    "approval_proof",
    "itinerary",
    "urgency_letter",
    "correspondence",
]
ORGANISATIONS = ["shanghai_organisation", "delta_organisation"]


def seed(apps, schema_editor):
    for proof, categories in PROOFS:
        apps.get_model("port_visa", "ProfessionalProof").objects.update_or_create(
            proof=proof, valid_from=VALID_FROM, defaults={"categories": categories, **BASIS}
        )
    for code, order, category, name, text in PURPOSES:
        apps.get_model("port_visa", "ProfessionalPurpose").objects.update_or_create(
            code=code,
            valid_from=VALID_FROM,
            defaults={
                "order": order,
                "category": category,
                "name": name[0],
                "name_en": name[0],
                "name_zh_hans": name[1],
                "help_text": text[0],
                "help_text_en": text[0],
                "help_text_zh_hans": text[1],
                **BASIS,
            },
        )
    apps.get_model("port_visa", "PortVisaParameter").objects.update_or_create(
        code=LIMIT,
        valid_from=VALID_FROM,
        defaults={
            "value": 10,
            "legal_basis": LIMIT_EN,
            "legal_basis_en": LIMIT_EN,
            "legal_basis_zh_hans": LIMIT_ZH,
        },
    )
    # Until now only organisations invited: naming them changes nothing for the past.
    rows = apps.get_model("applications", "DocumentRequirement").objects
    rows.filter(service="port_visa", code__in=CORPORATE, inviter_kinds=[]).update(
        inviter_kinds=ORGANISATIONS
    )


def unseed(apps, schema_editor):
    apps.get_model("port_visa", "ProfessionalProof").objects.all().delete()
    apps.get_model("port_visa", "ProfessionalPurpose").objects.all().delete()
    apps.get_model("port_visa", "PortVisaParameter").objects.filter(code=LIMIT).delete()
    rows = apps.get_model("applications", "DocumentRequirement").objects
    rows.filter(service="port_visa", code__in=CORPORATE, inviter_kinds=ORGANISATIONS).update(
        inviter_kinds=[]
    )


class Migration(migrations.Migration):
    replaces = [("port_visa", "0010_seed_professionals")]

    dependencies = [
        ("applications", "0001_squashed_0023_self_confirmed"),
        ("port_visa", "0004_seed_roster_limits"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
