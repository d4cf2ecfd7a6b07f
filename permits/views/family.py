"""Family who move too."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permits import services
from permits.filing.parts import FAMILY_KINDS
from permits.filing.presenting import family_words
from permits.forms.person import FamilyForm
from permits.models import FamilyMember
from permits.permissions import can_edit
from permits.services.family import FIELDS
from permits.views.seat import Seat, seated
from ui.steps import Step


def _editable(seat: Seat) -> None:
    if seat.permit.kind not in FAMILY_KINDS:
        raise Http404
    if not can_edit(seat.actor, seat.permit, seat.hand, ["family"]):
        raise Http404


@seated
def family(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who moves too; or that nobody does."""
    _editable(seat)
    if request.method == "POST":
        services.family_none(permit=seat.permit, actor=seat.actor, now=timezone.now())
        return redirect(seat.home)
    people = [
        {
            "member": member,
            "words": family_words(member),
            "change": seat.url("family_change", member.pk),
            "remove": seat.url("family_remove", member.pk),
        }
        for member in seat.permit.family.filter(removed_at=None)
    ]
    context = {"seat": seat, "permit": seat.permit, "people": people, "back": seat.home}
    return render(request, "permits/family.html", context)


def _member(seat: Seat, member_pk: int) -> FamilyMember:
    found = seat.permit.family.filter(pk=member_pk, removed_at=None).first()
    if found is None:
        raise Http404
    return found


@seated
def family_add(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Add somebody."""
    return _page(request, seat, None)


@seated
def family_change(request: HttpRequest, seat: Seat, member_pk: int) -> HttpResponse:
    """Change who is on the list."""
    return _page(request, seat, _member(seat, member_pk))


def _page(request: HttpRequest, seat: Seat, member: FamilyMember | None) -> HttpResponse:
    _editable(seat)

    def save(form: Any) -> None:
        services.family_member_save(
            permit=seat.permit,
            data=form.cleaned_data,
            member=member,
            actor=seat.actor,
            now=timezone.now(),
        )

    initial = {name: getattr(member, name) for name in FIELDS} if member else {}
    return Step(
        template="permits/family_member.html",
        form=lambda **kwargs: FamilyForm(initial=initial, specimens=settings.PORTAL_DEMO, **kwargs),
        save=save,
        onward=lambda: seat.url("family"),
        context={
            "seat": seat,
            "permit": seat.permit,
            "member": member,
            "back": seat.url("family"),
        },
    ).respond(request)


@seated
def family_remove(request: HttpRequest, seat: Seat, member_pk: int) -> HttpResponse:
    """Ask once, then take somebody off the list."""
    _editable(seat)
    member = _member(seat, member_pk)
    if request.method == "POST":
        services.family_member_remove(
            permit=seat.permit, member=member, actor=seat.actor, now=timezone.now()
        )
        return redirect(seat.url("family"))
    context = {"seat": seat, "member": member, "back": seat.url("family")}
    return render(request, "permits/family_remove.html", context)
