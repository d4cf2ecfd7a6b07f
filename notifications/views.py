"""The inbox, and the demonstration's mailbox."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from notifications.models import StoredLetter
from notifications.queries import inbox_for
from notifications.rendering import blocks
from notifications.services import message_mark_read

PAGE_SIZE = 20
MAILBOX_SIZE = 100


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List the user's messages, newest first."""
    page = Paginator(inbox_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "notifications/inbox.html", {"page": page})


@login_required
@require_safe
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show one message of the user's own inbox and remember that it was read."""
    found = get_object_or_404(inbox_for(request.user), pk=message_id)
    message_mark_read(message=found, now=timezone.now())
    context = {"message": found, "blocks": blocks(found.body)}
    return render(request, "notifications/message.html", context)


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the demonstration's e-mails; in production there is no such page."""
    if not settings.PORTAL_DEMO:
        raise Http404
    letters = StoredLetter.objects.order_by("-id")
    wanted = request.GET.get("to", "").strip()
    if wanted:
        letters = letters.filter(to__icontains=wanted)
    shown = [(letter, blocks(letter.body)) for letter in letters[:MAILBOX_SIZE]]
    context = {"letters": shown, "wanted": wanted}
    return render(request, "notifications/mailbox.html", context)
