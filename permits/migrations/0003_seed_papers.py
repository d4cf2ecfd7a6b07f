"""The documents of the single window.

Sources: service guides for work permits and residence permits of several places (2020 to 2024), the
Regulations on the Administration of the Entry and Exit of Foreigners (2013), the Shanghai
business-environment regulation. Where no Shanghai list could be read, the row says "local
configuration". The business licence is not asked for: the employer's registration has it.
"""

from datetime import date

from django.db import migrations

VALID_FROM = date(2023, 6, 1)
OWN = (
    "Local configuration, after service guides of the work permit",
    "本地配置，参照外国人工作许可办事指南",
)
OWN_RESIDENCE = (
    "Local configuration, after service guides of the residence permit",
    "本地配置，参照外国人居留许可办事指南",
)
REG_16 = (
    "Regulations on the Administration of the Entry and Exit of Foreigners, article 16",
    "《外国人入境出境管理条例》第十六条",
)
NEW = ["new_in_china", "new_from_abroad"]
JUDGED = [*NEW, "change_employer"]
STAYING = [*NEW, "extension", "change_employer"]
EVERY = [*STAYING, "change_details"]
WORK, EXIT = "work_permit", "exit_entry"

# code, order, hand, authority, kinds, conditions, promise, private, required, source,
# then name, what is asked, why, in which form: each in English and Chinese
ROWS = [
    (
        "passport",
        10,
        "person",
        "",
        [],
        [],
        [],
        False,
        True,
        REG_16,
        ("Passport", "护照"),
        ("The page with the photo.", "带照片的资料页。"),
        (
            "It says who applies, and until when a permit can last.",
            "用于核对身份和确定许可的最长期限。",
        ),
        (
            "Photo or scan. No translation. Show the passport itself at the visit.",
            "照片或扫描件，无需翻译；到场时出示原件。",
        ),
    ),
    (
        "visa_or_permit",
        12,
        "person",
        EXIT,
        EVERY,
        [],
        [],
        False,
        True,
        OWN_RESIDENCE,
        ("Visa or residence permit in the passport", "护照上的签证或居留许可"),
        (
            "The page with the present visa or permit, and the last entry stamp.",
            "现持签证或居留许可页及最近一次入境章页。",
        ),
        ("The authority checks that the stay is lawful now.", "用于核实目前停留居留合法。"),
        ("Photo or scan.", "照片或扫描件。"),
    ),
    (
        "photo",
        14,
        "person",
        "",
        STAYING,
        [],
        [],
        False,
        True,
        OWN_RESIDENCE,
        ("Portrait photo", "证件照片"),
        (
            "A photo of the face, not older than 6 months, without a hat.",
            "六个月内近期正面免冠照片。",
        ),
        ("It is printed on the residence permit.", "用于印制居留许可。"),
        ("White background, as a JPG file.", "白色背景，JPG格式。"),
    ),
    (
        "degree",
        20,
        "person",
        WORK,
        JUDGED,
        [],
        ["A"],
        False,
        True,
        OWN,
        ("Highest degree or skill certificate", "最高学位（学历）证书或职业资格证明"),
        ("The certificate that your answers name.", "与所填学历或资格一致的证书。"),
        ("The category depends on it.", "用于认定人才类别。"),
        (
            "Authenticated abroad or confirmed in China, with a Chinese translation that the employer stamps.",
            "经认证；外文材料附中文译文并加盖单位公章。",
        ),
    ),
    (
        "experience",
        22,
        "person",
        WORK,
        JUDGED,
        [],
        ["A"],
        False,
        True,
        OWN,
        ("Proof of work experience", "工作经历证明"),
        (
            "Letters of former employers with the post and the dates.",
            "原单位出具的任职岗位及起止时间证明。",
        ),
        ("The years of relevant work count.", "用于核实相关工作年限。"),
        (
            "Signed by the former employer, with a Chinese translation that the employer stamps.",
            "由原单位签章；外文材料附中文译文并加盖单位公章。",
        ),
    ),
    (
        "no_crime_record",
        24,
        "person",
        WORK,
        NEW,
        [],
        ["A"],
        True,
        True,
        OWN,
        ("Certificate of no criminal record", "无犯罪记录证明"),
        ("From the country of citizenship or of long residence.", "国籍国或长期居住地出具。"),
        ("People with a criminal record cannot work in China.", "无犯罪记录是工作许可的基本条件。"),
        (
            "Authenticated, with a Chinese translation that the employer stamps.",
            "经认证；外文材料附中文译文并加盖单位公章。",
        ),
    ),
    (
        "health",
        26,
        "person",
        "",
        STAYING,
        ["health"],
        [],
        True,
        True,
        REG_16,
        ("Health certificate", "健康证明"),
        (
            "For people of 18 to 70 who want a permit of a year or more.",
            "申请一年以上许可且年满18周岁至70周岁者提供。",
        ),
        (
            "The regulations ask for it. It is valid for 6 months.",
            "条例规定须提交，自签发之日起六个月内有效。",
        ),
        (
            "Issued by a designated health centre. Photo or scan.",
            "由指定卫生检疫机构签发，照片或扫描件。",
        ),
    ),
    (
        "ground_proof",
        28,
        "person",
        WORK,
        [*JUDGED, "extension"],
        ["ground"],
        [],
        False,
        True,
        OWN,
        ("Proof of the ground for the category", "符合类别条件的证明"),
        (
            "For example the letter of the talent plan, the prize, the certificate, the founder’s papers.",
            "如人才计划入选文件、获奖证书、资格证书、创业证明等。",
        ),
        ("The ground decides the category.", "用于认定人才类别。"),
        (
            "Photo or scan, with a Chinese translation where it is in another language.",
            "照片或扫描件；外文材料附中文译文。",
        ),
    ),
    (
        "points_proof",
        30,
        "person",
        WORK,
        [*JUDGED, "extension"],
        ["points"],
        [],
        False,
        False,
        OWN,
        ("Proof of what gave points", "积分项目证明"),
        (
            "For example patents, a former post at a Fortune Global 500 company.",
            "如专利证书、世界500强企业任职证明等。",
        ),
        (
            "Only what is proved counts. Leave out what you do not claim.",
            "以有证明的项目计分；未主张的项目无需提供。",
        ),
        (
            "Photo or scan, with a Chinese translation where it is in another language.",
            "照片或扫描件；外文材料附中文译文。",
        ),
    ),
    (
        "chinese_proof",
        32,
        "person",
        WORK,
        [*JUDGED, "extension"],
        ["chinese"],
        [],
        False,
        True,
        OWN,
        ("Certificate of Chinese", "汉语水平证明"),
        (
            "The HSK certificate, or the degree that was taught in Chinese.",
            "汉语水平考试（HSK）证书，或以汉语授课取得的学位证书。",
        ),
        ("It gave points in your answers.", "您的回答中该项已计分。"),
        ("Photo or scan.", "照片或扫描件。"),
    ),
    (
        "family",
        34,
        "person",
        EXIT,
        STAYING,
        ["family"],
        [],
        False,
        True,
        OWN_RESIDENCE,
        ("Papers of the family", "随行家属材料"),
        (
            "Passports of the family members, and proof of marriage or birth.",
            "家属护照，以及结婚证明或出生证明。",
        ),
        ("The family’s permits depend on this one.", "家属的居留许可以本人许可为依据。"),
        (
            "Proof from abroad authenticated, with a Chinese translation.",
            "境外证明须经认证，并附中文译文。",
        ),
    ),
    (
        "lodging",
        36,
        "person",
        EXIT,
        STAYING,
        [],
        [],
        False,
        False,
        OWN_RESIDENCE,
        ("Receipt of the accommodation registration", "境外人员临时住宿登记单"),
        ("From the registration of where you live in Shanghai.", "在沪住宿登记凭证。"),
        ("If the registers do not agree, it helps to find out why.", "用于信息不一致时核对。"),
        ("Photo, scan or PDF.", "照片、扫描件或PDF。"),
    ),
    (
        "change_proof",
        38,
        "person",
        "",
        ["change_details"],
        [],
        [],
        False,
        True,
        OWN,
        ("Proof of the change", "变更事项证明"),
        (
            "For example the new passport, or a letter of the employer about the new post.",
            "如新护照，或单位出具的岗位变动证明。",
        ),
        ("The permits are changed to what it says.", "按证明内容变更登记事项。"),
        ("Photo or scan.", "照片或扫描件。"),
    ),
    (
        "contract",
        50,
        "employer",
        WORK,
        STAYING,
        [],
        [],
        False,
        True,
        OWN,
        ("Employment contract, or letter of assignment", "聘用合同或派遣证明"),
        (
            "With the post, the place, the pay, the first and the last day.",
            "载明岗位、工作地点、薪酬和起止日期。",
        ),
        ("The permits never last longer than the contract.", "许可期限不超过合同期限。"),
        ("Signed and stamped. With a Chinese version.", "签字盖章，须有中文文本。"),
    ),
    (
        "employer_letter",
        52,
        "employer",
        EXIT,
        EVERY,
        [],
        [],
        False,
        True,
        OWN_RESIDENCE,
        ("Letter of the employer", "单位公函"),
        (
            "Asks for the residence permit and quotes the unified social credit code.",
            "申请居留许可并注明统一社会信用代码。",
        ),
        ("The employer stands behind the application.", "用于说明聘用单位和申请事由。"),
        ("Stamped. A form is offered when you apply.", "加盖公章；申请时可使用系统模板。"),
    ),
    (
        "pay_promise",
        54,
        "employer",
        WORK,
        [*JUDGED, "extension"],
        ["pay"],
        [],
        False,
        True,
        OWN,
        ("The employer’s promise about the pay", "单位薪酬承诺"),
        (
            "That the pay reaches the multiple of the average that your answers name.",
            "承诺薪酬达到所填平均工资倍数。",
        ),
        ("The category depends on the pay.", "用于认定人才类别。"),
        ("Stamped. A form is offered when you apply.", "加盖公章；申请时可使用系统模板。"),
    ),
    (
        "notification_letter",
        56,
        "employer",
        WORK,
        ["new_from_abroad"],
        [],
        [],
        False,
        True,
        OWN,
        ("Notification Letter of Foreigner’s Work Permit", "外国人工作许可通知"),
        ("The letter with which the visa was applied for.", "申请签证时使用的通知。"),
        ("It shows what was approved before entry.", "用于核对入境前批准事项。"),
        ("Number or file.", "编号或文件。"),
    ),
    (
        "release",
        58,
        "employer",
        WORK,
        ["change_employer"],
        [],
        [],
        False,
        True,
        OWN,
        ("Proof that the former work has ended", "离职证明"),
        ("From the former employer, with the last day of work.", "原单位出具，载明离职日期。"),
        ("Nobody holds two work permits at a time.", "同一时间不得持有两个工作许可。"),
        ("Signed or stamped by the former employer.", "由原单位签章。"),
    ),
    (
        "ending",
        60,
        "employer",
        WORK,
        ["cancellation"],
        [],
        [],
        False,
        True,
        OWN,
        ("Proof that the work has ended", "合同解除或终止证明"),
        ("A letter with the last day of work.", "载明最后工作日的证明。"),
        ("The permits end with the work.", "工作终止，许可随之注销。"),
        ("Stamped by the employer.", "加盖单位公章。"),
    ),
]


