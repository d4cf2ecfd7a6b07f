"""What the port officer's page finds: the document, whose it is, whether it counts here and now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.enums import PostRole
from accounts.permissions import Person
from applications.deadlines import legal_date
from applications.enums import Service
from applications.models import Application, Traveller
from applications.names import fold_name
from applications.passport.rules.mrz import Passport, passport_read
from applications.permissions import PORT_STATUSES, offices_of
from documents.enums import DocumentKind, DocumentStatus
from documents.models import EXPIRED, IssuedDocument
from offices.models import Port
from port_visa.models import Invitee, PortDecision
from port_visa.rules.comparison import Check, Recorded, passport_compare
from port_visa.rules.scan import Scan, Sort

KINDS = (DocumentKind.PORT_VISA_NOTIFICATION, DocumentKind.ELECTRONIC_PORT_VISA)
ELSEWHERE, CLOSED = "elsewhere", "closed"
_MOST, _MOST_PEOPLE = 10, 200


@dataclass(frozen=True)
class Stand:
    """Where an officer stands at the port: the offices of their posts, and the offices' ports."""

    offices: frozenset[int]
    ports: Sequence[Port]

    def serves(self, invitee: Invitee) -> bool:
        """Whether a document for one port is decided here (EEAL 20(3): where it was applied for).

        That is the port itself, or the office which decided the case, as a centre does for a port.
        """
        if invitee.invitation.electronic:
            return bool(self.offices)
        here = invitee.application.office_id in self.offices
        return here or any(port.pk == invitee.invitation.port_id for port in self.ports)


def stand_of(officer: Person) -> Stand:
    """Read where the officer stands; without a post nowhere."""
    offices = offices_of(officer, (PostRole.PORT_OFFICER,))
    ports = Port.objects.filter(office_id__in=offices).order_by("code")
    return Stand(frozenset(offices), list(ports) if offices else [])


@dataclass(frozen=True)
class Passage:
    """One document as it is shown at a port.

    ``state``: ``valid`` counts here and now; ``used``, ``expired``, ``revoked``, ``replaced`` as
    the check page has them; ``elsewhere`` is for another port; ``closed`` when the case itself is
    not in force. ``ports``: where the officer may be standing with it; nowhere means elsewhere.
    """

    document: IssuedDocument
    invitee: Invitee
    state: str
    ports: Sequence[Port]

    @property
    def here(self) -> Port | None:
        """The port at which it is decided, unless the officer says another one.

        The traveller's, where the officer's offices have it; their only one; else only they know.
        """
        if self.port in self.ports:
            return self.port
        return self.ports[0] if len(self.ports) == 1 else None

    @property
    def case(self) -> Application:
        return self.invitee.application

    @property
    def is_electronic(self) -> bool:
        """Whether it is the visa itself, which counts at every port of the city."""
        return self.document.kind == DocumentKind.ELECTRONIC_PORT_VISA

    @property
    def is_ready(self) -> bool:
        """Whether it can be decided here and now."""
        return self.state == DocumentStatus.VALID

    @property
    def port(self) -> Port | None:
        return self.invitee.invitation.port

    @property
    def stay_days(self) -> int:
        """The stay that was approved: as printed; where a document does not say, as decided."""
        printed = self.document.facts.get("stay_days")
        return int(printed or self.invitee.stay_days or self.invitee.invitation.stay_days or 0)

    @property
    def decision(self) -> PortDecision | None:
        """What was decided on it at a port, if anything was."""
        rows = PortDecision.objects.select_related("officer", "port__office")
        return rows.filter(document=self.document).first()

    @property
    def newer(self) -> IssuedDocument | None:
        """The corrected version that counts in its place."""
        rows = IssuedDocument.objects.filter(kind=self.document.kind, subject=self.document.subject)
        return rows.exclude(status=DocumentStatus.DRAFT).order_by("-version").first()

    @property
    def recorded(self) -> Recorded:
        """What the passport is held against: what is printed."""
        facts, traveller = self.document.facts, self.case.traveller
        return Recorded(
            number=facts["document_number"],
            primary=facts["name_primary"],
            secondary=facts["name_secondary"],
            written=traveller.name_viz,
            birth=facts["birth_date_mrz"],
            nationality=facts["nationality"],
            issuing_state=traveller.issuing_state,
            sex=facts["sex"],
            expires_on=facts["document_expires_on"],
            cut=traveller.mrz_line1[43:44] not in ("", "<"),
        )

    def compare(self, passport: Passport) -> list[Check]:
        return passport_compare(passport, self.recorded)


