"""The points on the case page: each item with its evidence, and the button that corrects one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Authority
from applications.admin.steps.base import Duty, StepForm, StepView
from applications.enums import Service
from applications.models import Application
from permits.enums import Chinese, Distinction, Education, Item, TalentCategory
from permits.rules import CORRECTABLE
from permits.services.points import OPEN, points_correct
from ui.desk import DeskForm
from ui.fields import choices_offer


class PointsForm(StepForm):
    """The item, the value that the evidence proves, and why."""

    item = forms.ChoiceField(label=gettext_lazy("Item"), widget=forms.RadioSelect, choices=[])
    number = forms.IntegerField(
        label=gettext_lazy("Value, for pay (yuan a year), years, months and bonus"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
    )
    education = forms.ChoiceField(
        label=gettext_lazy("Degree or certificate"), required=False, choices=[]
    )
    chinese = forms.ChoiceField(
        label=gettext_lazy("Command of Chinese"), required=False, choices=[]
    )
    distinctions = forms.MultipleChoiceField(
        label=gettext_lazy("Distinctions that are proved; none: leave all empty"),
        required=False,
        choices=Distinction.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("What the evidence shows. The applicants read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_offer(self, "item", [(item.value, capfirst(item.label)) for item in CORRECTABLE])
        choices_offer(self, "education", [("", "—"), *Education.choices])
        choices_offer(self, "chinese", [("", "—"), *Chinese.choices])

    def clean(self) -> dict[str, Any]:
        """Put the value of the chosen item where the service expects it."""
        data = super().clean() or self.cleaned_data
        item = data.get("item", "")
        match item:
            case Item.EDUCATION:
                data["value"] = data.get("education", "")
            case Item.CHINESE:
                data["value"] = data.get("chinese", "")
            case Item.DISTINCTION:
                data["value"] = ",".join(data.get("distinctions", []))
            case _:
                number = data.get("number")
                data["value"] = "" if number is None else str(number)
        if item and item != Item.DISTINCTION and not data["value"]:
            fields = {Item.EDUCATION: "education", Item.CHINESE: "chinese"}
            self.add_error(
                fields.get(item, "number"), _("Give the value that the evidence proves.")
            )
        return data


class PointsCorrect(StepView):
    """For officers of the work-permit authority, until that authority has decided."""

    code = "points"
    label = gettext_lazy("Correct the points")
    form_class = PointsForm

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return (
            case.service == Service.SINGLE_WINDOW
            and case.status in OPEN
            and duty.reviews
            and duty.authority == Authority.WORK_PERMIT
        )

    def allowed(self) -> bool:
        return super().allowed() and self.duty.authority == Authority.WORK_PERMIT

    def will_happen(self) -> Sequence[str]:
        return [
            _("The category is counted anew. The answer stays on record beside your value."),
            _("The applicants see the correction and its reason in the history of the case."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        decision = points_correct(
            application=self.object,
            item=form.cleaned_data["item"],
            value=form.cleaned_data["value"],
            reason=form.cleaned_data["reason"],
            actor=self.officer,
            now=now,
        )
        total = decision.points.total if decision.points else 0
        if decision.category == TalentCategory.C:
            return _(
                "Corrected: %(total)d points, category C. The single window serves A and B: "
                "recommend refusal, or ask for more proofs."
            ) % {"total": total}
        return _("Corrected: %(total)d points, category %(category)s.") % {
            "total": total,
            "category": decision.category,
        }
