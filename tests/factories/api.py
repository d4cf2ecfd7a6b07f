"""Clients of the API, and a caller that speaks as one of them."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken

from accounts.enums import PostRole
from accounts.models import Organisation, User
from api.enums import Scope
from api.models import ApiClient
from api.services import client_create
from offices.models import Office
from tests.factories.accounts import PostFactory
from tests.factories.port_visa import ANNA, TODAY, airport, picture, verified

EVERYTHING = tuple(scope.value for scope in Scope)
VISIT: dict[str, Any] = {
    "category": "M",
    "purpose": "Commissioning of a test line",
    "urgency": "urgent_business",
    "urgency_text": "The line stopped on Friday; only the maker can mend it.",
    "arrival_on": (TODAY + timedelta(days=8)).isoformat(),
    "flight": "ZZ 123",
    "stay_days": 10,
    "itinerary": "10 to 14 March: at the plant in Pudong, every day from 9 to 17.",
    "host_address": "1 Example Road, Pudong New Area, Shanghai",
    "payer": "inviter",
}
PERSON: dict[str, Any] = {
    "passport_lines": ANNA.lines,
    "compared": True,
    "occupation": "Engineer",
    "relation": "Supplier",
}


def administrator() -> User:
    office = Office.objects.get(code="headquarters")
    officer: User = PostFactory.create(office=office, role=PostRole.ADMINISTRATOR).officer
    return officer


def client_of(party: Organisation | Office, **changes: Any) -> tuple[ApiClient, str]:
    """Let a system in; answers it and its secret."""
    wishes: dict[str, Any] = {
        "name": "Travel desk",
        "scopes": EVERYTHING,
        "requests_per_minute": 600,
        "language": "en",
        **changes,
    }
    return client_create(party=party, actor=administrator(), now=timezone.now(), **wishes)


@dataclass
class Caller:
    """A system with a token that was given without the way over the token address."""

    party: Organisation | Office = field(default_factory=verified)
    scopes: tuple[str, ...] = EVERYTHING
    language: str = "en"
    limit: int = 600

    @property
    def organisation(self) -> Organisation:
        assert isinstance(self.party, Organisation)
        return self.party

    def __post_init__(self) -> None:
        self.client, self.secret = client_of(
            self.party, scopes=self.scopes, requests_per_minute=self.limit
        )
        self.token = uuid4().hex
        AccessToken.objects.create(
            application=self.client.oauth,
            token=self.token,
            expires=timezone.now() + timedelta(hours=1),
            scope=" ".join(self.scopes),
        )
        self.http = Client(raise_request_exception=False)

    def call(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        """Send JSON; ``headers`` by their names with underscores. POSTs get a key of their own."""
        sent = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": self.language,
            **({"Idempotency-Key": uuid4().hex} if method == "POST" else {}),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        body = "" if data is None and method != "POST" else json.dumps(data or {})
        return self.http.generic(
            method,
            path if path.startswith("/") else f"/api/v1/{path}",
            body,
            content_type="application/json",
            headers={name: value for name, value in sent.items() if value},
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.call("GET", path, **headers)

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        return self.call("POST", path, data, **headers)

    def upload(self, path: str, file: SimpleUploadedFile | None = None, **fields: Any) -> Any:
        return self.http.post(
            f"/api/v1/{path}",
            {"file": file or picture(), **fields},
            headers={"Authorization": f"Bearer {self.token}", "Idempotency-Key": uuid4().hex},
        )

    def complete(self) -> dict[str, Any]:
        """A draft that lacks nothing but the declaration, as it was answered last."""
        made = self.post("invitations/", {**VISIT, "port": airport().code}).json()
        path = f"invitations/{made['id']}/"
        added = self.post(f"{path}invitees/", PERSON)
        assert added.status_code == 201, added.content
        read: dict[str, Any] = self.get(path).json()
        for line in read["checklist"]:
            if line["required"]:
                own = {"invitee": line["invitee"]} if line["invitee"] else {}
                sent = self.upload(f"{path}files/", code=line["code"], **own)
                assert sent.status_code == 201, sent.content
        found: dict[str, Any] = self.get(path).json()
        return found

    def submit(self, invitation: dict[str, Any], **headers: str) -> Any:
        path = f"invitations/{invitation['id']}/"
        tag = self.get(path).headers["ETag"]
        told = {"declared_name": "Li Example", "declared": True}
        return self.post(f"{path}submit/", told, **{"If_Match": tag, **headers})