def texts(field, pair):
    """Spread an English and a Chinese text over the three columns of a translated field."""
    english, chinese = pair
    return {field: english, f"{field}_en": english, f"{field}_zh_hans": chinese}


def seed(apps, schema_editor):
    requirement = apps.get_model("applications", "DocumentRequirement")
    for row in ROWS:
        code, order, hand, authority, kinds, conditions, promise, private, required, basis = row[
            :10
        ]
        name, help_text, reason, form = row[10:]
        requirement.objects.update_or_create(
            service="single_window",
            code=code,
            valid_from=VALID_FROM,
            defaults={
                "scope": "person",
                "order": order,
                "hand": hand,
                "authority": authority,
                "kinds": kinds,
                "conditions": conditions,
                "promise_categories": promise,
                "private": private,
                "required": required,
                **texts("name", name),
                **texts("help_text", help_text),
                **texts("reason", reason),
                **texts("form", form),
                **texts("legal_basis", basis),
            },
        )


def unseed(apps, schema_editor):
    apps.get_model("applications", "DocumentRequirement").objects.filter(
        service="single_window", code__in=[row[0] for row in ROWS], valid_from=VALID_FROM
    ).delete()


class Migration(migrations.Migration):
    replaces = [("permits", "0005_seed_papers")]

    dependencies = [
        ("applications", "0001_squashed_0023_self_confirmed"),
        ("permits", "0002_seed_rules"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
