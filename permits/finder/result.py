"""What the answers lead to: category, place, days, papers."""

from dataclasses import dataclass
from datetime import date

from applications.models import DocumentRequirement
from offices.models import Zone
from offices.queries import zone_list
from permits.enums import Chinese, Ground, TalentCategory
from permits.finder.found import OUTSIDE, UNSURE, Found
from permits.models import PointsTable, ServingRule
from permits.queries import papers, parameters, points_table_row, serving_rules, wage_average
from permits.rules import (
    Change,
    Decision,
    Paper,
    PersonFacts,
    Serving,
    Window,
    branches_for,
    category_decide,
    category_direct,
    changes_to,
    window_for,
)


@dataclass(frozen=True)
class Result:
    """Everything for the result page and the list of documents.

    ``decision`` None: only the category on the permit was asked. ``category`` is empty when nobody
    knows it. ``zones``: shown when the person is not sure where the employer is.
    """

    found: Found
    decision: Decision | None
    category: str
    table: PointsTable | None
    serving: Serving[ServingRule]
    zones: tuple[tuple[Zone, tuple[ServingRule, ...]], ...]
    window: Window | None
    papers: tuple[Paper[DocumentRequirement], ...]

    @property
    def next_threshold(self) -> int | None:
        """Points at which the next better category begins; None for A, and where none count."""
        if self.table is None or self.category == TalentCategory.A:
            return None
        table = self.table.table
        return table.threshold_a if self.category == TalentCategory.B else table.threshold_b

    @property
    def missing(self) -> int:
        """Points to the next category."""
        counted = self.decision.points if self.decision else None
        return self.next_threshold - counted.total if counted and self.next_threshold else 0

    @property
    def changes(self) -> tuple[Change, ...]:
        """Single changes that would make the category better."""
        if self.table is None or self.found.answers is None or self.next_threshold is None:
            return ()
        return changes_to(self.found.answers, self.table.table, self.next_threshold)

    @property
    def outside(self) -> bool:
        return self.found.zone_answer == OUTSIDE

    @property
    def unsure(self) -> bool:
        """Whether the zone decides and is not known."""
        return self.found.zone_answer == UNSURE and not self.serving.served and self.can_be_served

    @property
    def can_be_served(self) -> bool:
        return self.category != TalentCategory.C and not self.outside

    @property
    def may_apply(self) -> bool:
        """Whether an application at the single window can follow."""
        return self.can_be_served and (self.serving.served or self.unsure or not self.category)

    @property
    def online_check(self) -> bool:
        return any(rule.online_check for rule in self.serving.rules)


def decision_of(found: Found, on: date) -> Decision | None:
    """The category by the rows in force on a day; None where only the permit's was asked."""
    numbers, average = parameters(on), wage_average(on)
    if found.answers is not None:
        table = points_table_row(on).table
        return category_decide(
            found.answers, found.claims, table=table, numbers=numbers, average=average
        )
    if found.age is None:
        return None
    return category_direct(
        age=found.age, pay=found.pay or 0, claims=found.claims, numbers=numbers, average=average
    )


def person_facts(found: Found, decision: Decision | None) -> PersonFacts:
    """What decides about papers."""
    ground = decision.ground.ground if decision and decision.ground else None
    paid = ground in (Ground.PAY_SIX_TIMES, Ground.PAY_FOUR_TIMES)
    answers = found.answers
    return PersonFacts(
        age=found.age or 30,
        by_ground=ground is not None and not paid,
        by_points=decision is not None and decision.by_points,
        chinese=answers is not None and answers.chinese != Chinese.NONE,
        pay_ground=paid,
        family=found.family,
    )


def result_of(found: Found, on: date) -> Result:
    """Everything that the answers lead to on a day."""
    decision = decision_of(found, on)
    category = str(decision.category) if decision else found.category
    rules = list(serving_rules())
    place = branches_for(category, found.zone, on, rules)
    if found.zone_answer == OUTSIDE:
        place = Serving((), elsewhere=False)
    zones = tuple(
        (zone, branches_for(TalentCategory.B, zone.code, on, rules).rules) for zone in zone_list(on)
    )
    listed = papers(kind=found.kind, category=category, person=person_facts(found, decision), on=on)
    return Result(
        found=found,
        decision=decision,
        category=category,
        table=points_table_row(on) if decision and decision.points else None,
        serving=place,
        zones=zones,
        window=window_for(found.kind, found.day, on, parameters(on)),
        papers=tuple(listed),
    )
