"""Forms of the visit, one a page."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offices.models import Port
from offices.queries import ports_with_counter
from port_visa.enums import Payer, UrgencyReason, VisaCategory, VisitPart
from port_visa.filings import electronic_offered
from port_visa.models import Invitation
from port_visa.professionals import purposes_on
from port_visa.routing import electronic_ports, routes_to_ask_for
from port_visa.rules.visit import MAX_STAY_DAYS
from ui.fields import DatePartsField, choices_offer, rows_offer
from ui.steps import StepForm, capital_choices
from ui.widgets import Radios

CATEGORY_HINTS: dict[str, Any] = {
    VisaCategory.F: _("For exchange, a visit, a study tour, an inspection: nothing is traded."),
    VisaCategory.M: _("For business: negotiation, a trade fair, installing or mending machines."),
    VisaCategory.R: _("For people with a confirmation letter as high-level or needed talent."),
    VisaCategory.Z: _("For people who take up work and already have a work permit notice."),
    VisaCategory.S2: _("To visit family who work or study here, or for a private matter."),
}
URGENCY_HINTS: dict[str, Any] = {
    UrgencyReason.URGENT_REPAIR: _("For example a machine that stands still."),
    UrgencyReason.NO_MISSION: _("For example no appointment before the journey."),
}


class PurposeForm(StepForm):
    category = forms.ChoiceField(
        label=_("What will they come for?"),
        help_text=_("Choose what fits best. It decides the visa category and the documents."),
        choices=VisaCategory.choices,
        widget=Radios(hints=CATEGORY_HINTS),
        error_messages={"required": _("Choose what they will come for.")},
    )
    purpose = forms.CharField(
        label=_("The purpose in one or two sentences"),
        help_text=_("For example: Commissioning of a test line at our plant in Pudong."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Describe the purpose in a sentence.")},
    )


class PersonalPurposeForm(StepForm):
    """For a person who invites in their own name: whom they invite decides the category."""

    guest_kind = forms.ChoiceField(
        label=_("Whom do you invite?"),
        help_text=_("It decides the visa category that we apply for."),
        widget=Radios(),
        error_messages={"required": _("Choose whom you invite.")},
    )
    purpose = forms.CharField(
        label=_("The purpose in one or two sentences"),
        help_text=_("For example: Joint experiments at our laboratory, and a lecture."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Describe the purpose in a sentence.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = purposes_on(timezone.localdate())
        field = choices_offer(self, "guest_kind", [(row.code, row.name) for row in rows])
        field.widget.hints = {row.code: row.help_text for row in rows if row.help_text}


class UrgencyForm(StepForm):
    urgency = forms.ChoiceField(
        label=_("Why can no visa be got abroad in time?"),
        help_text=_("A port visa is the exception. The law asks for an urgent need."),
        choices=capital_choices(UrgencyReason),
        widget=Radios(hints=URGENCY_HINTS),
        error_messages={"required": _("Choose why no visa can be got abroad in time.")},
    )
    urgency_text = forms.CharField(
        label=_("Explain in your own words"),
        help_text=_("What happened, when, and what would be lost by waiting."),
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Explain the urgency in a sentence or two.")},
    )


class ArrivalForm(StepForm):
    arrival_on = DatePartsField(
        label=_("Date of arrival"),
        help_text=_("For example 27 3 2026. The day of landing in Shanghai, Beijing time."),
    )
    port: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Port of arrival"),
        help_text=_("The visa is issued at this port, and they must enter there."),
        queryset=Port.objects.none(),
        widget=Radios(),
        empty_label=None,
        error_messages={"required": _("Choose the port of arrival.")},
    )
    flight = forms.CharField(
        label=_("Flight or ship, if known"),
        help_text=_("For example MU 220."),
        max_length=40,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )
    stay_days = forms.IntegerField(
        label=_("Days of stay"),
        help_text=_("1 to 30, counted from the day after arrival."),
        min_value=1,
        max_value=MAX_STAY_DAYS,
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": _("Enter the number of days."),
            "invalid": _("Enter the number of days in digits."),
            "min_value": _("A stay on a port visa is between 1 and 30 days."),
            "max_value": _("A stay on a port visa is between 1 and 30 days."),
        },
    )

    wants_centre = forms.BooleanField(label=_("Let the 24-hour centre handle it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offer(self, "port", ports_with_counter().order_by("code"))
        routes = routes_to_ask_for(timezone.localdate())
        if not routes:
            del self.fields["wants_centre"]
            return
        self.fields["wants_centre"].help_text = _(
            "%(offices)s decides day and night. Possible for: %(ports)s. The visa is still issued "
            "at the port."
        ) % {
            "offices": " / ".join(sorted({str(row.office) for row in routes})),
            "ports": " / ".join(sorted({str(row.port) for row in routes})),
        }


class ElectronicArrivalForm(ArrivalForm):
    """For a filed organisation: the paper visa or the electronic one, and any port of Shanghai."""

    electronic = forms.TypedChoiceField(
        label=_("Which visa?"),
        choices=[("False", _("Paper")), ("True", _("Electronic port visa"))],
        coerce=lambda value: value == "True",
        widget=Radios(
            hints={
                "False": _("A Notification to print; the visa is issued at the port's counter."),
                "True": _("A PDF that is the visa. No counter, any open port of Shanghai."),
            }
        ),
        error_messages={
            "required": _("Choose which visa you apply for."),
            "invalid_choice": _("Choose which visa you apply for."),
        },
    )
    field_order = ["electronic", "arrival_on", "port", "flight", "stay_days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ports = electronic_ports(timezone.localdate())
        rows_offer(self, "port", ports).help_text = _(
            "With the paper visa they must enter here; with the electronic one, at any port."
        )


class PlanForm(StepForm):
    itinerary = forms.CharField(
        label=_("Itinerary"),
        help_text=_("Day by day: where, with whom, what for."),
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _("Describe the days of the visit.")},
    )
    host_address = forms.CharField(
        label=_("Where they will stay"),
        help_text=_("Hotel or address, in any script. Chinese helps the driver, too."),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Enter the hotel or address.")},
    )


class CostsForm(StepForm):
    payer = forms.ChoiceField(
        label=_("Who pays for the journey and the stay?"),
        choices=capital_choices(Payer),
        widget=Radios(),
        error_messages={"required": _("Choose who pays.")},
    )
    payer_text = forms.CharField(
        label=_("If someone else: who?"),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("payer") == Payer.OTHER and not data.get("payer_text"):
            self.add_error("payer_text", _("Say who pays."))
        return data


VISIT_FORMS: dict[str, type[StepForm]] = {
    VisitPart.PURPOSE: PurposeForm,
    VisitPart.URGENCY: UrgencyForm,
    VisitPart.ARRIVAL: ArrivalForm,
    VisitPart.PLAN: PlanForm,
    VisitPart.COSTS: CostsForm,
}


def visit_form(invitation: Invitation, part: str) -> type[StepForm]:
    """The form of one page of this invitation's visit."""
    if part == VisitPart.PURPOSE and invitation.by_person:
        return PersonalPurposeForm
    if part == VisitPart.ARRIVAL and electronic_offered(invitation, timezone.localdate()):
        return ElectronicArrivalForm
    return VISIT_FORMS[part]


def visit_initial(invitation: Invitation, part: str) -> dict[str, Any]:
    """What the invitation already says on this page."""
    return {name: getattr(invitation, name) for name in visit_form(invitation, part).base_fields}
