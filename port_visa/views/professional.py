"""Inviting in one's own name: what it takes, about the person, the proof."""

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
from port_visa.enums import ProfessionalReturnItem, ProfessionalStatus
from port_visa.forms.professional import DetailsForm, ProofForm
from port_visa.models import Professional
from port_visa.professionals import (
    professional_hindrance,
    professional_of,
    proof_choices,
    proof_words,
    purposes_on,
    stay_of,
    under_way,
)
from port_visa.queries import limits_on
from port_visa.views.common import actor_of
from ui.kept import answers_forget
from ui.steps import Step, signed_in, typed_form

OPEN_FOR_PROOF = (
    ProfessionalStatus.DRAFT,
    ProfessionalStatus.RETURNED,
    ProfessionalStatus.ACCEPTED,
)


@signed_in
def professional(request: HttpRequest) -> HttpResponse:
    """What it takes to invite in one's own name; for who has begun, where it stands."""
    now = timezone.now()
    today = legal_date(now)
    found = professional_of(request.user)
    limits = limits_on(today)
    context: dict[str, Any] = {
        "professional": found,
        "proofs": [words for _value, words in proof_choices(today)],
        "purposes": purposes_on(today),
        "most": limits.professional_open_invitees,
        "stay": stay_of(actor_of(request), today),
    }
    if found is not None:
        context |= _standing(found, now)
    return render(request, "port_visa/professional.html", context)


def _standing(found: Professional, now: Any) -> dict[str, Any]:
    items, labels = found.returned_items, dict(ProfessionalReturnItem.choices)
    return {
        "hindrance": professional_hindrance(found, now),
        "proof": proof_words(found.proof, found.proof_category),
        "returned": [labels[row["item"]] for row in items if row.get("item") in labels],
        "returned_text": " ".join(row["text"] for row in items if row.get("text")),
        "under_way": under_way(found).count(),
        "may_prove": found.status in OPEN_FOR_PROOF,
        "uploads": found.copies.order_by("created_at"),
    }


@signed_in
def professional_details(request: HttpRequest) -> HttpResponse:
    """Begin the profile, or change it. Who has a permit on record here is accepted at once."""
    found = professional_of(request.user)
    actor, now = actor_of(request), timezone.now()
    stay = stay_of(actor, legal_date(now))
    initial = DetailsForm.initial_from(found) if found else {"name": actor.name}
    if found is None and stay is not None:
        initial |= {"name": stay.name, "name_zh": stay.name_zh}
    saved: list[Professional] = []

    def save(form: Any) -> None:
        row = services.professional_save(actor=actor, data=form.to_data(), now=now)
        if found is None and stay is not None:
            row = services.professional_use_permit(professional=row, actor=actor, now=now)
        saved.append(row)

    return Step(
        template="port_visa/professional_details.html",
        form=lambda **kwargs: DetailsForm(professional=found, initial=initial, **kwargs),
        save=save,
        onward=lambda: reverse(_after_details(found, saved[0])),
        context={"back": reverse("professional"), "professional": found},
    ).respond(request)


def _after_details(before: Professional | None, row: Professional) -> str:
    proved = before is not None or row.status == ProfessionalStatus.ACCEPTED
    return "professional" if proved else "professional_proof"


@signed_in
def professional_permit(request: HttpRequest) -> HttpResponse:
    """Use the permit that is on record here, instead of a copy."""
    found = professional_of(request.user)
    if found is not None and request.method == "POST":
        try:
            services.professional_use_permit(
                professional=found, actor=actor_of(request), now=timezone.now()
            )
            messages.success(request, _("Done. You can invite in your own name."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("professional")


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
