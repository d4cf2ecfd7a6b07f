"""The demonstration's people and companies: plainly fictional, the same on every machine."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Authority, MemberRole, OrganisationStatus, PostRole, Province
from accounts.models import Membership, Organisation, Post, User
from accounts.services import (
    OrganisationData,
    licence_add,
    organisation_hand_in,
    organisation_register,
    organisation_verify,
)
from offices.models import Office

PASSWORD = "harbour-lantern-42"  # noqa: S105  printed on every start of the demonstration
VERIFIED_CODE = "91310115MA1K00007Q"
DELTA_CODE = "91320106MA1K00031C"


@dataclass(frozen=True)
class Person:
    """A log-in of the demonstration."""

    who: str
    email: str
    name: str
    language: str = "en"
    group: str = "Companies and their people"


@dataclass(frozen=True)
class Officer(Person):
    """An officer with the one post that they hold."""

    group: str = "Officers of the port visa"
    role: str = PostRole.REVIEWER
    office: str = "pvg-port-visa"
    authority: str = Authority.EXIT_ENTRY


OWNER = Person("company, owner", "owner@example.org", "陈示例 (Chen Shili)")
MEMBER = Person("company, member", "member@example.org", "李样本 (Li Yangben)", "zh-hans")
NEWCOMER = Person("unverified company", "newcomer@example.org", "Alex Sample")
WAITING = Person("company waiting for its check", "waiting@example.org", "周待核 (Zhou Daihe)")
OFFICERS = (
    Officer("reviewer", "reviewer@example.org", "Reviewer One"),
    Officer("second reviewer", "reviewer2@example.org", "Reviewer Two"),
    Officer("supervisor", "supervisor@example.org", "Supervisor Three", role=PostRole.SUPERVISOR),
    Officer("port officer", "port@example.org", "Port Officer Four", role=PostRole.PORT_OFFICER),
    Officer(
        "administrator",
        "admin@example.org",
        "Administrator Five",
        group="Administration",
        role=PostRole.ADMINISTRATOR,
        office="headquarters",
    ),
)
HOLDER = Person("employee, permits issued", "holder@example.org", "Sanne Voorbeeld")


def _branch(who: str, email: str, name: str, role: str, authority: str) -> Officer:
    return Officer(
        who,
        email,
        name,
        group="Officers of the single window, Minhang branch",
        role=role,
        office="branch-minhang",
        authority=authority,
    )


# Both authorities at the branch that serves Hongqiao: a first officer and a second one each.
JOINT_OFFICERS = (
    _branch(
        "work permit, reviewer",
        "work-reviewer@example.org",
        "Work Reviewer Six",
        PostRole.REVIEWER,
        Authority.WORK_PERMIT,
    ),
    _branch(
        "work permit, supervisor",
        "work-supervisor@example.org",
        "Work Supervisor Seven",
        PostRole.SUPERVISOR,
        Authority.WORK_PERMIT,
    ),
    _branch(
        "exit-entry, reviewer",
        "minhang-reviewer@example.org",
        "Minhang Reviewer Eight",
        PostRole.REVIEWER,
        Authority.EXIT_ENTRY,
    ),
    _branch(
        "exit-entry, supervisor",
        "minhang-supervisor@example.org",
        "Minhang Supervisor Nine",
        PostRole.SUPERVISOR,
        Authority.EXIT_ENTRY,
    ),
)

DELTA_OWNER = Person("company in Jiangsu", "delta@example.org", "吴示范 (Wu Shifan)")


def _home(who: str, email: str, name: str, role: str) -> Officer:
    return Officer(
        who,
        email,
        name,
        group="Officers of the home office in Jiangsu",
        role=role,
        office="partner-jiangsu",
    )


HOME_OFFICERS = (
    _home("reviewer", "home@example.org", "Home Reviewer Ten", PostRole.REVIEWER),
    _home(
        "supervisor",
        "home-supervisor@example.org",
        "Home Supervisor Eleven",
        PostRole.SUPERVISOR,
    ),
)

VERIFIED_COMPANY = OrganisationData(
    name_zh="上海示例科技有限公司",
    name_en="Shanghai Example Technology Co., Ltd.",
    uscc=VERIFIED_CODE,
    province=Province.SHANGHAI,
    district="浦东新区",
    registered_address="上海市浦东新区示例路1号",
    legal_representative="示例代表",
    handler_name="陈示例",
    handler_phone="+86 21 5555 0100",
    handler_email=OWNER.email,
)
NEW_COMPANY = OrganisationData(
    name_zh="上海样例贸易有限公司",
    name_en="Shanghai Sample Trading Co., Ltd.",
    uscc="91310112MA1K000158",
    province=Province.SHANGHAI,
    district="闵行区",
    registered_address="上海市闵行区样例路2号",
    legal_representative="样例代表",
    handler_name="Alex Sample",
    handler_phone="+86 21 5555 0102",
    handler_email=NEWCOMER.email,
)
WAITING_COMPANY = OrganisationData(
    name_zh="苏州待核机电有限公司",
    name_en="Suzhou Waiting Machinery Co., Ltd.",
    uscc="91320594MA1K00023L",
    province=Province.JIANGSU,
    district="苏州市",
    registered_address="江苏省苏州市示范路3号",
    legal_representative="待核代表",
    handler_name="周待核",
    handler_phone="+86 512 5555 0103",
    handler_email=WAITING.email,
)

DELTA_COMPANY = OrganisationData(
    name_zh="南京示范仪器有限公司",
    name_en="Nanjing Specimen Instruments Co., Ltd.",
    uscc=DELTA_CODE,
    province=Province.JIANGSU,
    district="南京市",
    registered_address="江苏省南京市示范路4号",
    legal_representative="示范代表",
    handler_name="吴示范",
    handler_phone="+86 25 5555 0104",
    handler_email=DELTA_OWNER.email,
)


def load(*, now: datetime) -> list[dict[str, str]]:
    """Make what is not there yet and return the log-ins."""
    officers = (*OFFICERS, *JOINT_OFFICERS, *HOME_OFFICERS)
    people = (OWNER, MEMBER, NEWCOMER, WAITING, DELTA_OWNER, HOLDER, *officers)
    users = {person.email: user_make(person) for person in people}
    for officer in officers:
        _post(users[officer.email], officer)
    reviewer = users[OFFICERS[0].email]
    verified = company_verified(VERIFIED_COMPANY, users[OWNER.email], reviewer, now)
    _member(verified, users[MEMBER.email])
    _company(NEW_COMPANY, users[NEWCOMER.email], now)
    waiting = _company(WAITING_COMPANY, users[WAITING.email], now)
    if waiting.status == OrganisationStatus.UNVERIFIED:
        _hand_in(waiting, users[WAITING.email], now)
    home = users[HOME_OFFICERS[0].email]
    company_verified(DELTA_COMPANY, users[DELTA_OWNER.email], home, now)
    return [
        {"who": p.who, "email": p.email, "password": PASSWORD, "group": p.group} for p in people
    ]


def company_verified(
    data: OrganisationData, owner: User, officer: User, now: datetime
) -> Organisation:
    """Make a company of another room's demonstration that the bureau has checked; once."""
    company = _company(data, owner, now)
    if company.status == OrganisationStatus.UNVERIFIED:
        _hand_in(company, owner, now)
        organisation_verify(organisation=company, actor=officer, now=now)
    return company


