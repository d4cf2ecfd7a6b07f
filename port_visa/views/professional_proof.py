"""The copies that prove that a professional lives here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.deadlines import legal_date
from documents.enums import UploadPurpose
from documents.services import uploads_store
from port_visa import services
from port_visa.enums import ProfessionalStatus
from port_visa.forms.professional import ProofForm
from port_visa.models import Professional
from port_visa.professionals import (
    professional_of,
    proof_choices,
)
from port_visa.views.common import actor_of
from ui.kept import answers_forget
from ui.steps import signed_in, typed_form

OPEN_FOR_PROOF = (
    ProfessionalStatus.DRAFT,
    ProfessionalStatus.RETURNED,
    ProfessionalStatus.ACCEPTED,
)


@signed_in
def professional_proof(request: HttpRequest) -> HttpResponse:
    """Choose the proof, add copies of it, hand it in for the check."""
    found = professional_of(request.user)
    if found is None or found.status not in OPEN_FOR_PROOF:
        return redirect("professional")
    if "remove" in request.POST:
        return _take_off(request, found)
    uploads = list(found.copies.order_by("created_at"))
    form = typed_form(request, lambda **kwargs: _proof_form(found, bool(uploads), **kwargs))
    if request.method == "POST" and form.is_valid():
        refused = _hand_in(request, found, form)
        if not refused:
            answers_forget(request)
            messages.success(request, _("Handed in. We write to you when the check is done."))
            return redirect("professional")
        for field, error in refused:
            form.add_error(field, error)
        uploads = list(found.copies.order_by("created_at"))
    context = {
        "form": form,
        "professional": found,
        "uploads": uploads,
        "removable": found.status != ProfessionalStatus.ACCEPTED,
        "back": reverse("professional"),
    }
    return render(request, "port_visa/professional_proof.html", context)


def _proof_form(found: Professional, have_copies: bool, **kwargs: Any) -> ProofForm:
    claimed = f"{found.proof}:{found.proof_category}" if found.proof else ""
    return ProofForm(
        choices=proof_choices(legal_date(timezone.now())),
        have_copies=have_copies,
        initial={"proof": claimed},
        **kwargs,
    )


def _hand_in(
    request: HttpRequest, found: Professional, form: ProofForm
) -> list[tuple[str | None, ValidationError]]:
    """Keep the good files and hand in; answer what was refused, and beside which field."""
    actor, now = actor_of(request), timezone.now()
    stored, rejected = uploads_store(
        owner=actor,
        purpose=UploadPurpose.RESIDENCE_PROOF,
        files=form.cleaned_data["copies"],
        now=now,
    )
    proof, _colon, category = form.cleaned_data["proof"].partition(":")
    try:
        if rejected:
            services.proof_add(professional=found, actor=actor, uploads=stored, now=now)
        else:
            services.professional_hand_in(
                professional=found,
                proof=proof,
                category=category,
                uploads=stored,
                actor=actor,
                now=now,
            )
    except ValidationError as error:
        return [(None, error)]
    return [("copies", error) for error in rejected]


def _take_off(request: HttpRequest, found: Professional) -> HttpResponse:
    try:
        wanted = UUID(request.POST["remove"])
    except ValueError as error:
        raise Http404 from error
    upload = get_object_or_404(found.copies, pk=wanted)
    try:
        services.proof_remove(
            professional=found, actor=actor_of(request), upload=upload, now=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("professional_proof")
