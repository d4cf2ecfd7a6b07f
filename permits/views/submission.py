"""Check, declare, the receipt, and taking back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.errands import Errand
from applications.queries import issued_documents_of
from applications.registry import adapter_for
from permits import services
from permits.enums import Hand
from permits.errors import PermitIncomplete
from permits.filing import progress
from permits.filing.notices import notices
from permits.filing.presenting import hand_rows
from permits.filing.queries import PASSPORT_COPY, PHOTO, Snapshot, private_codes, snapshot_load
from permits.forms.submission import DeclarationForm, WithdrawForm
from permits.receipt import receipt_facts, receipt_pdf
from permits.services.filing import WITHDRAWABLE, employer_may_declare
from permits.views.seat import Seat, seated
from ui.steps import Step, StepForm


def _findings(snapshot: Snapshot, seat: Seat) -> list[dict[str, str]]:
    """Everything that is missing in this hand's part, each with a link to its page."""
    found = []
    for finding in progress.findings(snapshot, seat.hand):
        page = finding.page
        if finding.problem.code == "document_missing":
            url = seat.url("slot", finding.problem.field)
        elif page in ("passport", "confirm", "family", "photo"):
            url = seat.url(page)
        else:
            url = seat.url("part", page)
        found.append({"text": finding.problem.message, "about": "", "url": url})
    return found


def _declared(seat: Seat) -> bool:
    permit = seat.permit
    at = permit.person_declared_at if seat.is_person else permit.employer_declared_at
    return at is not None


@seated
def check(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everything of one's own on a page, what the other hand wrote below, what is missing on top.

    The company never sees the person's private papers here; the person sees everything.
    """
    snapshot = snapshot_load(seat.permit, timezone.now())
    url = seat.url if seat.is_draft else None
    other = Hand.EMPLOYER if seat.is_person else Hand.PERSON
    hidden = set() if seat.is_person else private_codes()
    show_other = seat.is_person or not seat.is_draft
    context: dict[str, Any] = {
        "seat": seat,
        "permit": seat.permit,
        "changeable": seat.is_draft,
        "findings": _findings(snapshot, seat) if seat.is_draft else [],
        "blocks": hand_rows(snapshot, seat.hand, url),
        "other_blocks": hand_rows(snapshot, other, None) if show_other else [],
        "files": _files(snapshot, seat, hidden),
        "notices": notices(snapshot),
        "decision": snapshot.decision,
        "declared": _declared(seat),
        "may_declare": seat.is_person or employer_may_declare(seat.actor, seat.permit),
        "back": seat.home,
    }
    return render(request, "permits/check.html", context)


def _files(snapshot: Snapshot, seat: Seat, hidden: set[str]) -> list[dict[str, Any]]:
    """The papers that this hand may see; the person sees those of both."""
    mine = {slot.code for slot in snapshot.slots_of(seat.hand)}
    names = {PASSPORT_COPY: _("Copy of the passport"), PHOTO: _("Photo")}
    rows = []
    for slot in snapshot.slots:
        own = slot.code in mine or (seat.is_person and slot.code in names)
        if slot.code in hidden or not (own or seat.is_person or not seat.is_draft):
            continue
        rows.append(
            {
                "name": names.get(slot.code) or slot.requirement.name,
                "attachments": slot.attachments,
                "promised": progress.slot_promised(snapshot, slot),
                "url": _place(seat, slot.code) if own and seat.is_draft else "",
            }
        )
    return rows


def _place(seat: Seat, code: str) -> str:
    """Where the files of a place are changed."""
    pages = {PASSPORT_COPY: "passport", PHOTO: "photo"}
    return seat.url(pages[code]) if code in pages else seat.url("slot", code)


@seated
def declare(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Declare under the law that one's part is true; the second declaration hands in."""
    if not seat.is_draft:
        return redirect(seat.home)
    snapshot = snapshot_load(seat.permit, timezone.now())
    may = seat.is_person or employer_may_declare(seat.actor, seat.permit)
    if not may or not progress.is_ready(snapshot, seat.hand):
        return redirect(seat.url("check"))
    incomplete: list[PermitIncomplete] = []

    def save(form: StepForm) -> None:
        try:
            services.permit_declare(
                permit=seat.permit,
                hand=seat.hand,
                actor=seat.actor,
                now=timezone.now(),
                declared_name=form.cleaned_data["declared_name"],
                declared=form.cleaned_data["declared"],
            )
        except PermitIncomplete as error:
            incomplete.append(error)
            raise
        seat.permit.application.refresh_from_db(fields=["status"])

    response = Step(
        template="permits/declare.html",
        form=lambda **kwargs: DeclarationForm(
            initial={"declared_name": "" if seat.is_person else seat.actor.name}, **kwargs
        ),
        save=save,
        onward=lambda: seat.home if not seat.is_draft else seat.url("declared"),
        context={"seat": seat, "permit": seat.permit, "back": seat.url("check")},
    ).respond(request)
    return redirect(seat.url("check")) if incomplete else response


@seated
def declared(request: HttpRequest, seat: Seat) -> HttpResponse:
    """After the first of the two declarations: who acts next."""
    if not seat.is_draft or not _declared(seat):
        return redirect(seat.home)
    context = {
        "seat": seat,
        "permit": seat.permit,
        "back": seat.home,
        "errands": _errands(seat),
    }
    return render(request, "permits/declared.html", context)


def _errands(seat: Seat) -> Sequence[Errand]:
    application = seat.permit.application
    return adapter_for(application).errands(application, timezone.now())


@seated
def receipt(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What was received, by when it is decided, how that was counted, and who acts next."""
    if seat.is_draft:
        return redirect(seat.home)
    facts = receipt_facts(seat.permit, timezone.now(), seat.actor)
    application = seat.permit.application
    may_withdraw = application.status in WITHDRAWABLE
    context = {
        "seat": seat,
        "permit": seat.permit,
        # who came by a private link signs in for them
        "documents": () if seat.guest else issued_documents_of(application),
        "can_withdraw": may_withdraw,
        "errands": _errands(seat),
        **facts,
    }
    return render(request, "permits/receipt.html", context)


@seated
def receipt_file(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The receipt as a PDF, in the page's language."""
    if seat.is_draft:
        raise Http404
    data = receipt_pdf(
        seat.permit, timezone.now(), language=get_language() or "en", reader=seat.actor
    )
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="receipt.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@seated
def withdraw(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Either hand takes it back: a draft is deleted, a filed application is withdrawn."""
    draft = seat.is_draft
    possible = draft or seat.permit.application.status in WITHDRAWABLE

    def save(form: StepForm) -> None:
        services.permit_withdraw(
            permit=seat.permit,
            hand=seat.hand,
            actor=seat.actor,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("The draft has been deleted.") if draft else _("Withdrawn."))

    def onward() -> str:
        if draft:
            return reverse("home") if seat.guest else reverse("dashboard")
        return seat.url("receipt")

    return Step(
        template="permits/withdraw.html",
        form=WithdrawForm,
        save=save,
        onward=onward,
        context={
            "seat": seat,
            "permit": seat.permit,
            "draft": draft,
            "possible": possible,
            "back": seat.home,
        },
    ).respond(request)
