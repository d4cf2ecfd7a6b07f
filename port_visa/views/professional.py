"""Inviting in one's own name: what it takes, about the person, the proof."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.deadlines import legal_date
from port_visa import services
from port_visa.enums import ProfessionalReturnItem, ProfessionalStatus
from port_visa.forms.professional import DetailsForm
from port_visa.models import Professional
from port_visa.parameters import limits_on
from port_visa.professionals import (
    professional_hindrance,
    professional_of,
    proof_choices,
    proof_words,
    purposes_on,
    stay_of,
    under_way,
)
from port_visa.views.common import actor_of
from port_visa.views.professional_proof import OPEN_FOR_PROOF
from ui.steps import Step, signed_in


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
