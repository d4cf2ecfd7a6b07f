"""Check, declare, hand in, and the receipt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from port_visa import progress, services
from port_visa.errors import InvitationIncomplete
from port_visa.forms.submission import DeclarationForm
from port_visa.links import confirmed_words
from port_visa.models import Invitation
from port_visa.permissions import can_submit_invitation
from port_visa.presenting import person_rows, visit_rows
from port_visa.progress import Finding
from port_visa.queries import Snapshot, opened_by, snapshot_load
from port_visa.receipt import receipt_facts, receipt_pdf
from port_visa.swaps import swap_words
from port_visa.views.common import actor_of, home_of, invitation_or_404, is_draft
from port_visa.waiting import what_to_do
from ui.kept import answers_keep
from ui.steps import Step, StepForm, signed_in


def finding_url(found: Invitation, finding: Finding) -> str:
    """The page where a finding is mended."""
    if finding.part:
        return reverse("invitation_visit", args=[found.pk, finding.part]) + "?from=check"
    if finding.page == "invitation_documents":
        return reverse("invitation_slot", args=[found.pk, finding.problem.field])
    if finding.invitee is not None:
        return reverse(finding.page, args=[found.pk, finding.invitee.pk])
    return reverse(finding.page, args=[found.pk])


def _findings(snapshot: Snapshot) -> list[dict[str, str]]:
    """Everything that is missing, each with the name it is about and a link to its page."""
    return [
        {
            "text": finding.problem.message,
            "about": str(finding.invitee.application.traveller) if finding.invitee else "",
            "url": finding_url(snapshot.invitation, finding),
        }
        for finding in progress.findings(snapshot)
    ]


@signed_in
def invitation_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything on one page, with links to change it, and what is missing on top."""
    found = invitation_or_404(request, pk)
    now = timezone.now()
    snapshot = snapshot_load(found, now)
    changeable = is_draft(found)
    people = [
        {
            "name": invitee.application.traveller.name_mrz,
            "rows": person_rows(invitee, changeable=changeable),
            "warnings": progress.invitee_warnings(snapshot, invitee),
            "confirmed": confirmed_words(invitee),
            "corrected": invitee.correction_reason,
            "slots": snapshot.slots_of(invitee),
        }
        for invitee in snapshot.invitees
    ]
    context: dict[str, Any] = {
        "invitation": found,
        "changeable": changeable,
        "findings": _findings(snapshot) if changeable else [],
        "visit_rows": visit_rows(found, changeable=changeable),
        "people": people,
        "group_slots": snapshot.group_slots,
        "swaps": swap_words(snapshot.invitees),
        "warnings": progress.inviter_warnings(snapshot) if changeable else [],
        "may_submit": can_submit_invitation(request.user, found, now),
        "waiting": what_to_do(found, now),
        "back": home_of(found),
    }
    return render(request, "port_visa/check.html", context)


def _not_handed_in(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Back to the page that says why not. What was declared is kept for the next time."""
    if request.method == "POST":
        answers_keep(request)
        why = what_to_do(found, timezone.now()) or _("Something is still missing: see the list.")
        messages.error(
            request,
            _("Nothing was handed in, and nothing is lost: your invitation is saved. %(why)s")
            % {"why": why},
        )
    return redirect("invitation_check", pk=found.pk)


@signed_in
def invitation_declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Declare under the law that all is true, and hand in."""
    found = invitation_or_404(request, pk)
    if not is_draft(found):
        return redirect("invitation_receipt", pk=pk)
    if not can_submit_invitation(request.user, found, timezone.now()):
        return _not_handed_in(request, found)
    snapshot = snapshot_load(found, timezone.now())
    if any(True for _finding in progress.findings(snapshot)):
        return _not_handed_in(request, found)
    incomplete: list[InvitationIncomplete] = []
    back = reverse("invitation_check", args=[pk])

    def save(form: StepForm) -> None:
        try:
            services.invitation_submit(
                invitation=found,
                declared_name=form.cleaned_data["declared_name"],
                declared=form.cleaned_data["declared"],
                actor=actor_of(request),
                now=timezone.now(),
            )
        except InvitationIncomplete as error:
            incomplete.append(error)
            raise

    response = Step(
        template="port_visa/declare.html",
        form=lambda **kwargs: DeclarationForm(
            initial={"declared_name": _declarer(request, found)},
            by_person=found.by_person,
            at_window=found.opened_by_id is not None,
            **kwargs,
        ),
        save=save,
        onward=lambda: reverse("invitation_receipt", args=[pk]),
        context=_declared(snapshot) | {"back": back},
    ).respond(request)
    # Something ran out between the check and the declaration: an arrival that passed at midnight.
    return redirect("invitation_check", pk=pk) if incomplete else response


def _declared(snapshot: Snapshot) -> dict[str, Any]:
    """What is declared, on the page where it is."""
    return {
        "invitation": snapshot.invitation,
        "count": len(snapshot.invitees),
        "swaps": swap_words(snapshot.invitees),
    }


def _declarer(request: HttpRequest, found: Invitation) -> str:
    """Who declares: a professional by the name that was proved, a member by that of the account."""
    if found.opened_by_id is not None:
        return ""
    return found.professional.name if found.professional else actor_of(request).name


@signed_in
def invitation_receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was received, by when it is decided, how that was counted, and who acts next."""
    found, at_window = _receipt_or_404(request, pk)
    if is_draft(found):
        return redirect("invitation", pk=pk)
    facts = receipt_facts(found, timezone.now())
    context = {"invitation": found, "at_window": at_window, **facts}
    return render(request, "port_visa/receipt.html", context)


def _receipt_or_404(request: HttpRequest, pk: UUID) -> tuple[Invitation, bool]:
    """The invitation, and whether its reader is the officer who opened it at a window."""
    opened = opened_by(actor_of(request), pk)
    return (opened, True) if opened else (invitation_or_404(request, pk), False)


@signed_in
def invitation_receipt_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The receipt as a PDF, in the page's language."""
    found, _at_window = _receipt_or_404(request, pk)
    if is_draft(found):
        raise Http404
    data = receipt_pdf(found, timezone.now(), language=get_language() or "en")
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="receipt.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
