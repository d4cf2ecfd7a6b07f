"""From the tool's answers to a draft: what the employer's part would ask again."""

from datetime import date
from typing import Any

from offices.models import Zone
from permits.enums import PermitKind
from permits.filing.enums import Basis
from permits.finder.found import ELSEWHERE, Found
from permits.finder.result import decision_of
from permits.models import PermitApplication

_CHANGES = (PermitKind.CHANGE_EMPLOYER, PermitKind.CHANGE_DETAILS, PermitKind.CANCELLATION)


def employer_columns(found: Found, on: date) -> dict[str, Any]:
    """Columns of the employer's part that the answers settle. The employee's part stays empty."""
    columns: dict[str, Any] = {}
    zone = Zone.objects.filter(code=found.zone).first() if found.zone else None
    if zone is not None:
        columns["zone"] = zone
    elif found.zone_answer == ELSEWHERE:
        columns["outside_zones"] = True
    if found.pay:
        columns["pay_annual"] = found.pay
    decision = decision_of(found, on)
    if decision is not None:
        columns["basis"] = Basis.POINTS if decision.ground is None else Basis.GROUND
        columns["ground"] = decision.ground.ground if decision.ground else ""
    if found.day and found.kind in _CHANGES:
        columns["changed_on"] = found.day
    return columns


def carry_into(permit: PermitApplication, found: Found | None, on: date) -> None:
    """Fill in a draft that was just begun, when the answers were about the same kind."""
    if found is None or found.kind != permit.kind:
        return
    columns = employer_columns(found, on)
    for name, value in columns.items():
        setattr(permit, name, value)
    if columns:
        permit.save(update_fields=list(columns))
