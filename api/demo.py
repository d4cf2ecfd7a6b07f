"""The demonstration's systems: one of a company, one of a home office. Their secrets are no secret.

Reached only through ``portal.demo``, which refuses in production.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from accounts.demo import OFFICERS, VERIFIED_CODE
from accounts.enums import PostRole
from accounts.models import Organisation, User
from api.enums import OFFICE_SCOPES, ORGANISATION_SCOPES, Scope
from api.limits import limits_at
from api.models import ApiClient
from api.services import client_create
from offices.models import Office

SECRET = "harbour-lantern-42-system"  # noqa: S105  printed on every start of the demonstration
GROUP = "Systems: client ID and secret for the API"


@dataclass(frozen=True)
class System:
    """A client of the demonstration."""

    who: str
    client_id: str
    name: str
    party: Callable[[], Organisation | Office]
    scopes: tuple[Scope, ...]


SYSTEMS = (
    System(
        "system of the verified company",
        "demo-company",
        "Travel desk",
        lambda: Organisation.objects.get(uscc=VERIFIED_CODE),
        ORGANISATION_SCOPES,
    ),
    System(
        "system of the home office",
        "demo-home-office",
        "Case system of Jiangsu",
        lambda: Office.objects.get(code="partner-jiangsu"),
        OFFICE_SCOPES,
    ),
)


def load(*, now: datetime) -> list[dict[str, str]]:
    """Let both systems in, once; answers their client IDs and secrets."""
    for system in SYSTEMS:
        if not ApiClient.objects.filter(oauth__client_id=system.client_id).exists():
            _let_in(system, now)
    return [
        {"who": one.who, "email": one.client_id, "password": SECRET, "group": GROUP}
        for one in SYSTEMS
    ]


def _let_in(system: System, now: datetime) -> None:
    client, _secret = client_create(
        party=system.party(),
        name=system.name,
        scopes=system.scopes,
        requests_per_minute=limits_at(now).client_requests,
        language="en",
        actor=_administrator(),
        now=now,
    )
    client.oauth.client_id, client.oauth.client_secret = system.client_id, SECRET
    client.oauth.save(update_fields=["client_id", "client_secret"])


def _administrator() -> User:
    found = next(one for one in OFFICERS if one.role == PostRole.ADMINISTRATOR)
    return User.objects.get(email=found.email)
