"""Pages about issued permits: the holder's, the employer's, and the public check by share code."""

import uuid

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Organisation
from accounts.permissions import is_member
from applications.views.common import actor_of
from documents.forms import CodeForm
from documents.services.checks import check_failed, too_many_guesses
from permits.forms.sharing import ShareForm
from permits.models import PermitHolder, ShareCode
from permits.queries import holders_of, pairs_at, pairs_of, parameters, share_codes_of
from permits.services.sharing import share_code_create, share_code_end, share_code_open
from ui.kept import answers_forget
from ui.responses import unlisted
from ui.steps import signed_in, typed_form


def _holder(request: HttpRequest) -> PermitHolder:
    """The signed-in person's record; who has no permit has no such page."""
    found = holders_of(actor_of(request)).first()
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_GET
def my_permits(request: HttpRequest) -> HttpResponse:
    """What the permits allow, until when, what comes next, and who may see them."""
    holder = holders_of(actor_of(request)).first()
    now = timezone.now()
    today = timezone.localdate(now)
    pairs = pairs_of(holder, today, parameters(today)) if holder else []
    context = {
        "holder": holder,
        "current": [pair for pair in pairs if pair.in_force],
        "earlier": [pair for pair in pairs if not pair.in_force],
        "codes": share_codes_of(holder, now) if holder else [],
    }
    return render(request, "permits/mine/permits.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def share_new(request: HttpRequest) -> HttpResponse:
    """Make a code for somebody."""
    holder = _holder(request)
    form = typed_form(request, ShareForm)
    if request.method == "POST" and form.is_valid():
        try:
            share = share_code_create(
                holder=holder,
                purpose=form.cleaned_data["purpose"],
                days=form.cleaned_data["days"],
                actor=actor_of(request),
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            answers_forget(request)
            return redirect("share", share.pk)
    return render(request, "permits/mine/share_new.html", {"form": form})


@never_cache
@login_required
@require_GET
def share(request: HttpRequest, share_id: uuid.UUID) -> HttpResponse:
    """Show one code, what it shows, and how to end it."""
    found = get_object_or_404(ShareCode, pk=share_id, holder=_holder(request))
    return render(request, "permits/mine/share.html", {"share": found, "now": timezone.now()})


@login_required
@require_http_methods(["GET", "POST"])
def share_end(request: HttpRequest, share_id: uuid.UUID) -> HttpResponse:
    """Take the consent back. Who comes here after signing in anew sees the code again first."""
    found = get_object_or_404(ShareCode, pk=share_id, holder=_holder(request))
    if request.method == "GET":
        return redirect("share", found.pk)
    share_code_end(share=found, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("The code has ended. It shows nothing any more."))
    return redirect("my_permits")


@never_cache
@login_required
@require_GET
def employer_permits(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """The people whom this employer may employ, and until when."""
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    if not is_member(request.user, organisation):
        raise Http404
    today = timezone.localdate(timezone.now())
    context = {
        "organisation": organisation,
        "pairs": pairs_at(organisation, today, parameters(today)),
    }
    return render(request, "permits/mine/employer.html", context)


@require_GET
def share_check(request: HttpRequest) -> HttpResponse:
    """Ask for a share code, and lead to its page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("share_check_code", code=form.cleaned_data["code"])
    return render(request, "permits/share_check.html", {"form": form})


@never_cache
@require_GET
def share_check_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the holder agreed to show. A code that does not work says so and nothing else."""
    address = get_adapter(request).get_client_ip(request)
    if too_many_guesses(address=address):
        return unlisted(render(request, "429.html", status=429))
    now = timezone.now()
    today = timezone.localdate(now)
    found = share_code_open(text=code, now=now)
    if found is None:
        check_failed(address=address, now=now)
    pairs = pairs_of(found.holder, today, parameters(today)) if found else []
    context = {
        "share": found,
        "pairs": [pair for pair in pairs if pair.in_force],
        "checked_at": now,
        "form": CodeForm(),
    }
    page = render(request, "permits/share_check_code.html", context, status=200 if found else 404)
    return unlisted(page)
