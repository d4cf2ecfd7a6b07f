"""Cases in every state, taken there by the services themselves.

``ApplicationFactory(accepted=True)`` runs create, submit and accept at ``at``, with a member of the
organisation and officers of the office. While it works, a stub adapter stands in for the service's
own one, so that no invitation or document template is needed.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import factory
from factory.django import DjangoModelFactory

from accounts.enums import Authority, MemberRole, PostRole
from accounts.models import Membership, Organisation, Post, User
from applications import registry, services
from applications.enums import (
    EventKind,
    JointOutcome,
    NonAcceptanceReason,
    Recommendation,
    RefusalReason,
    Service,
    WorkRefusalReason,
)
from applications.models import Application, Event, Traveller
from applications.names import search_name
from applications.queries import applications_with_parts
from applications.workflow import transition
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from offices.models import Office
from tests.factories.accounts import MembershipFactory, OrganisationFactory, PostFactory
from tests.factories.stubs import stub_for

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday, 10:00 in Shanghai


class _Travellers(DjangoModelFactory):
    class Meta:
        model = Traveller

    document_code = "P<"
    issuing_state = "UTO"
    nationality = "UTO"
    document_number = factory.Sequence(lambda n: f"L{n:08d}")
    name_mrz_primary = "ERIKSSON"
    name_mrz_secondary = "ANNA MARIA"
    name_viz = "Anna Maria Eriksson"
    name_zh = ""
    sex = "F"
    birth_date = date(1974, 8, 12)
    birth_date_mrz = "740812"
    expires_on = date(2031, 4, 15)
    confirmed_at = NOW

    @factory.lazy_attribute
    def name_search(self) -> str:
        return search_name(cast("Traveller", self))


TravellerFactory: Any = _Travellers


def officer_at(
    office: Office, role: str = PostRole.REVIEWER, authority: str = Authority.EXIT_ENTRY
) -> User:
    """The first officer with this post for this authority, or a new one."""
    values = {"office": office, "role": role, "authority": authority}
    post: Post | None = Post.objects.filter(**values, active=True).order_by("pk").first()
    found: User = (post or PostFactory.create(**values)).officer
    return found


def member_of(organisation: Organisation) -> User:
    """The first member of the organisation, or a new owner."""
    first = Membership.objects.filter(organisation=organisation).order_by("pk").first()
    found: User = (
        first or MembershipFactory.create(organisation=organisation, role=MemberRole.OWNER)
    ).user
    return found


class _IssuedDocuments(DjangoModelFactory):
    class Meta:
        model = IssuedDocument

    kind = DocumentKind.PORT_VISA_NOTIFICATION
    number = factory.Sequence(lambda n: f"沪口签通〔2026〕第{n:06d}号")
    code = factory.Sequence(lambda n: f"CODE{n:010d}")
    facts = factory.LazyFunction(dict)
    payload = "signed"
    file = "documents/stub.pdf"
    sha256 = "0" * 64
    status = DocumentStatus.VALID
    valid_until = date(2026, 4, 1)
    created_at = NOW
    issued_at = NOW


IssuedDocumentFactory: Any = _IssuedDocuments


def last_event(case: Application) -> Event:
    """The newest row of the case's log."""
    return Event.objects.filter(application=case).order_by("-sequence")[0]


