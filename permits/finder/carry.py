"""From the tool's answers to a draft: what the employer's part would ask again."""

from datetime import date
from typing import Any

from offices.models import Zone
from permits.enums import PermitKind
from permits.filing.enums import Basis
from permits.finder.found import ELSEWHERE, Found
from permits.finder.result import decision_of

_CHANGES = (PermitKind.CHANGE_EMPLOYER, PermitKind.CHANGE_DETAILS, PermitKind.CANCELLATION)


def employer_columns(found: Found, kind: str, on: date) -> dict[str, Any]:
    """Columns of the employer's part that the answers settle. The employee's part stays empty.

    Nothing when the answers were about another ``kind`` than is applied for.
    """
    if found.kind != kind:
        return {}
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
