"""Reads about issued permits: the holder's own, the employer's, and what a share code shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from accounts.models import Organisation, User
from permits.enums import PermitKind, WindowState
from permits.models import PermitHolder, ResidencePermit, ShareCode, WorkPermit
from permits.rules.parameters import Parameters
from permits.rules.windows import Window, extension_window


@dataclass(frozen=True)
class Pair:
    """Both permits of one application, and what can be done with them on a day."""

    work: WorkPermit
    residence: ResidencePermit
    extension: Window
    today: date

    @property
    def in_force(self) -> bool:
        """Whether they allow work and residence today."""
        return self.work.ended_on is None and self.work.valid_until >= self.today

    @property
    def begins_later(self) -> bool:
        return self.in_force and self.work.valid_from > self.today

    @property
    def can_extend(self) -> bool:
        """Whether the button shows: the window is open, or it is late but not over."""
        return self.in_force and self.extension.state != WindowState.EARLY

    @property
    def days_left(self) -> int:
        return (self.work.valid_until - self.today).days

    @property
    def next_kinds(self) -> list[tuple[str, str]]:
        """What the employer can start from here, as codes and names.

        A change of employer is the new employer's to start.
        """
        kinds = [PermitKind.CHANGE_DETAILS, PermitKind.CANCELLATION]
        if self.can_extend:
            kinds.insert(0, PermitKind.EXTENSION)
        return [(kind.value, str(kind.label)) for kind in kinds]


def holders_of(user: User) -> QuerySet[PermitHolder]:
    """The person's record; several only when two were begun for one person by mistake."""
    return PermitHolder.objects.filter(user=user).prefetch_related(
        Prefetch("workpermits", queryset=_works())
    )


def pairs_of(holder: PermitHolder, today: date, numbers: Parameters) -> list[Pair]:
    """Every pair of the holder, across employers, the newest first."""
    return [_pair(work, today, numbers) for work in holder.workpermits.all()]


def pairs_at(organisation: Organisation, today: date, numbers: Parameters) -> list[Pair]:
    """The permits of an employer's people that are in force, the one that ends first on top."""
    rows = _works().filter(employer=organisation, ended_on=None, valid_until__gte=today)
    return [_pair(work, today, numbers) for work in rows.order_by("valid_until", "pk")]


def share_codes_of(holder: PermitHolder, now: datetime) -> Sequence[ShareCode]:
    """Codes that work now, the newest first."""
    return list(holder.share_codes.filter(ended_at=None, expires_at__gt=now))


def _works() -> QuerySet[WorkPermit]:
    return WorkPermit.objects.select_related(
        "employer",
        "document",
        "holder",
        "application__traveller",
        "residence_permit__document",
    )


def _pair(work: WorkPermit, today: date, numbers: Parameters) -> Pair:
    window = extension_window(work.valid_until, today, numbers)
    return Pair(work, work.residence_permit, window, today)
