"""Reads that the pages, the services and the desk share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Membership
from accounts.permissions import Person
from applications.deadlines import legal_date
from applications.enums import RequirementScope, Service
from applications.models import Application, Attachment, DocumentRequirement
from applications.slots import Slot, files_by_code
from permits import queries
from permits.enums import (
    Chinese,
    Distinction,
    Education,
    Ground,
    PayMultiple,
    PermitKind,
    TalentCategory,
)
from permits.filing.enums import Basis
from permits.filing.parts import PHOTO_KINDS
from permits.models import FamilyMember, PermitApplication, PhotoCheck, ServingRule
from permits.rules import (
    Answers,
    Claims,
    Decision,
    Parameters,
    PersonFacts,
    Serving,
    Window,
    category_decide,
    corrected,
    window_for,
)

PASSPORT_COPY = "passport"
PHOTO = "photo"
_PARTS = ("application__traveller", "application__organisation", "application__office", "zone")


def permits_with_parts() -> QuerySet[PermitApplication]:
    """Applications with everything that a page shows, in one query."""
    return PermitApplication.objects.select_related(*_PARTS, "application__standard")


def permits_for(user: Person) -> QuerySet[PermitApplication]:
    """Applications of the user's organisations and the user's own, the last touched first."""
    if not (user.is_authenticated and user.is_active):
        return PermitApplication.objects.none()
    mine = Membership.objects.filter(user_id=user.pk).values("organisation_id")
    own = Q(application__person_id=user.pk) | Q(
        application__person__isnull=True, person_email__iexact=user.email
    )
    return (
        permits_with_parts()
        .filter(own | Q(application__organisation_id__in=mine))
        .filter(discarded_at=None)
        .order_by("-updated_at")
    )


def permit_for(user: Person, pk: UUID) -> PermitApplication | None:
    """One application that the user may see with either hand; None for unknown and others'."""
    return permits_for(user).filter(pk=pk).first()


def permit_of(application: Application) -> PermitApplication:
    """The single window's part of a case."""
    return permits_with_parts().get(application_id=application.pk)


def private_codes() -> set[str]:
    """Codes of the papers that the employing organisation never sees."""
    rows = DocumentRequirement.objects.filter(service=Service.SINGLE_WINDOW, private=True)
    return set(rows.values_list("code", flat=True))


@dataclass(frozen=True)
class Snapshot:
    """An application with everything that its checks need, read in a fixed number of queries."""

    permit: PermitApplication
    family: Sequence[FamilyMember]
    slots: Sequence[Slot]
    may_promise: frozenset[str]
    decision: Decision | None
    serving: Serving[ServingRule] | None
    window: Window | None
    numbers: Parameters
    photo_check: PhotoCheck | None
    today: date

    @property
    def category(self) -> str:
        """What the answers lead to; empty while they are not complete."""
        return str(self.decision.category) if self.decision else ""

    def slots_of(self, hand: str) -> list[Slot]:
        """The papers that one hand hands in, without the passport and the photo pages' own."""
        return [
            slot
            for slot in self.slots
            if (slot.requirement.hand or "employer") == hand
            and slot.code not in (PASSPORT_COPY, PHOTO)
        ]

    def slot(self, code: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.code == code), None)


def age_on(born: date, day: date) -> int:
    """Completed years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def answers_of(permit: PermitApplication, on: date) -> Answers | None:
    """What the points table counts, with officers' corrections; None while answers are missing."""
    typed = answers_typed(permit, on)
    if typed is None:
        return None
    return corrected(typed, permit.corrections.values_list("item", "value"))


def answers_typed(permit: PermitApplication, on: date) -> Answers | None:
    """What the two hands answered, without any officer's correction."""
    born = permit.application.traveller.birth_date
    known = permit.education and permit.experience_years is not None and permit.pay_annual
    if born is None or not known:
        return None
    assert permit.experience_years is not None  # noqa: S101
    assert permit.pay_annual is not None  # noqa: S101
    return Answers(
        age=age_on(born, on),
        education=Education(permit.education),
        experience=permit.experience_years,
        pay=permit.pay_annual,
        months=12 if permit.months_in_china is None else permit.months_in_china,
        chinese=Chinese(permit.chinese) if permit.chinese else Chinese.NONE,
        distinctions=frozenset(Distinction(one) for one in permit.distinctions),
    )