def passport_of(lines: str, now: datetime) -> Passport:
    """Read the lines. Raises ``PassportRejected`` with every problem, in sentences."""
    return passport_read(lines, today=legal_date(now), allow_specimen=settings.PORTAL_DEMO)


def passport_or_none(lines: str, now: datetime) -> Passport | None:
    """The passport whose lines a page carried along; None when it carried none, or nonsense."""
    if not lines:
        return None
    try:
        return passport_of(lines, now)
    except ValidationError:
        return None


def document_of(scan: Scan) -> IssuedDocument | None:
    """The finished document with this code or number, of whatever kind."""
    rows = IssuedDocument.objects.exclude(status=DocumentStatus.DRAFT)
    if scan.sort is Sort.CODE:
        return rows.filter(code=scan.value).first()
    return rows.filter(kind__in=KINDS, number=scan.value).first()


def passage_of(document: IssuedDocument, stand: Stand, now: datetime) -> Passage | None:
    """How this document stands at these ports; None for one that is not shown at a port."""
    return next(iter(_passages_of([document], stand, now)), None)


def _passages_of(
    documents: Sequence[IssuedDocument], stand: Stand, now: datetime
) -> Iterator[Passage]:
    """How these documents stand, their people read together."""
    shown = [document for document in documents if document.kind in KINDS]
    rows = (
        Invitee.objects.select_related("application__traveller", "invitation__port")
        .defer("invitation__itinerary", "invitation__urgency_text", "invitation__host_address")
        .filter(application__reference__in=[document.subject for document in shown])
    )
    invitees = {invitee.application.reference: invitee for invitee in rows if shown}
    for document in shown:
        if invitee := invitees.get(document.subject):
            state = _state(document, invitee, stand, now)
            ports = () if state == ELSEWHERE else _ports(invitee, stand)
            yield Passage(document, invitee, state, ports)


def _ports(invitee: Invitee, stand: Stand) -> Sequence[Port]:
    """Where the officer may stand: at any port of theirs with an electronic visa, else at its own.

    Its own, too, where the officer's office has no port.
    """
    own = invitee.invitation.port
    if invitee.invitation.electronic and stand.ports:
        return stand.ports
    return (own,) if own else ()


def _state(document: IssuedDocument, invitee: Invitee, stand: Stand, now: datetime) -> str:
    state = document.state_on(legal_date(now))
    if not stand.serves(invitee):
        return ELSEWHERE
    if state in (DocumentStatus.VALID, EXPIRED) and (
        invitee.application.status not in PORT_STATUSES
    ):
        return CLOSED
    return str(state)


def passages_for_number(number: str, stand: Stand, now: datetime) -> list[Passage]:
    """What is on record for a passport number: what counts here first, then the newest."""
    return _passages(Traveller.objects.filter(document_number=number), stand, now)


def passages_for_person(passport: Passport, stand: Stand, now: datetime) -> list[Passage]:
    """What is on record for the person of a passport whose number is not: it may be a new one."""
    name = f"{fold_name(passport.primary)} {fold_name(passport.secondary)}".strip()
    people = Traveller.objects.filter(
        name_search__startswith=f"{name}|",
        birth_date_mrz=passport.birth_mrz,
        nationality=passport.nationality,
    )
    return [one for one in _passages(people, stand, now) if one.is_ready]


def _passages(people: QuerySet[Traveller], stand: Stand, now: datetime) -> list[Passage]:
    """Their documents. People are read first: joined and sorted, all cases would be walked."""
    keys = list(people.order_by().values_list("pk", flat=True)[:_MOST_PEOPLE])
    if not keys:
        return []
    cases = Application.objects.filter(
        traveller_id__in=keys, service=Service.PORT_VISA, status__in=PORT_STATUSES
    )
    references = list(cases.order_by("-pk").values_list("reference", flat=True)[:_MOST])
    rows = IssuedDocument.objects.exclude(status=DocumentStatus.DRAFT).filter(
        kind__in=KINDS, subject__in=references
    )
    newest = {document.subject: document for document in rows.order_by("version")}
    chosen = [newest[reference] for reference in references if reference in newest]
    found = _passages_of(chosen, stand, now)
    return sorted(found, key=lambda passage: not passage.is_ready)


def choose(passages: Sequence[Passage]) -> tuple[Passage | None, Sequence[Passage]]:
    """The one to show, and the others to choose from."""
    return (passages[0], passages[1:]) if passages else (None, ())
