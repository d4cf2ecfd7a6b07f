"""One page for each part, whoever's it is."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from applications.deadlines import legal_date
from offices.enums import OfficeKind
from offices.queries import offices_of_kind
from permits import queries, services
from permits.enums import TalentCategory
from permits.filing.enums import Part
from permits.filing.parts import FIELDS, is_begun, items_of, parts_of
from permits.filing.queries import snapshot_load
from permits.forms import employer, person
from permits.models import PermitApplication
from permits.permissions import can_edit
from permits.views.seat import Seat, seated
from ui.steps import Step, StepForm

FORMS: dict[Part, Callable[..., StepForm]] = {
    Part.POST: employer.PostForm,
    Part.CONTRACT: employer.ContractForm,
    Part.BASIS: employer.BasisForm,
    Part.CHANGE: employer.ChangeForm,
    Part.STUDIES: person.StudiesForm,
    Part.EXPERIENCE: person.ExperienceForm,
    Part.HOME: person.HomeForm,
}


def _initial(permit: PermitApplication, part: Part) -> dict[str, Any]:
    values = {field: getattr(permit, field) for field in FIELDS[part]}
    if part == Part.PLACE:
        zone = permit.zone.code if permit.zone else ""
        values["where"] = employer.OUTSIDE if permit.outside_zones else zone
        values["office"] = permit.application.office_id
    return values


def _form(permit: PermitApplication, part: Part, today: date) -> Callable[..., StepForm]:
    initial = _initial(permit, part)
    if part == Part.PLACE:
        return lambda **kwargs: employer.PlaceForm(initial=initial, today=today, **kwargs)
    if part == Part.STAY:
        return lambda **kwargs: person.StayForm(initial=initial, kind=permit.kind, **kwargs)
    return lambda **kwargs: FORMS[part](initial=initial, **kwargs)


@seated
def part(request: HttpRequest, seat: Seat, part: str) -> HttpResponse:
    """Show and save one part."""
    permit = seat.permit
    mine = parts_of(permit.kind, seat.hand)
    if part not in mine or not can_edit(seat.actor, permit, seat.hand, items_of(part)):
        raise Http404
    page, now = Part(part), timezone.now()

    def save(form: Any) -> None:
        services.permit_part_save(
            permit=permit, part=page, data=form.cleaned_data, actor=seat.actor, now=timezone.now()
        )

    context: dict[str, Any] = {
        "seat": seat,
        "permit": permit,
        "part": page,
        "title": page.label,
        "number": mine.index(page) + 1,
        "count": len(mine),
        "back": seat.home,
    }
    if page == Part.PLACE:
        context["branches"] = _branches(legal_date(now))
    if page in (Part.BASIS, Part.STUDIES, Part.EXPERIENCE):
        context["decision"] = snapshot_load(permit, now).decision
    return Step(
        template=f"permits/part_{page}.html" if page in _OWN_TEMPLATES else "permits/part.html",
        form=_form(permit, page, legal_date(now)),
        save=save,
        onward=lambda: _onward(request, seat, page, mine),
        context=context,
    ).respond(request)


_OWN_TEMPLATES = (Part.PLACE, Part.BASIS)


def _onward(request: HttpRequest, seat: Seat, page: Part, mine: list[Part]) -> str:
    """Back to the check page when the change came from there, else the next page not begun."""
    if not seat.is_draft:
        return reverse("application_supplement", args=[seat.permit.application.reference])
    if request.GET.get("from") == "check":
        return seat.url("check")
    seat.permit.refresh_from_db()
    following = mine[mine.index(page) + 1 :]
    if following and not is_begun(seat.permit, following[0]):
        return seat.url("part", following[0])
    return seat.home


def _branches(today: date) -> list[dict[str, Any]]:
    """Which zones each branch serves for category B, in the words of the rows in force."""
    served: dict[int, list[str]] = {}
    for rule in queries.serving_rules().filter(category=TalentCategory.B, office__isnull=False):
        if rule.valid_from <= today and (rule.valid_until is None or today <= rule.valid_until):
            served.setdefault(rule.office_id or 0, []).append(str(rule.zone or ""))
    return [
        {"office": office, "zones": served.get(office.pk, [])}
        for office in offices_of_kind(OfficeKind.BRANCH)
    ]
