"""The people of an invitation: list, passport, confirmation, correction, details, removal."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.passport.errors import PassportRejected
from applications.passport.forms import (
    ConfirmForm,
    CorrectionForm,
    PassportForm,
    correction_initial,
)
from applications.passport.presenting import passport_rows
from applications.passport.rules.digits import risky_characters
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.services import upload_store
from port_visa import progress, services
from port_visa.errors import InvitationError
from port_visa.forms.people import DetailsForm, details_initial
from port_visa.models import Invitee
from port_visa.permissions import can_edit_invitee
from port_visa.queries import Snapshot, snapshot_load
from port_visa.views.common import (
    actor_of,
    back_from_invitee,
    home_of,
    invitation_or_404,
    invitee_or_404,
    is_draft,
    number_of,
)
from ui.steps import Step, StepForm, signed_in
from ui.tasks import TAGS


@signed_in
def invitation_invitees(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list; its button adds one person and goes on to their passport."""
    found = invitation_or_404(request, pk)
    if not is_draft(found):
        return redirect(home_of(found))
    if request.method == "POST":
        try:
            new = services.invitee_add(
                invitation=found, actor=actor_of(request), now=timezone.now()
            )
        except InvitationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("invitation_invitees", pk=pk)
        return redirect("invitee_passport", pk=pk, invitee_pk=new.pk)
    snapshot = snapshot_load(found, timezone.now())
    context = {
        "invitation": found,
        "people": [_person(snapshot, invitee) for invitee in snapshot.invitees],
        "full": len(snapshot.invitees) >= snapshot.limits.max_invitees,
        "most": snapshot.limits.max_invitees,
        "back": home_of(found),
    }
    return render(request, "port_visa/invitees.html", context)


def _person(snapshot: Snapshot, invitee: Invitee) -> dict[str, Any]:
    """One line of the list: who, what is next, and where."""
    status = progress.invitee_status(snapshot, invitee)
    found = progress.invitee_findings(snapshot, invitee)
    page = found[0].page if found else "invitee_details"
    return {
        "invitee": invitee,
        "name": invitee.application.traveller.name_mrz,
        "status": status.label,
        "tag": TAGS.get(status, ""),
        "hint": found[0].problem.message if found else "",
        "url": reverse(page, args=[snapshot.invitation.pk, invitee.pk]),
    }


def _editable(request: HttpRequest, invitee: Invitee, item: str) -> None:
    """Pages of what cannot be changed now do not exist."""
    if not can_edit_invitee(request.user, invitee, item):
        raise Http404


def _context(invitee: Invitee, **more: Any) -> dict[str, Any]:
    number, count = number_of(invitee)
    return {
        "invitation": invitee.invitation,
        "invitee": invitee,
        "number": number,
        "count": count,
        "back": back_from_invitee(invitee),
        **more,
    }


def _passport_uploads(invitee: Invitee) -> list[Upload]:
    rows = invitee.application.attachments.filter(
        code=progress.PASSPORT_COPY, removed_at__isnull=True
    )
    return [row.upload for row in rows.select_related("upload")]


