"""Forms of an office's hours, made from the columns themselves."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.forms.models import fields_for_model
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ui.desk import DeskForm, dress
from visits.models import ClosedDate, ExtraHours, OpeningRule, VisitTerms

_PICKERS: dict[str, forms.Widget] = {
    "opens": forms.TimeInput({"type": "time"}, format="%H:%M"),
    "closes": forms.TimeInput({"type": "time"}, format="%H:%M"),
    "valid_from": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    "valid_until": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    "on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
}
SLOT = ("windows", "people", "minutes")


class HoursForm(DeskForm):
    """A form with the columns ``names`` of ``model``; a service checks and writes them."""

    model: ClassVar[type[Model]]
    names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            name: _PICKERS[name] for name in self.names if name in _PICKERS
        }
        made = fields_for_model(self.model, fields=self.names, widgets=widgets)
        for name in self.names:
            self.fields[name] = self.special().get(name) or made[name]
            if self.fields[name] is made[name]:  # a number that the column cannot hold is no answer
                column: Any = self.model._meta.get_field(name)
                self.fields[name].validators += column.validators
            dress(self.fields[name].widget)

    def special(self) -> dict[str, forms.Field]:
        """Fields that are not simply the column's own."""
        return {}

    @property
    def values(self) -> dict[str, Any]:
        """The columns, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self.names}


class RuleForm(HoursForm):
    model = OpeningRule
    names = ("weekdays", "on_make_up_days", "opens", "closes", *SLOT, "valid_from", "valid_until")

    def special(self) -> dict[str, forms.Field]:
        return {
            "weekdays": forms.TypedMultipleChoiceField(
                label=_("Weekdays"),
                choices=list(WEEKDAYS.items()),
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
            )
        }


class ExtraForm(HoursForm):
    model = ExtraHours
    names = ("on", "opens", "closes", *SLOT)


class ClosedForm(HoursForm):
    model = ClosedDate
    names = ("on", "reason_en", "reason_zh_hans")

    def special(self) -> dict[str, forms.Field]:
        return {
            "reason_en": forms.CharField(label=_("Reason, in English"), max_length=200),
            "reason_zh_hans": forms.CharField(label=_("Reason, in Chinese"), max_length=200),
        }


class TermsForm(HoursForm):
    model = VisitTerms
    names = (
        "days_ahead",
        "notice_minutes",
        "release_min",
        "release_max",
        "changes_per_hour",
        "missed_after",
    )


class RemoveForm(HoursForm):
    """Nothing to fill in: the press alone."""

    model = ExtraHours
