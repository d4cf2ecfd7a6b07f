"""One case, as its applicant sees it."""

import uuid
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from applications import presenting
from applications.custody import custody_of
from applications.enums import EventKind, Status
from applications.forms import WithdrawForm
from applications.models import Application
from applications.permissions import can_view, can_view_as_officer
from applications.queries import attachments_of, issued_documents_of
from applications.registry import adapter_for, errands_of
from applications.services import application_withdraw, issued_document_opened
from applications.views.common import actor_of, own_case
from applications.workflow import may_take
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from ui.kept import answers_forget
from ui.steps import signed_in, typed_form

AGAIN = (Status.NOT_ACCEPTED, Status.REFUSED, Status.WITHDRAWN, Status.LAPSED)


@never_cache
@login_required
@require_GET
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where the case stands, who acts, by when, and what happened so far."""
    case = own_case(request, reference)
    now = timezone.now()
    hidden = adapter_for(case).hidden_codes(request.user, case)
    documents = list(issued_documents_of(case))
    used = any(document.status == DocumentStatus.USED for document in documents)
    asked = case.supplement_requests.filter(answered_at=None, lapsed_at=None).first()
    turn = adapter_for(case).others_turn(case, request.user) if asked else ("", "")
    acting = presenting.acting_now(case, str(case.office or ""), used=used)
    context = {
        "application": case,
        "tag_colour": presenting.tag_colour(case),
        "custody": custody_of(case, now),
        "acting": presenting.Acting(*turn) if turn[0] else acting,
        "others_turn": bool(turn[0]),
        "readable": asked is not None and asked.items.exclude(code__in=hidden).exists(),
        "promise": presenting.promise_of(case, now),
        "history": presenting.history(case, hidden),
        "openings": presenting.openings(case),
        "documents": documents,
        "attachments": attachments_of(case).exclude(code__in=hidden),
        "asked": asked,
        "can_withdraw": may_take(actor_of(request), case, EventKind.WITHDRAW),
        "errands": errands_of(case, now),
        "stops": case.clock_adjustments.all(),
        "again": adapter_for(case).again_url(case, request.user) if case.status in AGAIN else "",
    }
    return render(request, "applications/application.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask once more, then withdraw."""
    case = own_case(request, reference)
    if not may_take(actor_of(request), case, EventKind.WITHDRAW):
        return redirect("application", reference=reference)
    form = typed_form(request, partial(WithdrawForm, initial={"version": case.version}))
    if request.method == "POST" and form.is_valid():
        try:
            application_withdraw(
                application=case,
                actor=actor_of(request),
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
                expected_version=form.cleaned_data["version"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            answers_forget(request)
            messages.success(request, _("The application is withdrawn."))
            return redirect("application", reference=reference)
    return render(request, "applications/withdraw.html", {"application": case, "form": form})


@never_cache
@login_required
@require_GET
def issued_document(request: HttpRequest, reference: str, document: uuid.UUID) -> FileResponse:
    """Hand out a document that the bureau produced, to whom may see the case."""
    case = Application.objects.filter(reference=reference).first()
    if case is None or not can_view(request.user, case):
        raise Http404
    found = (
        IssuedDocument.objects.filter(pk=document, subject=case.reference)
        .exclude(status=DocumentStatus.DRAFT)
        .first()
    )
    if found is None or not found.file:
        raise Http404
    if can_view_as_officer(request.user, case):
        issued_document_opened(
            application=case, document=found, actor=actor_of(request), now=timezone.now()
        )
    response = FileResponse(found.file.open("rb"), content_type="application/pdf")
    name = f"{case.reference}-{found.version}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
