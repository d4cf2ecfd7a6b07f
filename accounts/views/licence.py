"""The copy of the organisation's licence."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.errors import AccountsError
from accounts.forms import LicenceForm
from accounts.models import Organisation
from accounts.permissions import can_edit_organisation
from accounts.services import (
    licence_add,
    licence_remove,
)
from accounts.views.common import organisation_page, person


@organisation_page(can_edit_organisation)
def organisation_licence(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Add copies of the licence, see their first page, take one off again."""
    if "remove" in request.POST:
        return _take_off(request, organisation)
    posted = request.method == "POST"
    form = LicenceForm(request.POST, request.FILES) if posted else LicenceForm()
    if posted and form.is_valid():
        refused = _add(request, organisation, form.cleaned_data["copies"])
        if not refused:
            return redirect("organisation_licence", organisation.pk)
        form.add_error("copies", ValidationError(refused))
    context = {
        "form": form,
        "organisation": organisation,
        "uploads": organisation.licence.order_by("created_at"),
        "removable": organisation.status in ("unverified", "returned"),
    }
    return render(request, "accounts/organisation_licence.html", context)


def _add(
    request: HttpRequest, organisation: Organisation, files: list[UploadedFile]
) -> list[ValidationError]:
    """Store each file; return the sentences about those that were refused."""
    refused = []
    for file in files:
        try:
            licence_add(
                organisation=organisation, actor=person(request), file=file, now=timezone.now()
            )
        except ValidationError as error:
            refused.append(error)
    return refused


def _take_off(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    try:
        wanted = UUID(request.POST["remove"])
    except ValueError as error:
        raise Http404 from error
    upload = get_object_or_404(organisation.licence, pk=wanted)
    try:
        licence_remove(
            organisation=organisation, actor=person(request), upload=upload, now=timezone.now()
        )
    except AccountsError as error:
        messages.error(request, str(error.message))
    return redirect("organisation_licence", organisation.pk)
