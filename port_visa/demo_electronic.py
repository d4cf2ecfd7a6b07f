"""The demonstration's filings for electronic visas: one company filed, one that waits."""

from collections.abc import Callable
from datetime import datetime

from accounts.demo import PASSWORD, Person, company_verified, user_make
from accounts.enums import Province
from accounts.models import Organisation, User
from accounts.services import OrganisationData
from port_visa import services
from port_visa.filings import filing_of

OWNER = Person(
    "company filed for electronic visas", "electronic@example.org", "沈样品 (Shen Yangpin)"
)
COMPANY = OrganisationData(
    name_zh="上海样品精密仪器有限公司",
    name_en="Shanghai Specimen Precision Instruments Co., Ltd.",
    uscc="91310000000000019Q",
    province=Province.SHANGHAI,
    district="浦东新区",
    registered_address="上海市浦东新区样品路6号",
    legal_representative="样品代表",
    handler_name="沈样品",
    handler_phone="+86 21 5555 0106",
    handler_email=OWNER.email,
)
WHY = "Engineers of our suppliers come about twice a month, often at a day's notice."


def load(
    *, officer: User, at: datetime, story: Callable[[Organisation, User], None]
) -> list[dict[str, str]]:
    """Make the filed company once, ``story`` files its case; answer the log-in."""
    owner = user_make(OWNER)
    organisation = company_verified(COMPANY, owner, officer, at)
    if filing_of(organisation.pk) is None:
        filing = services.filing_request(
            organisation=organisation, statement=WHY, actor=owner, now=at
        )
        services.filing_grant(filing=filing, actor=officer, now=at)
        story(organisation, owner)
    return [
        {"who": OWNER.who, "email": OWNER.email, "password": PASSWORD, "group": OWNER.group},
    ]


def waiting(organisation: Organisation, owner: User, at: datetime) -> None:
    """A filing that an officer has to decide; once."""
    if filing_of(organisation.pk) is None:
        services.filing_request(
            organisation=organisation,
            statement="Buyers from abroad come to our fairs in spring and in autumn.",
            actor=owner,
            now=at,
        )
