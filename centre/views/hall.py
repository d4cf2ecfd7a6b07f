"""The display in the hall: who is called to which window, how many wait, how long."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from centre.presenting import lines, phone_url
from centre.queries import Queue, called_lately, wall_time
from centre.views.common import centre_of
from ui.qr import qr_image

ROWS = 6  # more would not be readable from five metres


@never_cache
@require_safe
def hall(request: HttpRequest, office: str) -> HttpResponse:
    """One page in both languages at once. It needs no sign-in and shows no name."""
    now = timezone.now()
    queue = Queue(centre_of(office), now)
    context = {
        "office": queue.office,
        "called": called_lately(queue.office, ROWS),
        "lines": lines(queue),
        "time": wall_time(now),
        "qr": qr_image(phone_url(office)),
    }
    return render(request, "centre/hall.html", context)
