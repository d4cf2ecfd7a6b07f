"""How much of what an inviter files is expedited: misuse shows in the share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, Count, F, Q, When

from accounts.models import Organisation, User
from applications.deadlines import LEGAL_ZONE
from applications.enums import Service, Status
from applications.lanes import Rank
from applications.models import Application
from centre.queries import Numbers
from offices.models import Office

MOST = 200


@dataclass(frozen=True)
class Share:
    """One inviter's cases in a time: all, asked for, granted; ``marked``: more than is usual."""

    name: str
    key: str
    cases: int
    asked: int
    expedited: int
    marked: bool

    @property
    def percent(self) -> int:
        """Whole per cent of the cases that were expedited, rounded down."""
        return self.expedited * 100 // self.cases


def shares_of(offices: Sequence[Office], first: date, last: date, numbers: Numbers) -> list[Share]:
    """Count what these centres received from ``first`` to ``last``, in Beijing, by inviter.

    Only inviters who asked at least once; the highest share first, at most 200.
    """
    rows = (
        Application.objects.filter(
            service=Service.PORT_VISA,
            office__in=offices,
            submitted_at__gte=datetime.combine(first, time.min, LEGAL_ZONE),
            submitted_at__lt=datetime.combine(last + timedelta(days=1), time.min, LEGAL_ZONE),
        )
        .exclude(status=Status.DRAFT)
        .annotate(filer=Case(When(organisation=None, then=F("filed_by"))))
        .values("organisation", "filer")
        .annotate(
            cases=Count("pk", distinct=True),
            asked=Count("pk", filter=Q(expedites__isnull=False), distinct=True),
            expedited=Count("pk", filter=Q(rank=Rank.EXPEDITED), distinct=True),
        )
        .filter(Q(asked__gt=0) | Q(expedited__gt=0))
    )
    found = sorted(rows, key=lambda row: (-row["expedited"] / row["cases"], -row["asked"]))[:MOST]
    bodies = Organisation.objects.in_bulk([row["organisation"] for row in found])
    people = User.objects.in_bulk([row["filer"] for row in found if row["filer"]])
    return [
        Share(
            name=_name(bodies.get(row["organisation"]), people.get(row["filer"])),
            key=str(row["organisation"] or f"person-{row['filer']}"),
            cases=row["cases"],
            asked=row["asked"],
            expedited=row["expedited"],
            marked=row["cases"] >= numbers.share_least
            and row["expedited"] * 100 >= numbers.share_percent * row["cases"],
        )
        for row in found
    ]


def _name(body: Organisation | None, person: User | None) -> str:
    return body.name if body else str(person or "")