def officer_add(officer: Officer) -> User:
    """Make an officer of another room's demonstration, with the post; once."""
    user = user_make(officer)
    _post(user, officer)
    return user


def user_make(person: Person) -> User:
    """Make the log-in unless it is there, and return its user."""
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create_user(
            person.email,
            name=person.name,
            language=person.language,
            is_staff=isinstance(person, Officer),
        )
        user.password = _password()
        user.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(
        user=user, email=person.email, defaults={"verified": True, "primary": True}
    )
    return user


@cache
def _password() -> str:
    """The one password, hashed once: hashing is slow on purpose, and there are many people."""
    return make_password(PASSWORD)


def _post(user: User, officer: Officer) -> None:
    Post.objects.get_or_create(
        officer=user,
        office=Office.objects.get(code=officer.office),
        role=officer.role,
        authority=officer.authority,
    )


def _company(data: OrganisationData, owner: User, now: datetime) -> Organisation:
    found = Organisation.objects.filter(uscc=data.uscc).first()
    return found or organisation_register(actor=owner, data=data, now=now)


def _member(organisation: Organisation, user: User) -> None:
    Membership.objects.get_or_create(
        organisation=organisation, user=user, defaults={"role": MemberRole.SUBMITTER}
    )


def _hand_in(organisation: Organisation, owner: User, now: datetime) -> None:
    licence_add(organisation=organisation, actor=owner, file=_licence(organisation), now=now)
    organisation_hand_in(organisation=organisation, actor=owner, now=now)


def _licence(organisation: Organisation) -> SimpleUploadedFile:
    """Draw something that an officer can compare with the data: a specimen, not a licence."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", (1240, 877), "#fffdf5")
    pen = ImageDraw.Draw(page)
    pen.rectangle((30, 30, 1210, 847), outline="#b3261e", width=6)
    large, small = ImageFont.load_default(64), ImageFont.load_default(36)
    pen.text((90, 90), "SPECIMEN LICENCE", fill="#b3261e", font=large)
    lines = (organisation.name_en, organisation.uscc, "For the demonstration only")
    for number, line in enumerate(lines):
        pen.text((90, 240 + 90 * number), line, fill="#0f2f57", font=small)
    content = BytesIO()
    page.save(content, "PNG")
    return SimpleUploadedFile("specimen-licence.png", content.getvalue(), "image/png")