_PATHS: dict[str, Sequence[str]] = {
    "draft": (),
    "submitted": ("submit",),
    "home_check": ("submit_home",),
    "home_supplement": ("submit_home", "ask"),
    "transferred": ("submit_home", "transfer"),
    "transferred_supplement": ("submit_home", "transfer", "ask"),
    "sent_back": ("submit_home", "transfer", "send_back"),
    "supplement": ("submit", "ask"),
    "lapsed": ("submit", "ask", "lapse"),
    "accepted": ("submit", "accept"),
    "not_accepted": ("submit", "not_accept"),
    "withdrawn": ("submit", "withdraw"),
    "recommended": ("submit", "accept", "recommend"),
    "refusal_recommended": ("submit", "accept", "recommend_refusal"),
    "refused": ("submit", "accept", "recommend_refusal", "refuse"),
    "approved": ("submit", "accept", "approve"),
    "issued": ("submit", "accept", "approve", "issue"),
    "revoked": ("submit", "accept", "approve", "issue", "revoke"),
    "split": ("submit", "accept", "recommend_refusal", "split"),
}
_WORK, _EXIT = f"@{Authority.WORK_PERMIT}", f"@{Authority.EXIT_ENTRY}"
_DISAGREE = (
    "submit",
    "accept",
    "recommend_refusal" + _WORK,
    "refuse" + _WORK,
    "approve" + _EXIT,
)
_BOTH = ("submit", "accept", "approve" + _WORK, "approve" + _EXIT)
_JOINT_PATHS: dict[str, Sequence[str]] = {
    **_PATHS,
    "recommended": ("submit", "accept", "recommend" + _WORK, "recommend" + _EXIT),
    "refusal_recommended": ("submit", "accept", "recommend_refusal" + _WORK, "recommend" + _EXIT),
    "half_approved": ("submit", "accept", "approve" + _WORK),
    "disagree": _DISAGREE,
    "proposed": (*_DISAGREE, "propose_split" + _EXIT),
    "refused": (*_DISAGREE, "propose_refuse" + _EXIT, "agree" + _WORK),
    "split": (*_DISAGREE, "propose_split" + _EXIT, "agree" + _WORK),
    "approved": _BOTH,
    "issued": (*_BOTH, "issue"),
    "revoked": (*_BOTH, "issue", "revoke"),
}


class _Walk:
    """Takes a case along a path, each step by who may take it.

    ``approve@work_permit`` is taken by an officer of that authority; others by exit-entry's.
    """

    def __init__(self, case: Application, at: datetime) -> None:
        self.case = case
        self.at = at
        self.applicant = case.filed_by
        self.authority: str = Authority.EXIT_ENTRY

    def take(self, path: Sequence[str]) -> Application:
        for step in path:
            name, _at, authority = step.partition("@")
            self.authority = authority or Authority.EXIT_ENTRY
            getattr(self, name)()
        return applications_with_parts().get(pk=self.case.pk)

    @property
    def office(self) -> Office:
        return Office.objects.get(applications=self.case)

    @property
    def reviewer(self) -> User:
        return officer_at(self.office, PostRole.REVIEWER, self.authority)

    @property
    def supervisor(self) -> User:
        return officer_at(self.office, PostRole.SUPERVISOR, self.authority)

    def submit(self) -> None:
        services.application_submit(application=self.case, actor=self.applicant, now=self.at)

    def submit_home(self) -> None:
        home = Office.objects.get(code="partner-jiangsu")
        services.application_submit(
            application=self.case, actor=self.applicant, now=self.at, home=home
        )

    def transfer(self) -> None:
        services.transfer_send(application=self.case, actor=self.reviewer, now=self.at)

    def send_back(self) -> None:
        services.transfer_return(
            application=self.case,
            reason="The licence is another company's.",
            actor=self.reviewer,
            now=self.at,
        )

    def ask(self) -> None:
        services.supplement_request(
            application=self.case,
            items=[("passport", "Upload the passport page again: it cannot be read.")],
            actor=self.reviewer,
            now=self.at,
        )

    def lapse(self) -> None:
        services.supplement_lapse(application=self.case, now=self.at + timedelta(days=60))

    def accept(self) -> None:
        services.application_accept(application=self.case, actor=self.reviewer, now=self.at)

    def not_accept(self) -> None:
        services.application_not_accept(
            application=self.case,
            reason=NonAcceptanceReason.NOT_NEEDED,
            text="You can enter without a visa for this stay.",
            actor=self.reviewer,
            now=self.at,
        )

    def withdraw(self) -> None:
        services.application_withdraw(application=self.case, actor=self.applicant, now=self.at)

    def recommend(self) -> None:
        services.review_recommend(
            application=self.case,
            recommendation=Recommendation.APPROVE,
            actor=self.reviewer,
            now=self.at,
        )

    def recommend_refusal(self) -> None:
        services.review_recommend(
            application=self.case,
            recommendation=Recommendation.REFUSE,
            reason=WorkRefusalReason.EMPLOYER
            if self.authority == Authority.WORK_PERMIT
            else RefusalReason.FRAUD,
            text="The letter was not written by the company.",
            actor=self.reviewer,
            now=self.at,
        )

    def countersign(self) -> None:
        services.application_approve(application=self.case, actor=self.supervisor, now=self.at)

    def give_back(self) -> None:
        services.review_return(
            application=self.case, actor=self.supervisor, now=self.at, reason="Call them first."
        )

    def propose_split(self) -> None:
        self._propose(JointOutcome.SPLIT)

    def propose_refuse(self) -> None:
        self._propose(JointOutcome.REFUSE)

    def _propose(self, proposal: JointOutcome) -> None:
        services.joint_propose(
            application=self.case,
            proposal=proposal,
            reason="The employer can apply again next year.",
            actor=self.supervisor,
            now=self.at,
        )

    def agree(self) -> None:
        services.joint_agree(application=self.case, actor=self.supervisor, now=self.at)

    def split(self) -> None:
        """A case with one review is never split; for tables that try every state."""
        transition(
            application=self.case,
            event=EventKind.SPLIT,
            actor=self.supervisor,
            now=self.at,
            facts={"refusal_reason": RefusalReason.FRAUD, "decision_text": "Because."},
        )

    def approve(self) -> None:
        services.application_approve(application=self.case, actor=self.reviewer, now=self.at)

    def refuse(self) -> None:
        services.application_refuse(application=self.case, actor=self.supervisor, now=self.at)

    def issue(self) -> None:
        document = IssuedDocumentFactory(
            subject=self.case.reference, created_at=self.at, issued_at=self.at
        )
        services.application_issue(application=self.case, documents=[document], now=self.at)

    def revoke(self) -> None:
        services.application_revoke(
            application=self.case,
            actor=self.supervisor,
            now=self.at,
            reason="The visit was cancelled.",
        )


