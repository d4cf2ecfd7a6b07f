"""One window: call the next number, call again, done, did not come. Buttons only, no form."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from centre.enums import TicketState
from centre.models import ServiceWindow, Ticket
from centre.permissions import centres_of
from centre.presenting import lines
from centre.queries import Queue, gaps_ahead, missed_lately, staffed_now, windows_of
from centre.services import ticket_call_next, ticket_done, ticket_missed, ticket_recall
from offices.models import Office
from ui.desk import DeskPageView
from ui.numbers import whole_number

SESSION_KEY = "centre_window"
LIST = 30


def window_url(window: ServiceWindow) -> str:
    """The page of a window."""
    return f"{reverse('admin:centre_ticket_changelist')}?window={window.pk}"


class WindowView(DeskPageView):
    """Who is here, who is next, how many wait for what. The browser remembers its window."""

    template_name = "centre/desk/window.html"
    title: ClassVar[str | Promise] = gettext_lazy("The window")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        centres = centres_of(request.user)
        windows = [window for centre in centres for window in windows_of(centre)]
        window = self.chosen(windows)
        if window is None:
            return self.show(windows=windows, window=None, centres=centres)
        request.session[SESSION_KEY] = window.pk
        office: Office = next(one for one in centres if one.pk == window.office_id)
        queue = Queue(office, self.now)
        mine = {purpose.pk for purpose in window.purposes.all()}
        waiting = [ticket for ticket in queue.waiting if ticket.purpose_id in mine]
        return self.show(
            windows=windows,
            window=window,
            office=office,
            purposes=list(window.purposes.all()),
            staffed=window.pk in staffed_now(office, self.now),
            current=Ticket.objects.select_related("purpose")
            .filter(window=window, state=TicketState.CALLED)
            .first(),
            waiting=waiting[:LIST],
            waiting_count=len(waiting),
            missed=missed_lately(office, queue.numbers, self.now),
            lines=lines(queue),
            gaps=gaps_ahead(office, self.now),
        )

    def chosen(self, windows: list[ServiceWindow]) -> ServiceWindow | None:
        """The window that the address names, else the one that this browser had last."""
        wanted = whole_number(self.request.GET.get("window", ""))
        if wanted is None:
            wanted = self.request.session.get(SESSION_KEY)
        return next((window for window in windows if window.pk == wanted), None)


class WindowStep(DeskPageView):
    """A press: one service, then back to the window. What went wrong is said there."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        offices = [office.pk for office in centres_of(request.user)]
        window = ServiceWindow.objects.filter(pk=kwargs["window"], office__in=offices).first()
        if window is None:
            raise Http404
        try:
            messages.success(request, self.act(window))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return HttpResponseRedirect(window_url(window))

    def act(self, window: ServiceWindow) -> str:
        """Call the service; return the sentence that says it is done."""
        raise NotImplementedError

    def ticket(self, window: ServiceWindow) -> Ticket:
        """The ticket that the button carried: what the officer saw."""
        key = whole_number(self.request.POST.get("ticket", ""))
        found = Ticket.objects.filter(pk=key, office_id=window.office_id).first() if key else None
        if found is None:
            raise Http404
        return found


class CallNext(WindowStep):
    def act(self, window: ServiceWindow) -> str:
        ticket = ticket_call_next(window=window, actor=self.officer, now=self.now)
        return _("%(ticket)s is called to window %(window)s.") % {
            "ticket": ticket.label,
            "window": window.number,
        }


class Recall(WindowStep):
    def act(self, window: ServiceWindow) -> str:
        ticket = ticket_recall(
            ticket=self.ticket(window), window=window, actor=self.officer, now=self.now
        )
        return _("%(ticket)s is called again.") % {"ticket": ticket.label}


class Done(WindowStep):
    def act(self, window: ServiceWindow) -> str:
        ticket = ticket_done(
            ticket=self.ticket(window), window=window, actor=self.officer, now=self.now
        )
        return _("%(ticket)s is done.") % {"ticket": ticket.label}


class Missed(WindowStep):
    def act(self, window: ServiceWindow) -> str:
        ticket = ticket_missed(
            ticket=self.ticket(window), window=window, actor=self.officer, now=self.now
        )
        return _("%(ticket)s did not come. You can call it again for a while.") % {
            "ticket": ticket.label
        }
