"""The officers' pages that change the calendar: what would happen, then one confirmed step."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ui.desk import DeskForm, DeskPageView
from workdays.enums import DayKind
from workdays.forms import DayForm, NoticeForm
from workdays.permissions import may_change_calendar
from workdays.services import (
    ChangePreview,
    ChangeResult,
    calendar_import,
    calendar_preview,
    day_change,
    day_preview,
)

SHOWN_MOVES = 200


class CalendarStepView(DeskPageView, ABC):
    """GET: the form. POST: the preview. POST with ``confirm``: the change itself."""

    template_name = "workdays/desk/change.html"
    form_class: ClassVar[type[DeskForm]]
    intro: ClassVar[str | Promise] = ""
    http_method_names = ["get", "post", "head", "options"]

    def allowed(self) -> bool:
        return may_change_calendar(self.request.user)

    @abstractmethod
    def preview(self, form: Any) -> ChangePreview:
        """Say what would happen."""

    @abstractmethod
    def change(self, form: Any) -> ChangeResult:
        """Call the service."""

    def show_form(self, form: Any, preview: ChangePreview | None = None) -> HttpResponse:
        """Draw the form, or the preview with the form's content carried along."""
        return self.show(
            form=form,
            intro=self.intro,
            preview=preview,
            moves=preview.moves.first[:SHOWN_MOVES] if preview else (),
            kinds=dict(DayKind.choices),
            back_url=self._list_url(),
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_form(self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form: Any = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form)
        if "confirm" not in request.POST:
            return self._previewed(form)
        try:
            done = self.change(form)
        except ValidationError as error:
            form.add_service_error(error)
            return self._previewed(form) if error.code == "notice_stale" else self.show_form(form)
        messages.success(request, _said(done))
        return HttpResponseRedirect(self._list_url())

    def _previewed(self, form: Any) -> HttpResponse:
        preview = self.preview(form)
        return self.show_form(form, preview)

    def _list_url(self) -> str:
        return reverse("admin:workdays_calendarnotice_changelist")


class ImportView(CalendarStepView):
    title: ClassVar[str | Promise] = gettext_lazy("Import a State Council notice")
    intro: ClassVar[str | Promise] = gettext_lazy(
        "You see first which days and which open cases would change. Nothing is written before you "
        "confirm."
    )
    form_class = NoticeForm

    def preview(self, form: NoticeForm) -> ChangePreview:
        return calendar_preview(notice=form.notice, now=self.now)

    def change(self, form: NoticeForm) -> ChangeResult:
        return calendar_import(
            notice=form.notice,
            actor=self.request.user,
            now=self.now,
            text=form.cleaned_data["text"],
            token=form.cleaned_data["token"],
        )


class DayView(CalendarStepView):
    title: ClassVar[str | Promise] = gettext_lazy("Change one day")
    intro: ClassVar[str | Promise] = gettext_lazy(
        "For a correction that the State Council announced after its notice. You see first what "
        "would change."
    )
    form_class = DayForm

    def preview(self, form: DayForm) -> ChangePreview:
        return day_preview(day=form.day, now=self.now)

    def change(self, form: DayForm) -> ChangeResult:
        return day_change(
            day=form.day,
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=self.now,
            token=form.cleaned_data["token"],
        )


def _said(done: ChangeResult) -> str:
    if not done.days and not done.moved:
        return _("The calendar already says this. Nothing was changed.")
    days = ngettext("%(n)d day changed.", "%(n)d days changed.", done.days) % {"n": done.days}
    moved = ngettext(
        "%(n)d due date moved; those concerned are told.",
        "%(n)d due dates moved; those concerned are told.",
        done.moved,
    ) % {"n": done.moved}
    return f"{days} {moved}"
