"""Begin, see the tasks, send the private link, open it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from accounts.enums import OrganisationStatus
from accounts.models import User
from accounts.queries import organisations_for
from applications.private_links import grant_keep
from applications.registry import adapter_for
from applications.views.links import link_page
from permits import services
from permits.filing.notices import notices
from permits.filing.queries import snapshot_load
from permits.filing.task_list import task_sections
from permits.finder import answers_of
from permits.forms.employer import PersonForm, StartForm
from permits.models import PermitApplication
from permits.views.seat import GRANTS, Seat, drafted, seated
from ui.steps import Step, signed_in

_WHO = ("person_name", "person_email", "person_language")


@signed_in
def permit_new(request: HttpRequest) -> HttpResponse:
    """Choose what is applied for and for whom; ``?from=`` names an earlier case to begin from."""
    organisations = organisations_for(request.user).exclude(status=OrganisationStatus.SUSPENDED)
    first = organisations.first()
    if first is None:
        return render(request, "accounts/no_organisation.html")
    begun: list[PermitApplication] = []
    language = get_language() or "en"
    assert isinstance(request.user, User)  # noqa: S101
    actor = request.user
    chosen, wanted = request.GET.get("kind", ""), request.GET.get("from", "")
    earlier = services.earlier_for_employer(actor, wanted) if wanted else None

    def save(form: Any) -> None:
        begun.append(
            services.permit_start(
                **form.cleaned_data,
                actor=actor,
                now=timezone.now(),
                language=language,
                earlier=earlier,
                found=answers_of(request),
            )
        )

    initial = {"organisation": first, "person_language": "en", "kind": chosen}
    return Step(
        template="permits/new.html",
        form=lambda **kwargs: StartForm(
            organisations=organisations, initial=initial | _known(earlier), **kwargs
        ),
        save=save,
        onward=lambda: reverse("permit", args=[begun[0].pk]),
        context={
            "back": reverse("dashboard"),
            "earlier": earlier,
            "not_found": bool(wanted) and earlier is None,
        },
    ).respond(request)


def _known(earlier: PermitApplication | None) -> dict[str, Any]:
    """For whom the earlier case was, as the form begins."""
    if earlier is None:
        return {}
    return {
        "organisation": earlier.application.organisation,
        **{name: getattr(earlier, name) for name in _WHO},
    }


@seated
@drafted
def tasks(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The task list of one hand; the person can take over there what they gave before."""
    if request.method == "POST" and seat.is_person and "take" in request.POST:
        return _taken(request, seat)
    now = timezone.now()
    snapshot = snapshot_load(seat.permit, now)
    sections = task_sections(snapshot, seat.hand, seat.url)
    context = {
        "seat": seat,
        "permit": seat.permit,
        "sections": sections,
        "done": sum(section.done for section in sections),
        "total": sum(len(section.tasks) for section in sections),
        "notices": notices(snapshot),
        "window": snapshot.window,
        "decision": snapshot.decision,
        "known": services.known_of(seat.permit, now) if seat.is_person else None,
        "errands": adapter_for(seat.permit.application).errands(seat.permit.application, now),
    }
    return render(request, "permits/task_list.html", context)


def _taken(request: HttpRequest, seat: Seat) -> HttpResponse:
    try:
        services.permit_known_take(permit=seat.permit, actor=seat.actor, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("Taken over. Look through every part: what has changed since then?")
        )
    return redirect(seat.home)


@seated
@drafted
def employee(request: HttpRequest, seat: Seat) -> HttpResponse:
    """To whom the link goes; send it, send it again, close it."""
    permit, now = seat.permit, timezone.now()
    if request.method == "POST" and "send" in request.POST:
        return _sent(request, seat)
    if request.method == "POST" and "close" in request.POST:
        services.person_link_close(permit=permit, actor=seat.actor, now=now)
        messages.success(request, _("The link is closed. It opens nothing any more."))
        return redirect(seat.url("employee"))

    def save(form: Any) -> None:
        services.permit_person_change(
            permit=permit, **form.cleaned_data, actor=seat.actor, now=timezone.now()
        )
        messages.success(request, _("Saved."))

    initial = {name: getattr(permit, name) for name in _WHO}
    link = permit.links.filter(closed_at=None).first()
    return Step(
        template="permits/employee.html",
        form=lambda **kwargs: PersonForm(initial=initial, **kwargs),
        save=save,
        onward=lambda: seat.url("employee"),
        context={
            "seat": seat,
            "permit": permit,
            "link": link,
            "expired": link is not None and link.expires_at <= now,
            "back": seat.home,
        },
    ).respond(request)


def _sent(request: HttpRequest, seat: Seat) -> HttpResponse:
    try:
        link = services.person_link_send(permit=seat.permit, actor=seat.actor, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("The link is on its way to %(address)s.") % {"address": link.address}
        )
    return redirect(seat.url("employee"))


@never_cache
@sensitive_variables("token")
def permit_link(request: HttpRequest, token: str) -> HttpResponse:
    """The person's private link."""

    def open_link() -> str:
        link = services.person_link_open(token=token, now=timezone.now())
        grant_keep(request, GRANTS, link.permit_id, link)
        return reverse("permit_person", args=[link.permit_id])

    return link_page(
        request,
        template="permits/link.html",
        gone="permits/link_gone.html",
        open_link=open_link,
    )