class _Cases(DjangoModelFactory):
    """``ApplicationFactory(issued=True, at=..., organisation=..., office=...)``."""

    class Meta:
        model = Application

    class Params:
        submitted = factory.Trait(path="submitted")
        supplement = factory.Trait(path="supplement")
        home_check = factory.Trait(path="home_check")
        transferred = factory.Trait(path="transferred")
        lapsed = factory.Trait(path="lapsed")
        accepted = factory.Trait(path="accepted")
        not_accepted = factory.Trait(path="not_accepted")
        withdrawn = factory.Trait(path="withdrawn")
        recommended = factory.Trait(path="recommended")
        refusal_recommended = factory.Trait(path="refusal_recommended")
        refused = factory.Trait(path="refused")
        approved = factory.Trait(path="approved")
        issued = factory.Trait(path="issued")
        revoked = factory.Trait(path="revoked")
        split = factory.Trait(path="split")
        half_approved = factory.Trait(path="half_approved")
        disagree = factory.Trait(path="disagree")
        proposed = factory.Trait(path="proposed")
        single_window = factory.Trait(
            service=Service.SINGLE_WINDOW,
            category="B",
            office=factory.LazyFunction(lambda: Office.objects.get(code="branch-minhang")),
        )

    path = "draft"
    at = NOW
    service = Service.PORT_VISA
    organisation = factory.SubFactory(OrganisationFactory, verified=True)
    filed_by = factory.LazyAttribute(lambda case: member_of(case.organisation))
    office = factory.LazyFunction(lambda: Office.objects.get(code="pvg-port-visa"))
    traveller = factory.SubFactory(TravellerFactory)
    category = "M"
    language = "en"

    @classmethod
    def _create(cls, model_class: type[Application], *args: Any, **values: Any) -> Application:
        joint = values["service"] == Service.SINGLE_WINDOW
        path = (_JOINT_PATHS if joint else _PATHS)[values.pop("path")]
        at, actor = values.pop("at"), values.pop("filed_by")
        with registry.override(stub_for(values["service"])):
            case = services.application_create(actor=actor, now=at, **values)
            return _Walk(case, at).take(path)


ApplicationFactory: Any = _Cases  # calling it gives an Application, which type checkers cannot see


def case_take(case: Application, *steps: str, at: datetime = NOW) -> Application:
    """Take an existing case further: ``case_take(case, "accept", "approve@work_permit")``."""
    with registry.override(stub_for(case.service)):
        return _Walk(case, at).take(steps)


def case_steps(case: Application, *steps: str, at: datetime = NOW) -> Application:
    """Do as ``case_take``, with the adapter that is in force."""
    return _Walk(case, at).take(steps)
