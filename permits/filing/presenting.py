"""Values in the words of a page: rows of summary lists, for the pages and for the desk."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.passport.presenting import passport_rows
from applications.passport.rules.states import state_name
from permits.enums import Distinction
from permits.filing.enums import Part
from permits.filing.occupations import OCCUPATIONS
from permits.filing.parts import parts_of
from permits.filing.queries import Snapshot
from permits.models import FamilyMember, PermitApplication
from permits.rules.words import pay_words
from ui.rows import Row

Pairs = list[tuple[str, Any]]


def day(value: date | None) -> str:
    return formats.date_format(value) if value else ""


def _label(permit: PermitApplication, field: str) -> str:
    return capfirst(str(getattr(permit, f"get_{field}_display")()))


def _place(permit: PermitApplication) -> Pairs:
    zone = str(permit.zone or "")
    return [
        (_("Place of work"), permit.work_address),
        (_("Zone"), _("In none of the pilot zones") if permit.outside_zones else zone),
        (_("Branch"), str(permit.application.office or "")),
    ]


def _post(permit: PermitApplication) -> Pairs:
    group = dict(OCCUPATIONS).get(permit.occupation_code, "")
    occupation = f"{permit.occupation_code} {group}" if group else ""
    return [
        (_("Post"), " · ".join(x for x in (permit.job_title, permit.job_title_zh) if x)),
        (_("Group of occupations"), occupation or "–"),
        (_("Occupation"), permit.occupation_text),
        (_("Duties"), permit.duties),
    ]


def _contract(permit: PermitApplication) -> Pairs:
    return [
        (_("Kind of contract"), _label(permit, "contract_kind")),
        (_("First day"), day(permit.contract_from)),
        (_("Last day"), day(permit.contract_until)),
        (_("Pay a year, before tax"), pay_words(permit.pay_annual) if permit.pay_annual else ""),
    ]


def _basis(permit: PermitApplication) -> Pairs:
    rows: Pairs = [(_("The application rests on"), _label(permit, "basis"))]
    if permit.ground:
        rows += [
            (_("Ground"), _label(permit, "ground")),
            (_("Facts of the ground"), permit.ground_text),
        ]
    return rows


def _change(permit: PermitApplication) -> Pairs:
    return [
        (_("Day of the change"), day(permit.changed_on)),
        (_("What changed"), permit.change_text),
    ]


def _studies(permit: PermitApplication) -> Pairs:
    labels = dict(Distinction.choices)
    chosen = "; ".join(capfirst(str(labels[code])) for code in permit.distinctions)
    return [
        (_("Highest degree or certificate"), _label(permit, "education")),
        (_("University or school"), permit.school),
        (_("Subject"), permit.subject or "–"),
        (_("Chinese"), _label(permit, "chinese")),
        (_("Distinctions"), chosen or "–"),
    ]


def _experience(permit: PermitApplication) -> Pairs:
    def number(value: int | None) -> str:
        return "" if value is None else str(value)

    return [
        (_("Years of relevant work"), number(permit.experience_years)),
        (_("Earlier work"), permit.experience_text),
        (_("Months of a year in China"), number(permit.months_in_china)),
    ]


def _stay(permit: PermitApplication) -> Pairs:
    rows: Pairs = [
        (_("Now held"), _label(permit, "stay_kind")),
        (_("Last entry into China"), day(permit.entered_on) or "–"),
        (_("Stay allowed until"), day(permit.stay_until) or "–"),
    ]
    if permit.permit_number:
        rows += [
            (_("Number of the work permit"), permit.permit_number),
            (_("Work permit valid until"), day(permit.permit_until)),
        ]
    return rows


def _home(permit: PermitApplication) -> Pairs:
    rows: Pairs = [
        (_("Address in Shanghai"), permit.home_address),
        (_("Registered with the police"), _label(permit, "home_registered")),
    ]
    if permit.home_registered_on:
        rows.append((_("Registered on"), day(permit.home_registered_on)))
    return [*rows, (_("Telephone"), permit.phone)]


PART_ROWS: dict[Part, Callable[[PermitApplication], Pairs]] = {
    Part.PLACE: _place,
    Part.POST: _post,
    Part.CONTRACT: _contract,
    Part.BASIS: _basis,
    Part.CHANGE: _change,
    Part.STUDIES: _studies,
    Part.EXPERIENCE: _experience,
    Part.STAY: _stay,
    Part.HOME: _home,
}


def family_words(member: FamilyMember) -> str:
    """One family member in a line."""
    nation = state_name(member.nationality, get_language() or "en")
    parts = (capfirst(member.get_relation_display()), day(member.birth_date), nation)
    return " · ".join(part for part in (*parts, member.document_number) if part)


def hand_rows(
    snapshot: Snapshot, hand: str, url: Callable[..., str] | None
) -> list[tuple[str, list[Row]]]:
    """One hand's answers, part by part; with links to their pages while ``url`` is given."""
    permit = snapshot.permit
    blocks: list[tuple[str, list[Row]]] = []
    if hand == "person":
        blocks.append((_("Passport"), _passport(permit, url)))
    for part in parts_of(permit.kind, hand):
        link = f"{url('part', part)}?from=check" if url else ""
        rows = [
            Row(key=key, value=value or _("not answered yet"), url=link)
            for key, value in PART_ROWS[part](permit)
        ]
        blocks.append((str(part.label), rows))
    if hand == "person" and (snapshot.family or permit.family_none):
        blocks.append((_("Family who move too"), _family(snapshot, url)))
    return blocks


def _passport(permit: PermitApplication, url: Callable[..., str] | None) -> list[Row]:
    traveller = permit.application.traveller
    link = url("passport") if url else ""
    if not traveller.document_number:
        return [Row(key=_("Passport"), value=_("not answered yet"), url=link)]
    rows = [Row(**row, url=link) for row in passport_rows(traveller)]
    names = f"{url('names')}?from=check" if url else ""
    return [
        *rows,
        Row(key=_("Name as printed"), value=traveller.name_viz or "–", url=names),
        Row(key=_("Chinese name"), value=traveller.name_zh or "–", url=names),
    ]


def _family(snapshot: Snapshot, url: Callable[..., str] | None) -> list[Row]:
    link = url("family") if url else ""
    if not snapshot.family:
        return [Row(key=_("Family"), value=_("nobody"), url=link)]
    return [Row(key=one.name, value=family_words(one), url=link) for one in snapshot.family]
