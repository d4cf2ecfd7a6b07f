"""Begin, see the tasks, describe the visit, copy, discard, take back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.enums import OrganisationStatus
from accounts.models import Organisation
from accounts.queries import organisations_for
from port_visa import services
from port_visa.enums import InvitationStatus, VisitPart
from port_visa.forms.submission import CopyForm, InviterForm, OrganisationForm, WithdrawForm
from port_visa.forms.visit import VISIT_FORMS, visit_form, visit_initial
from port_visa.models import Invitation, Invitee, Professional
from port_visa.permissions import can_invite_personally
from port_visa.professionals import professional_of
from port_visa.queries import active_invitees, snapshot_load
from port_visa.services.submission import WITHDRAWABLE
from port_visa.swaps import swap_words
from port_visa.task_list import task_sections
from port_visa.views.common import actor_of, home_of, invitation_or_404, is_draft
from port_visa.waiting import what_to_do
from ui.steps import Step, signed_in


def _begin(
    request: HttpRequest,
    organisation: Organisation | None = None,
    professional: Professional | None = None,
) -> Invitation:
    return services.invitation_create(
        organisation=organisation,
        professional=professional,
        actor=actor_of(request),
        now=timezone.now(),
        language=get_language() or "en",
    )


@signed_in
def invitation_new(request: HttpRequest) -> HttpResponse:
    """Choose who invites; with a single organisation there is nothing to choose."""
    organisations = organisations_for(request.user).exclude(status=OrganisationStatus.SUSPENDED)
    professional = professional_of(request.user)
    if professional is not None and can_invite_personally(request.user, professional):
        return _choose_inviter(request, list(organisations), professional)
    first = organisations.first()
    if first is None:
        return render(request, "accounts/no_organisation.html", {"inviting": True})
    begun: list[Invitation] = []
    return Step(
        template="port_visa/new.html",
        form=lambda **kwargs: OrganisationForm(
            organisations=organisations, initial={"organisation": first}, **kwargs
        ),
        save=lambda form: begun.append(_begin(request, form.cleaned_data["organisation"])),
        onward=lambda: reverse("invitation", args=[begun[0].pk]),
        context={"back": reverse("dashboard")},
    ).respond(request)


def _choose_inviter(
    request: HttpRequest, organisations: list[Organisation], professional: Professional
) -> HttpResponse:
    begun: list[Invitation] = []

    def save(form: Any) -> None:
        chosen = form.cleaned_data["inviter"]
        if chosen == InviterForm.ME:
            begun.append(_begin(request, professional=professional))
            return
        organisation = next(one for one in organisations if str(one.pk) == chosen)
        begun.append(_begin(request, organisation))

    return Step(
        template="port_visa/new.html",
        form=lambda **kwargs: InviterForm(
            organisations=organisations,
            professional=professional,
            initial={"inviter": InviterForm.ME},
            **kwargs,
        ),
        save=save,
        onward=lambda: reverse("invitation", args=[begun[0].pk]),
        context={"back": reverse("dashboard"), "personal": True},
    ).respond(request)


@signed_in
def invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The task list of a draft; what has been submitted shows its receipt."""
    found = invitation_or_404(request, pk)
    if not is_draft(found):
        return redirect("invitation_receipt", pk=pk)
    snapshot = snapshot_load(found, timezone.now())
    sections = task_sections(snapshot)
    context = {
        "invitation": found,
        "sections": sections,
        "done": sum(section.done for section in sections),
        "total": sum(len(section.tasks) for section in sections),
        "draft_days": snapshot.limits.draft_days,
        "swaps": swap_words(snapshot.invitees),
        "waiting": what_to_do(found, timezone.now()),
    }
    return render(request, "port_visa/task_list.html", context)


