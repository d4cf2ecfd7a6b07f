"""The list of what is missing, answered where it asks."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications.enums import Status
from applications.forms import SupplementForm
from applications.models import Application, SupplementRequest
from applications.points import SupplementPoint, changed_in_form
from applications.registry import adapter_for
from applications.services import (
    supplement_answer,
    supplement_file_add,
    supplement_file_remove,
    supplement_save,
)
from applications.views.common import actor_of, own_case
from documents.enums import UploadPurpose
from documents.services import uploads_store
from ui.kept import answers_forget
from ui.steps import signed_in, typed_form


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the points with their answers and files; save, or hand in the whole answer."""
    case = own_case(request, reference)
    asked = case.supplement_requests.filter(answered_at=None, lapsed_at=None).first()
    if asked is None:
        return redirect("application", reference=reference)
    hidden = adapter_for(case).hidden_codes(request.user, case)
    items = list(asked.items.exclude(code__in=hidden))
    if not items:  # everything that is asked is somebody else's to answer; their page says whose
        return redirect("application", reference=reference)
    points = adapter_for(case).supplement_points(case, [item.code for item in items], request.user)
    make = partial(SupplementForm, items, points, initial={"version": case.version})
    form = typed_form(request, make)
    if request.method == "POST" and form.is_valid():
        _keep(request, case, form)
        if "remove" in request.POST:
            _remove(request, case)
            return redirect("application_supplement", reference=reference)
        if not form.errors and "go" in request.POST:
            return redirect(_page_of_the_form(request, reference, points))
        if not form.errors and _done(request, case, form):
            return redirect("application", reference=reference)
        if not form.errors:
            return redirect("application_supplement", reference=reference)
    return _page(request, case, asked, form, points)


def _page_of_the_form(
    request: HttpRequest, reference: str, points: Mapping[str, SupplementPoint]
) -> str:
    """Where the pressed button leads, now that what was typed is saved; nowhere but the form."""
    pages = {url for point in points.values() for _label, url in point.links}
    here = reverse("application_supplement", args=[reference])
    return request.POST["go"] if request.POST["go"] in pages else here


def _keep(request: HttpRequest, case: Application, form: SupplementForm) -> None:
    """Save text and good files first, so that an error further on loses nothing."""
    actor, now = actor_of(request), timezone.now()
    try:
        supplement_save(application=case, actor=actor, answers=form.answers)
    except ValidationError as error:
        form.add_error(None, error)
        return
    answers_forget(request)
    for item in form.items:
        name = form.files_name(item)
        if name not in form.fields:
            continue
        stored, refused = uploads_store(
            owner=actor,
            purpose=UploadPurpose.APPLICATION_DOCUMENT,
            files=form.cleaned_data[name],
            now=now,
        )
        problems: list[ValidationError] = list(refused)
        for upload in stored:
            try:
                supplement_file_add(
                    application=case, item=item, upload=upload, actor=actor, now=now
                )
            except ValidationError as error:
                problems.append(error)
                break
        for problem in problems:
            form.add_error(name, problem)


def _remove(request: HttpRequest, case: Application) -> None:
    hidden = adapter_for(case).hidden_codes(request.user, case)
    added = case.attachments.filter(removed_at=None).exclude(code__in=hidden)
    found = next((a for a in added if str(a.upload_id) == request.POST["remove"]), None)
    if found is not None:
        supplement_file_remove(
            application=case, attachment=found, actor=actor_of(request), now=timezone.now()
        )


def _done(request: HttpRequest, case: Application, form: SupplementForm) -> bool:
    if "send" not in request.POST:
        messages.success(request, _("Saved. You can go on later."))
        return False
    try:
        answered = supplement_answer(
            application=case,
            actor=actor_of(request),
            now=timezone.now(),
            answers=form.answers,
            expected_version=form.cleaned_data["version"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if answered.status == Status.SUPPLEMENT:
        _who, what = adapter_for(case).others_turn(answered, request.user)
        messages.success(request, " ".join(filter(None, (_("Your part is kept."), what))))
    else:
        messages.success(request, _("Your answer is handed in."))
    return True


def _page(
    request: HttpRequest,
    case: Application,
    asked: SupplementRequest,
    form: SupplementForm,
    ways: Mapping[str, SupplementPoint],
) -> HttpResponse:
    added = case.attachments.filter(
        removed_at=None, created_at__gte=asked.requested_at
    ).select_related("upload")
    changed = changed_in_form(case, list(ways), asked.requested_at)
    points: list[dict[str, Any]] = [
        {
            "item": item,
            "number": number,
            "way": ways[item.code],
            "changed_at": changed.get(item.code),
            "text": form[form.text_name(item)],
            "files": form[form.files_name(item)] if ways[item.code].file_code else None,
            "uploads": [file.upload for file in added if file.code == ways[item.code].file_code],
        }
        for number, item in enumerate(form.items, 1)
    ]
    context = {"application": case, "asked": asked, "form": form, "points": points}
    return render(request, "applications/supplement.html", context)
