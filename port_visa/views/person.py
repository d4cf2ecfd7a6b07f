"""One person's pages: passport, comparison, values typed by hand, details."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

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
from port_visa.forms.people import DetailsForm, details_initial
from port_visa.models import Invitee
from port_visa.queries import snapshot_load
from port_visa.views.seat import editable, seated
from port_visa.views.seats import PersonSeat
from ui.steps import Step, StepForm


def _passport_uploads(invitee: Invitee) -> list[Upload]:
    rows = invitee.application.attachments.filter(
        code=progress.PASSPORT_COPY, removed_at__isnull=True
    )
    return [row.upload for row in rows.select_related("upload")]


@seated
def passport(request: HttpRequest, seat: PersonSeat) -> HttpResponse:
    """The passport's two lines, and a copy of its photo page."""
    editable(seat, "passport")
    traveller = seat.invitee.application.traveller
    rejected: list[PassportRejected] = []

    def save(form: StepForm) -> None:
        _store_copies(seat, form)
        try:
            seat.run(services.invitee_passport_save, lines=form.cleaned_data["lines"])
        except PassportRejected as error:
            rejected.append(error)
            raise

    response = Step(
        template="port_visa/passport.html",
        form=lambda **kwargs: PassportForm(
            initial={"lines": f"{traveller.mrz_line1}\n{traveller.mrz_line2}".strip()}, **kwargs
        ),
        save=save,
        onward=lambda: seat.url("confirm"),
        context=seat.context(
            uploads=_passport_uploads(seat.invitee), correct_url=seat.url("correct")
        ),
    ).respond(request)
    if rejected and rejected[0].out_of_scope:
        context = seat.context(sentences=rejected[0].messages, passport_url=seat.url("passport"))
        return render(request, "port_visa/not_needed.html", context)
    return response


def _store_copies(seat: PersonSeat, form: StepForm) -> None:
    """Keep the chosen files first: a wrong line must not cost the upload."""
    for file in form.cleaned_data.get("copy") or []:
        try:
            upload = upload_store(
                owner=seat.actor,
                purpose=UploadPurpose.APPLICATION_DOCUMENT,
                file=file,
                now=timezone.now(),
            )
            seat.attach(progress.PASSPORT_COPY, upload)
        except ValidationError as error:
            form.add_error("copy", error)
            raise


@seated
def confirm(request: HttpRequest, seat: PersonSeat) -> HttpResponse:
    """What the lines say, beside the passport, to be compared by a person."""
    editable(seat, "passport")
    invitee = seat.invitee
    traveller = invitee.application.traveller
    if not traveller.document_number:
        return redirect(seat.url("passport"))

    def save(form: StepForm) -> None:
        seat.run(services.invitee_confirm, risky_compared=form.cleaned_data["risky_compared"])

    snapshot = snapshot_load(invitee.invitation, timezone.now())
    uploads = _passport_uploads(invitee)
    return Step(
        template="port_visa/confirm.html",
        form=ConfirmForm,
        save=save,
        onward=seat.after_confirm,
        context=seat.context(
            rows=passport_rows(traveller),
            traveller=traveller,
            corrected=invitee.corrected_fields,
            risky=risky_characters(traveller.document_number),
            number_signs=list(traveller.document_number),
            uploads=uploads,
            pictures=[upload for upload in uploads if upload.preview],
            warnings=progress.invitee_warnings(snapshot, invitee),
            correct_url=seat.url("correct"),
            back=seat.url("passport"),
        ),
    ).respond(request)


@seated
def correct(request: HttpRequest, seat: PersonSeat) -> HttpResponse:
    """Type what the passport says, with a reason that the officer reads."""
    editable(seat, "passport")
    invitee = seat.invitee

    def save(form: Any) -> None:
        seat.run(
            services.invitee_correct,
            correction=form.correction(),
            reason=form.cleaned_data["reason"],
        )

    return Step(
        template="port_visa/correct.html",
        form=lambda **kwargs: CorrectionForm(
            initial=correction_initial(invitee.application.traveller, invitee.correction_reason),
            specimens=settings.PORTAL_DEMO,
            **kwargs,
        ),
        save=save,
        onward=seat.after_confirm,
        context=seat.context(back=seat.url("passport")),
    ).respond(request)


@seated
def details(request: HttpRequest, seat: PersonSeat) -> HttpResponse:
    """The name with its accents, and what the person does."""
    editable(seat, "details")
    invitee = seat.invitee

    def save(form: StepForm) -> None:
        seat.run(services.invitee_details_save, data=form.cleaned_data)

    def onward() -> str:
        draft = seat.is_draft and not seat.is_guest
        if draft and request.GET.get("from") == "check":
            return reverse("invitation_check", args=[invitee.invitation_id])
        return seat.home

    return Step(
        template="port_visa/details.html",
        form=lambda **kwargs: DetailsForm(initial=details_initial(invitee), **kwargs),
        save=save,
        onward=onward,
        context=seat.context(),
    ).respond(request)