@signed_in
def invitation_visit(request: HttpRequest, pk: UUID, part: str) -> HttpResponse:
    """One page of the visit."""
    if part not in VISIT_FORMS:
        raise Http404
    found = invitation_or_404(request, pk)

    def save(form: Any) -> None:
        services.invitation_visit_save(
            invitation=found,
            part=part,
            data=form.cleaned_data,
            actor=actor_of(request),
            now=timezone.now(),
        )

    return Step(
        template="port_visa/visit.html",
        form=lambda **kwargs: visit_form(found, part)(initial=visit_initial(found, part), **kwargs),
        save=save,
        onward=lambda: _after_visit(request, found, part),
        context={
            "invitation": found,
            "title": VisitPart(part).label,
            "number": VisitPart.values.index(part) + 1,
            "count": len(VisitPart.values),
            "back": home_of(found) if is_draft(found) else _asking_page(request, found),
        },
    ).respond(request)


def _asking_page(request: HttpRequest, found: Invitation) -> str:
    """The list that asked for a change of the visit, of the person from whose list one came."""
    wanted = request.GET.get("for", "")
    if any(invitee.application.reference == wanted for invitee in _people(found)):
        return reverse("application_supplement", args=[wanted])
    return home_of(found)


def _after_visit(request: HttpRequest, found: Invitation, part: str) -> str:
    """Back to the check page when the change came from there, else the next page of the visit."""
    if not is_draft(found):
        return _asking_page(request, found)
    if request.GET.get("from") == "check":
        return reverse("invitation_check", args=[found.pk])
    parts = VisitPart.values
    following = parts.index(part) + 1
    if following < len(parts) and found.category == "":
        return reverse("invitation_visit", args=[found.pk, parts[following]])
    if following < len(parts) and not _begun(found, parts[following]):
        return reverse("invitation_visit", args=[found.pk, parts[following]])
    return home_of(found)


def _begun(found: Invitation, part: str) -> bool:
    return any(visit_initial(found, part).values())


@signed_in
def invitation_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a new invitation like this one, with chosen people."""
    found = invitation_or_404(request, pk)
    people = [i for i in _people(found) if i.application.traveller.document_number]
    copies: list[Invitation] = []

    def save(form: Any) -> None:
        copies.append(
            services.invitation_copy(
                invitation=found,
                invitees=list(_chosen(form, found)),
                actor=actor_of(request),
                now=timezone.now(),
                language=get_language() or "en",
            )
        )

    def onward() -> str:
        messages.success(
            request, _("Copied. Enter the new dates, and compare each passport once more.")
        )
        return reverse("invitation", args=[copies[0].pk])

    return Step(
        template="port_visa/copy.html",
        form=lambda **kwargs: CopyForm(
            people=people, initial={"people": [i.pk for i in people]}, **kwargs
        ),
        save=save,
        onward=onward,
        context={"invitation": found, "people": people, "back": home_of(found)},
    ).respond(request)


def _people(found: Invitation) -> list[Invitee]:
    return list(active_invitees().filter(invitation=found))


def _chosen(form: Any, found: Invitation) -> list[Invitee]:
    keys = [invitee.pk for invitee in form.cleaned_data["people"]]
    return [invitee for invitee in _people(found) if invitee.pk in keys]


@signed_in
def invitation_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask once, then throw the draft away."""
    found = invitation_or_404(request, pk)
    if not is_draft(found):
        raise Http404
    if request.method == "POST":
        services.invitation_discard(invitation=found, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("The draft has been deleted."))
        return redirect("dashboard")
    return render(request, "port_visa/discard.html", {"invitation": found, "back": home_of(found)})


@signed_in
def invitation_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one person's application, or several, before the decision."""
    found = invitation_or_404(request, pk)
    if found.status != InvitationStatus.SUBMITTED:
        raise Http404
    people = [i for i in _people(found) if i.application.status in WITHDRAWABLE]

    def save(form: Any) -> None:
        services.invitation_withdraw(
            invitation=found,
            invitees=_chosen(form, found),
            actor=actor_of(request),
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("Withdrawn."))

    initial = {"people": [i.pk for i in people] if len(people) == 1 else []}
    return Step(
        template="port_visa/withdraw.html",
        form=lambda **kwargs: WithdrawForm(people=people, initial=initial, **kwargs),
        save=save,
        onward=lambda: home_of(found),
        context={"invitation": found, "people": people, "back": home_of(found)},
    ).respond(request)