def claims_of(permit: PermitApplication) -> Claims:
    """The ground that the employer names, if the application rests on one."""
    if permit.basis != Basis.GROUND or not permit.ground:
        return Claims()
    multiple = {
        Ground.PAY_SIX_TIMES: PayMultiple.SIX,
        Ground.PAY_FOUR_TIMES: PayMultiple.FOUR,
    }.get(Ground(permit.ground), PayMultiple.UNKNOWN)
    return Claims(grounds=frozenset({Ground(permit.ground)}), multiple=multiple)


def decision_of(permit: PermitApplication, on: date) -> Decision | None:
    """What the answers lead to on a day; None while they are not complete."""
    answers = answers_of(permit, on)
    if answers is None:
        return None
    return category_decide(
        answers,
        claims_of(permit),
        table=queries.points_table(on),
        numbers=queries.parameters(on),
        average=queries.wage_average(on),
    )


def facts_of(permit: PermitApplication, decision: Decision | None, on: date) -> PersonFacts:
    """What decides about papers."""
    born = permit.application.traveller.birth_date
    months = None
    if permit.contract_from and permit.contract_until:
        months = (permit.contract_until - permit.contract_from).days // 30
    ground = decision.ground.ground if decision and decision.ground else None
    return PersonFacts(
        age=age_on(born, on) if born else 30,
        by_ground=permit.basis == Basis.GROUND,
        by_points=permit.basis == Basis.POINTS,
        chinese=permit.chinese not in ("", Chinese.NONE),
        pay_ground=ground in (Ground.PAY_SIX_TIMES, Ground.PAY_FOUR_TIMES),
        family=bool(permit.family.filter(removed_at=None).exists()),
        months=months,
    )


def window_day(permit: PermitApplication) -> date | None:
    """The day from which the kind's period runs; see ``permits.rules.window_for``."""
    if permit.kind == PermitKind.EXTENSION:
        return permit.permit_until
    if permit.kind == PermitKind.NEW_FROM_ABROAD:
        return permit.entered_on
    return permit.changed_on


def snapshot_load(permit: PermitApplication, now: datetime) -> Snapshot:
    """Read the papers, files, points, branches and dates of an application as of ``now``."""
    application = permit.application
    today = legal_date(now)
    on = legal_date(application.submitted_at) if application.submitted_at else today
    decision = decision_of(permit, on)
    numbers = queries.parameters(on)
    category = (decision and str(decision.category)) or application.category or TalentCategory.B
    papers = queries.papers(
        kind=permit.kind, category=category, person=facts_of(permit, decision, on), on=on
    )
    slots = _slots(permit, [paper.row for paper in papers])
    photo = next((slot for slot in slots if slot.code == PHOTO), None)
    return Snapshot(
        permit=permit,
        family=list(permit.family.filter(removed_at=None)),
        slots=slots,
        may_promise=frozenset(paper.row.code for paper in papers if paper.may_promise),
        decision=decision,
        serving=_serving(permit, category, on),
        window=window_for(permit.kind, window_day(permit), on, numbers),
        numbers=numbers,
        photo_check=_photo_check(photo),
        today=today,
    )


def _serving(permit: PermitApplication, category: str, on: date) -> Serving[ServingRule] | None:
    if permit.zone is None and not permit.outside_zones:
        return None
    return queries.serving(category, permit.zone.code if permit.zone else "", on)


def _slots(permit: PermitApplication, rows: list[DocumentRequirement]) -> list[Slot]:
    files = files_by_code(permit.application)
    known = {row.code for row in rows}
    own = [PASSPORT_COPY] + ([PHOTO] if permit.kind in PHOTO_KINDS else [])
    rows = [_own_row(code) for code in own if code not in known] + rows
    return [Slot(row, files[row.code]) for row in rows]


def _own_row(code: str) -> DocumentRequirement:
    """The two files with pages of their own, also where no row of data asks for them."""
    return DocumentRequirement(
        service=Service.SINGLE_WINDOW,
        code=code,
        scope=RequirementScope.PERSON,
        hand="person",
        required=True,
    )


def _photo_check(slot: Slot | None) -> PhotoCheck | None:
    usable = slot.usable if slot else []
    if not usable:
        return None
    return PhotoCheck.objects.filter(upload_id=usable[-1].upload_id).first()


def attachments_of(application: Application) -> list[Attachment]:
    """Every file of the case that was not removed, in order."""
    rows = Attachment.objects.filter(application=application, removed_at=None)
    return list(rows.select_related("upload").order_by("created_at", "id"))
