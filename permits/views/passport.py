"""The person's passport: lines, comparison, values typed by hand, printed and Chinese name."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
from applications.passport.writing import risky_of
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.services import upload_store
from permits import services
from permits.filing.queries import PASSPORT_COPY
from permits.forms.person import NamesForm
from permits.permissions import can_edit
from permits.services.passports import DETAILS, earlier_passport
from permits.views.seat import Seat, seated
from ui.steps import Step, StepForm


def _editable(seat: Seat) -> None:
    if not can_edit(seat.actor, seat.permit, seat.hand, ["passport"]):
        raise Http404


def _copies(seat: Seat) -> list[Upload]:
    rows = seat.permit.application.attachments.filter(code=PASSPORT_COPY, removed_at=None)
    return [row.upload for row in rows.select_related("upload")]


def _context(seat: Seat, **more: Any) -> dict[str, Any]:
    return {"seat": seat, "permit": seat.permit, "back": seat.home, **more}


@seated
def passport(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The two lines and a copy of the photo page; or the passport of an earlier case."""
    _editable(seat)
    if request.method == "POST" and "take" in request.POST:
        return _taken(request, seat)
    traveller = seat.permit.application.traveller
    rejected: list[PassportRejected] = []

    def save(form: StepForm) -> None:
        _store_copies(seat, form)
        try:
            services.permit_passport_save(
                permit=seat.permit,
                lines=form.cleaned_data["lines"],
                actor=seat.actor,
                now=timezone.now(),
            )
        except PassportRejected as error:
            rejected.append(error)
            raise

    response = Step(
        template="permits/passport.html",
        form=lambda **kwargs: PassportForm(
            initial={"lines": f"{traveller.mrz_line1}\n{traveller.mrz_line2}".strip()}, **kwargs
        ),
        save=save,
        onward=lambda: seat.url("confirm"),
        context=_context(
            seat,
            uploads=_copies(seat),
            earlier=earlier_passport(seat.permit, timezone.now()),
            correct_url=seat.url("correct"),
        ),
    ).respond(request)
    if rejected and rejected[0].out_of_scope:
        context = _context(seat, sentences=rejected[0].messages)
        return render(request, "permits/not_needed.html", context)
    return response


def _taken(request: HttpRequest, seat: Seat) -> HttpResponse:
    try:
        services.permit_passport_take(permit=seat.permit, actor=seat.actor, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(seat.url("passport"))
    return redirect(seat.url("confirm"))


def _store_copies(seat: Seat, form: StepForm) -> None:
    """Keep the chosen files first: a wrong line must not cost the upload."""
    for file in form.cleaned_data.get("copy") or []:
        try:
            upload = upload_store(
                owner=seat.actor,
                purpose=UploadPurpose.APPLICATION_DOCUMENT,
                file=file,
                now=timezone.now(),
            )
            services.permit_file_add(
                permit=seat.permit,
                code=PASSPORT_COPY,
                upload=upload,
                hand=seat.hand,
                actor=seat.actor,
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("copy", error)
            raise


@seated
def confirm(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What the lines say, beside the passport, to be compared by the person."""
    _editable(seat)
    traveller = seat.permit.application.traveller
    if not traveller.document_number:
        return redirect(seat.url("passport"))

    def save(form: StepForm) -> None:
        services.permit_passport_confirm(
            permit=seat.permit,
            risky_compared=form.cleaned_data["risky_compared"],
            actor=seat.actor,
            now=timezone.now(),
        )

    uploads = _copies(seat)
    return Step(
        template="permits/confirm.html",
        form=ConfirmForm,
        save=save,
        onward=lambda: seat.url("names") if seat.is_draft else seat.home,
        context=_context(
            seat,
            rows=passport_rows(traveller),
            traveller=traveller,
            corrected=seat.permit.corrected_fields,
            risky=risky_of(traveller),
            number_signs=list(traveller.document_number),
            pictures=[upload for upload in uploads if upload.preview],
            warnings=[],
            correct_url=seat.url("correct"),
            back=seat.url("passport"),
        ),
    ).respond(request)


@seated
def correct(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Type what the passport says, with a reason that the officers read."""
    _editable(seat)
    traveller = seat.permit.application.traveller

    def save(form: Any) -> None:
        services.permit_passport_correct(
            permit=seat.permit,
            correction=form.correction(),
            reason=form.cleaned_data["reason"],
            actor=seat.actor,
            now=timezone.now(),
        )

    return Step(
        template="permits/correct.html",
        form=lambda **kwargs: CorrectionForm(
            initial=correction_initial(traveller, seat.permit.correction_reason),
            specimens=settings.PORTAL_DEMO,
            **kwargs,
        ),
        save=save,
        onward=lambda: seat.url("names") if seat.is_draft else seat.home,
        context=_context(seat, back=seat.url("passport")),
    ).respond(request)


@seated
def names(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The name with its accents and the Chinese name, for the permits."""
    _editable(seat)
    traveller = seat.permit.application.traveller

    def save(form: StepForm) -> None:
        services.permit_passport_details(
            permit=seat.permit, data=form.cleaned_data, actor=seat.actor, now=timezone.now()
        )

    def onward() -> str:
        from_check = seat.is_draft and request.GET.get("from") == "check"
        return seat.url("check") if from_check else seat.home

    return Step(
        template="permits/part.html",
        form=lambda **kwargs: NamesForm(
            initial={name: getattr(traveller, name) for name in DETAILS}, **kwargs
        ),
        save=save,
        onward=onward,
        context=_context(seat, title=_("Your name"), number=0, count=0, part=""),
    ).respond(request)
