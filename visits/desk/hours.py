"""An office's hours for administrators: each change shows first which visits it would strand."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.deadlines import legal_date
from offices.enums import OfficeKind
from offices.models import Office
from offices.queries import offices_of_kind
from ui.desk import DeskPageView
from visits import services
from visits.desk.forms import ClosedForm, ExtraForm, HoursForm, RemoveForm, RuleForm, TermsForm
from visits.models import Booking, ClosedDate, ExtraHours, HoursChange, OpeningRule
from visits.queries import terms_of, visits_outside

LOG = 10


def hours_url(office: Office) -> str:
    """The page of an office's hours."""
    return f"{reverse('admin:visits_openingrule_changelist')}?office={office.code}"


class HoursView(DeskPageView):
    """Everything that says when one office receives visitors."""

    template_name = "visits/desk/hours.html"
    title = gettext_lazy("Opening hours for visits")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        offices = list(offices_of_kind(OfficeKind.BRANCH, OfficeKind.HEADQUARTERS))
        code = request.GET.get("office", "")
        office = next((one for one in offices if one.code == code), offices[0])
        today = legal_date(self.now)
        rules = OpeningRule.objects.filter(office=office)
        return self.show(
            offices=offices,
            office=office,
            rules=[(rule, weekday_words(rule.weekdays)) for rule in rules],
            extra=ExtraHours.objects.filter(office=office, on__gte=today),
            closed=ClosedDate.objects.filter(office=office, on__gte=today),
            terms=terms_of(office),
            outside=visits_outside(office=office, now=self.now),
            log=HoursChange.objects.filter(office=office).select_related("actor")[:LOG],
        )


def weekday_words(weekdays: list[int]) -> str:
    """``Mon to Fri``, ``Mon, Wed``: three days or more in a row are told by their ends."""
    days = sorted(weekdays)
    names = [str(WEEKDAYS_ABBR[day]) for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return _(", ").join(names)


class HoursStep(DeskPageView):
    """GET: the form. POST: which visits would lie outside. POST with ``confirm``: the change."""

    template_name = "visits/desk/hours_step.html"
    form_class: ClassVar[type[HoursForm]] = RemoveForm
    row_model: ClassVar[type[Model] | None] = None
    intro: ClassVar[str | Promise] = ""
    http_method_names = ["get", "post", "head", "options"]
    row: Any = None

    @cached_property
    def office(self) -> Office:
        return get_object_or_404(Office, code=self.kwargs["office"])

    def change(self, form: HoursForm) -> object:
        """Call the service."""
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        """Start values: the row's own."""
        return {} if self.row is None else model_to_dict(self.row)

    def load(self) -> None:
        """Find the row of the address among those of the office."""
        if self.row_model is None:
            return
        rows: Any = self.row_model._default_manager.filter(office=self.office)
        self.row = rows.filter(pk=self.kwargs["row"]).first()
        if self.row is None:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        form = self.form_class(initial=self.initial())
        if not form.names:
            return self.previewed(form)
        return self.show_form(form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        form = self.form_class(request.POST, initial=self.initial())
        if not form.is_valid():
            return self.show_form(form)
        if "confirm" not in request.POST:
            return self.previewed(form)
        try:
            self.change(form)
        except ValidationError as error:
            form.add_service_error(error)
            return self.show_form(form)
        messages.success(request, _("The hours are changed. No visit was dropped."))
        return HttpResponseRedirect(hours_url(self.office))

    def previewed(self, form: HoursForm) -> HttpResponse:
        """Try the change, undo it, and show whom it would concern."""
        before = {visit.pk for visit in visits_outside(office=self.office, now=self.now)}
        try:
            found = services.hours_preview(
                office=self.office, change=lambda: self.change(form), now=self.now
            )
        except ValidationError as error:
            form.add_service_error(error)
            return self.show_form(form)
        new = [visit for visit in found if visit.pk not in before]
        return self.show_form(form, new)

    def show_form(self, form: HoursForm, outside: list[Booking] | None = None) -> HttpResponse:
        """Draw the form, or the preview with the form's content carried along."""
        return self.show(
            form=form,
            office=self.office,
            intro=self.intro,
            outside=outside,
            previewed=outside is not None,
            row=self.row,
            back_url=hours_url(self.office),
        )

    def who(self) -> dict[str, Any]:
        """What every service takes."""
        return {"actor": self.officer, "now": self.now}


class RuleAdd(HoursStep):
    title = gettext_lazy("Add weekly hours")
    form_class = RuleForm
    intro = gettext_lazy("Local configuration: enter the hours that this office really keeps.")

    def initial(self) -> dict[str, Any]:
        return {
            "weekdays": [0, 1, 2, 3, 4],
            "on_make_up_days": True,
            "windows": 1,
            "people": 1,
            "minutes": 20,
            "valid_from": legal_date(self.now),
        }

    def change(self, form: HoursForm) -> object:
        return services.opening_rule_save(office=self.office, values=form.values, **self.who())


class RuleChange(HoursStep):
    title = gettext_lazy("Change weekly hours")
    form_class = RuleForm
    row_model = OpeningRule
    intro = gettext_lazy("To end these hours, give them a last day. Then add those that follow.")

    def change(self, form: HoursForm) -> object:
        rule = OpeningRule.objects.get(pk=self.row.pk)
        return services.opening_rule_save(
            office=self.office, values=form.values, rule=rule, **self.who()
        )


class ExtraAdd(HoursStep):
    title = gettext_lazy("Add hours on a date")
    form_class = ExtraForm
    intro = gettext_lazy("For an evening, for example. They come on top of the weekly hours.")

    def initial(self) -> dict[str, Any]:
        return {"windows": 1, "people": 1, "minutes": 20}

    def change(self, form: HoursForm) -> object:
        return services.extra_hours_add(office=self.office, values=form.values, **self.who())


class ExtraRemove(HoursStep):
    title = gettext_lazy("Remove hours on a date")
    row_model = ExtraHours

    def change(self, form: HoursForm) -> object:
        extra = ExtraHours.objects.get(pk=self.row.pk)
        return services.extra_hours_remove(extra=extra, **self.who())


class ClosedAdd(HoursStep):
    title = gettext_lazy("Add a closed date")
    form_class = ClosedForm
    intro = gettext_lazy("Visitors read the reason. Visits that are booked stay and are listed.")

    def change(self, form: HoursForm) -> object:
        return services.closed_date_add(office=self.office, values=form.values, **self.who())


class ClosedRemove(HoursStep):
    title = gettext_lazy("Open again on a closed date")
    row_model = ClosedDate

    def change(self, form: HoursForm) -> object:
        closed = ClosedDate.objects.get(pk=self.row.pk)
        return services.closed_date_remove(closed=closed, **self.who())


class TermsChange(HoursStep):
    title = gettext_lazy("Booking terms")
    form_class = TermsForm

    def initial(self) -> dict[str, Any]:
        return model_to_dict(terms_of(self.office))

    def change(self, form: HoursForm) -> object:
        return services.visit_terms_save(office=self.office, values=form.values, **self.who())
