"""Pages of an organisation: register, look, change, licence, hand in for the check."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.enums import ReturnItem
from accounts.errors import AccountsError, CodeAlreadyRegistered
from accounts.forms import OrganisationForm
from accounts.models import Organisation
from accounts.permissions import can_edit_organisation, can_submit, is_member, is_owner
from accounts.queries import members_of, open_requests, organisation_by_code, organisations_for
from accounts.services import (
    access_request,
    organisation_hand_in,
    organisation_register,
    organisation_update,
)
from accounts.views.common import organisation_page, person
from ui.kept import answers_forget
from ui.steps import signed_in, typed_form


@signed_in
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Register an organisation; the person becomes its owner."""
    user = person(request)
    form = typed_form(request, partial(OrganisationForm, initial={"handler_email": user.email}))
    if request.method == "POST" and form.is_valid():
        try:
            organisation = organisation_register(
                actor=user, data=form.to_data(), now=timezone.now()
            )
        except CodeAlreadyRegistered:
            answers_forget(request)
            code = urlencode({"code": form.cleaned_data["uscc"]})
            return redirect(f"{reverse('organisation_taken')}?{code}")
        answers_forget(request)
        for sentence in form.warnings():
            messages.warning(request, sentence)
        return redirect("organisation_licence", organisation.pk)
    return render(request, "accounts/organisation_form.html", {"form": form, "organisation": None})


@signed_in
def organisation_taken(request: HttpRequest) -> HttpResponse:
    """Say that a code is registered, and offer to ask the owners for access. Names nobody."""
    organisation = organisation_by_code(request.GET.get("code", ""))
    if organisation is None:
        return redirect("organisation_new")
    if is_member(request.user, organisation):
        sentence = _("This organisation is already registered, and you are a member of it.")
        messages.info(request, sentence)
        return redirect("organisation", organisation.pk)
    context: dict[str, object] = {"code": organisation.uscc, "asked": False, "problem": ""}
    if request.method == "POST":
        try:
            access_request(organisation=organisation, actor=person(request), now=timezone.now())
            context["asked"] = True
        except AccountsError as error:
            context["problem"] = str(error.message)
    return render(request, "accounts/organisation_taken.html", context)


@organisation_page()
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show the organisation: where its check stands, what to do next, its data."""
    items = organisation.returned_items
    labels = dict(ReturnItem.choices)
    owners = [m for m in members_of(organisation) if m.role == "owner"]
    owner = is_owner(request.user, organisation)
    context = {
        "organisation": organisation,
        "may_edit": owner,
        "may_submit": can_submit(request.user, organisation),
        "licences": organisation.licence.all(),
        "returned": [labels[row["item"]] for row in items if row.get("item") in labels],
        "returned_text": " ".join(row["text"] for row in items if row.get("text")),
        "only_owner": owner and len(owners) == 1,
        "requests": open_requests(organisation, timezone.now()).count() if owner else 0,
    }
    return render(request, "accounts/organisation.html", context)


@organisation_page(can_edit_organisation)
def organisation_edit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Change company data. What stands on the licence is checked again."""
    form = typed_form(
        request, partial(OrganisationForm, initial=OrganisationForm.initial_from(organisation))
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = organisation_update(
                organisation=organisation,
                actor=person(request),
                data=form.to_data(),
                now=timezone.now(),
            )
        except CodeAlreadyRegistered:
            form.add_error("uscc", _("Another organisation is registered with this code."))
        else:
            answers_forget(request)
            if organisation.is_verified and not changed.is_verified:
                messages.info(
                    request,
                    _(
                        "Saved. The bureau checks the change; you cannot submit"
                        " until then. Drafts stay open."
                    ),
                )
            else:
                messages.success(request, _("Saved."))
            return redirect("organisation", organisation.pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "accounts/organisation_form.html", context)


@organisation_page(can_edit_organisation)
def organisation_submit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Hand the organisation in for the bureau's check."""
    if request.method == "POST":
        try:
            organisation_hand_in(
                organisation=organisation, actor=person(request), now=timezone.now()
            )
            messages.success(request, _("Handed in. We write to you when the check is done."))
        except AccountsError as error:
            messages.error(request, str(error.message))
    return redirect("organisation", organisation.pk)


@signed_in
def organisations(request: HttpRequest) -> HttpResponse:
    """Lead to the person's organisation, to a list of several, or to registering one."""
    found = list(organisations_for(request.user)[:100])
    if not found:
        return redirect("organisation_new")
    if len(found) == 1:
        return redirect("organisation", found[0].pk)
    return render(request, "accounts/organisations.html", {"organisations": found})
