"""What of an answer is wrong by itself, before it is kept in a draft."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from permits.errors import PermitIncomplete
from permits.filing.enums import Basis, Part, Registered
from ui.problems import Problem


def part_checked(part: Part, values: dict[str, Any], today: date) -> dict[str, Any]:
    """Judge one part's values, and empty what the other answers make meaningless."""
    problems = _CHECKS[part](values, today) if part in _CHECKS else []
    if problems:
        raise PermitIncomplete(problems)
    if part == Part.PLACE and values["outside_zones"]:
        values["zone"] = None
    if part == Part.BASIS and values["basis"] == Basis.POINTS:
        values["ground"] = values["ground_text"] = ""
    if part == Part.HOME and values["home_registered"] != Registered.YES:
        values["home_registered_on"] = None
    return values


def _contract(values: Mapping[str, Any], today: date) -> list[Problem]:
    problems = []
    first, last = values["contract_from"], values["contract_until"]
    if first and last and last <= first:
        message = _("The contract ends before it begins. Look at both dates again.")
        problems.append(Problem("contract_order", message, "contract_until"))
    elif last and last <= today:
        message = _(
            "The contract has ended already. Enter the contract that the person works under."
        )
        problems.append(Problem("contract_over", message, "contract_until"))
    if values["pay_annual"] is not None and values["pay_annual"] <= 0:
        message = _("Enter the pay of a whole year in yuan, before tax.")
        problems.append(Problem("pay", message, "pay_annual"))
    return problems


def _stay(values: Mapping[str, Any], today: date) -> list[Problem]:
    entered = values["entered_on"]
    if entered and values["stay_until"] and values["stay_until"] < entered:
        message = _("The visa or permit ends before the entry. Look at both dates again.")
        return [Problem("stay_order", message, "stay_until")]
    return []


def _home(values: Mapping[str, Any], today: date) -> list[Problem]:
    if values["home_registered_on"] and values["home_registered_on"] > today:
        message = _("The day of registration lies in the future.")
        return [Problem("registered_future", message, "home_registered_on")]
    return []


_CHECKS = {Part.CONTRACT: _contract, Part.STAY: _stay, Part.HOME: _home}