@signed_in
def invitee_passport(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """The passport's two lines, and a copy of its photo page."""
    invitee = invitee_or_404(request, pk, invitee_pk)
    _editable(request, invitee, "passport")
    traveller = invitee.application.traveller
    rejected: list[PassportRejected] = []

    def save(form: StepForm) -> None:
        _store_copies(request, invitee, form)
        try:
            services.invitee_passport_save(
                invitee=invitee,
                lines=form.cleaned_data["lines"],
                actor=actor_of(request),
                now=timezone.now(),
            )
        except PassportRejected as error:
            rejected.append(error)
            raise

    response = Step(
        template="port_visa/passport.html",
        form=lambda **kwargs: PassportForm(
            initial={"lines": f"{traveller.mrz_line1}\n{traveller.mrz_line2}".strip()}, **kwargs
        ),
        save=save,
        onward=lambda: reverse("invitee_confirm", args=[pk, invitee_pk]),
        context=_context(invitee, uploads=_passport_uploads(invitee)),
    ).respond(request)
    if rejected and rejected[0].out_of_scope:
        context = _context(invitee, sentences=rejected[0].messages)
        return render(request, "port_visa/not_needed.html", context)
    return response


def _store_copies(request: HttpRequest, invitee: Invitee, form: StepForm) -> None:
    """Keep the chosen files first: a wrong line must not cost the upload."""
    for file in form.cleaned_data.get("copy") or []:
        try:
            upload = upload_store(
                owner=actor_of(request),
                purpose=UploadPurpose.APPLICATION_DOCUMENT,
                file=file,
                now=timezone.now(),
            )
            services.attachment_add(
                invitation=invitee.invitation,
                code=progress.PASSPORT_COPY,
                upload=upload,
                invitee=invitee,
                actor=actor_of(request),
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("copy", error)
            raise


@signed_in
def invitee_confirm(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """What the lines say, beside the passport, to be compared by a person."""
    invitee = invitee_or_404(request, pk, invitee_pk)
    _editable(request, invitee, "passport")
    traveller = invitee.application.traveller
    if not traveller.document_number:
        return redirect("invitee_passport", pk=pk, invitee_pk=invitee_pk)

    def save(form: StepForm) -> None:
        services.invitee_confirm(
            invitee=invitee,
            risky_compared=form.cleaned_data["risky_compared"],
            actor=actor_of(request),
            now=timezone.now(),
        )

    snapshot = snapshot_load(invitee.invitation, timezone.now())
    uploads = _passport_uploads(invitee)
    return Step(
        template="port_visa/confirm.html",
        form=ConfirmForm,
        save=save,
        onward=lambda: _after_confirm(invitee),
        context=_context(
            invitee,
            rows=passport_rows(traveller),
            traveller=traveller,
            corrected=invitee.corrected_fields,
            risky=risky_characters(traveller.document_number),
            number_signs=list(traveller.document_number),
            uploads=uploads,
            pictures=[upload for upload in uploads if upload.preview],
            warnings=progress.invitee_warnings(snapshot, invitee),
            back=reverse("invitee_passport", args=[pk, invitee_pk]),
        ),
    ).respond(request)


def _after_confirm(invitee: Invitee) -> str:
    if not is_draft(invitee.invitation):
        return back_from_invitee(invitee)
    return reverse("invitee_details", args=[invitee.invitation_id, invitee.pk])


@signed_in
def invitee_correct(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """Type what the passport says, with a reason that the officer reads."""
    invitee = invitee_or_404(request, pk, invitee_pk)
    _editable(request, invitee, "passport")

    def save(form: Any) -> None:
        services.invitee_correct(
            invitee=invitee,
            correction=form.correction(),
            reason=form.cleaned_data["reason"],
            actor=actor_of(request),
            now=timezone.now(),
        )

    return Step(
        template="port_visa/correct.html",
        form=lambda **kwargs: CorrectionForm(
            initial=correction_initial(invitee.application.traveller, invitee.correction_reason),
            specimens=settings.PORTAL_DEMO,
            **kwargs,
        ),
        save=save,
        onward=lambda: _after_confirm(invitee),
        context=_context(invitee, back=reverse("invitee_passport", args=[pk, invitee_pk])),
    ).respond(request)


@signed_in
def invitee_details(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """The name with its accents, and what the person does."""
    invitee = invitee_or_404(request, pk, invitee_pk)
    _editable(request, invitee, "details")

    def save(form: StepForm) -> None:
        services.invitee_details_save(
            invitee=invitee,
            data=form.cleaned_data,
            actor=actor_of(request),
            now=timezone.now(),
        )

    def onward() -> str:
        if is_draft(invitee.invitation) and request.GET.get("from") == "check":
            return reverse("invitation_check", args=[pk])
        return back_from_invitee(invitee)

    return Step(
        template="port_visa/details.html",
        form=lambda **kwargs: DetailsForm(initial=details_initial(invitee), **kwargs),
        save=save,
        onward=onward,
        context=_context(invitee),
    ).respond(request)


@signed_in
def invitee_remove(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """Ask once, then take the person off the draft."""
    invitee = invitee_or_404(request, pk, invitee_pk)
    if not is_draft(invitee.invitation):
        raise Http404
    if request.method == "POST":
        services.invitee_remove(invitee=invitee, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("Removed from this invitation."))
        return redirect("invitation_invitees", pk=pk)
    return render(request, "port_visa/remove.html", _context(invitee))
