"""Asking for a supplement: one complete list, built from the checklist."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.steps.base import StepForm, StepView
from applications.enums import CheckResult, EventKind
from applications.models import Application
from applications.permissions import can_supervise
from applications.registry import ChecklistLine, case_file
from applications.services import supplement_request
from notifications.enums import MessageEvent
from ui.desk import DeskForm

FREE_LINES = 3
FREE_CODE = "other"


def wanted_text(line: ChecklistLine) -> str:
    """What to do about a line, in the language that is active: the applicant's."""
    tick = line.tick
    words = {"name": line.name, "note": tick.note if tick else ""}
    if tick is not None and tick.note:
        return _("%(name)s: %(note)s") % words
    if line.is_document and tick is not None and tick.result == CheckResult.UNCLEAR:
        return _("%(name)s: it is wrong or cannot be read. Please upload it again.") % words
    if not line.is_document:
        return _("%(name)s: please correct or complete it.") % words
    return _("%(name)s: please upload it.") % words


class SupplementForm(StepForm):
    """A box and a sentence for each checklist line, three free lines, a note."""

    def __init__(
        self, *args: Any, lines: Sequence[ChecklistLine], repeat: bool, **kwargs: Any
    ) -> None:
        self.lines = lines
        self.repeat = repeat
        super().__init__(*args, **kwargs)

    @classmethod
    def for_case(cls, data: Any, case: Application, initial: dict[str, Any]) -> "SupplementForm":
        """Build it from the case's checklist, in the applicant's language."""
        with translation.override(case.language):
            lines = list(case_file(case).checklist())
            texts = {line.code: wanted_text(line) for line in lines}
        built = type("BuiltSupplementForm", (cls,), _fields(lines, texts, case))
        form: SupplementForm = built(
            data, initial=initial, lines=lines, repeat=case.supplement_requests.exists()
        )
        return form

    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The box and the sentence of each checklist line, to be drawn side by side."""
        for line in self.lines:
            yield self[f"use_{line.code}"], self[f"text_{line.code}"]

    def free(self) -> list[forms.BoundField]:
        """Lines for what the checklist does not have."""
        return [self[f"free_{number}"] for number in range(1, FREE_LINES + 1)]

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        names = ["note", *(["repeat_reason"] if self.repeat else [])]
        return [self[name] for name in names]

    def items(self) -> list[tuple[str, str]]:
        """Pairs of code and text that are asked for, as they stand in the form now."""
        chosen = [
            (line.code, str(text.value() or "").strip())
            for line, (use, text) in zip(self.lines, self.rows(), strict=True)
            if use.value() in (True, "on", "True", "true", "1")
        ]
        free = [str(field.value() or "").strip() for field in self.free()]
        return chosen + [(FREE_CODE, text) for text in free if text]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.items():
            raise ValidationError(_("Tick at least one line, or write what is missing."))
        return cleaned


def _fields(
    lines: Sequence[ChecklistLine], texts: Mapping[str, str], case: Application
) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for line in lines:
        open_result = line.tick is not None and line.tick.result != CheckResult.IN_ORDER
        fields[f"use_{line.code}"] = forms.BooleanField(
            label=line.name, required=False, initial=open_result
        )
        fields[f"text_{line.code}"] = forms.CharField(
            label=_("What to do: %(name)s") % {"name": line.name},
            required=False,
            max_length=500,
            initial=texts[line.code],
            widget=forms.Textarea(attrs={"rows": 2}),
        )
    for number in range(1, FREE_LINES + 1):
        fields[f"free_{number}"] = forms.CharField(
            label=_("Another point (%(number)s)") % {"number": number},
            required=False,
            max_length=500,
        )
    fields["note"] = forms.CharField(
        label=_("Note to the applicant"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    if case.supplement_requests.exists():
        fields["repeat_reason"] = forms.CharField(
            label=_("Why a second list is needed"),
            help_text=_("The applicant sees it, and second lists are counted in public."),
            max_length=500,
        )
    return fields


class Supplement(StepView):
    code = "supplement"
    event = EventKind.SUPPLEMENT_REQUEST
    label = gettext_lazy("Ask for a supplement")
    title = gettext_lazy("Ask for a supplement: one complete list")
    template_name = "desk/case/supplement.html"
    can_preview = True
    letter = MessageEvent.SUPPLEMENT_REQUESTED

    def get_form(self, data: Any = None) -> DeskForm:
        return SupplementForm.for_case(data, self.object, self.get_initial())

    def will_happen(self) -> Sequence[str]:
        sentences = [
            _(
                "The list is sent once and must be complete. The clock starts anew when the whole "
                "answer is here."
            ),
            _("Write in the applicant's language: %(language)s.")
            % {"language": self.object.get_language_display()},
            self.told(),
        ]
        if self.object.supplement_requests.exists():
            mine = can_supervise(self.officer, self.object)
            sentences.insert(
                0,
                _("One list was already sent. This is a further one: give the reason.")
                if mine
                else _("One list was already sent. Only a supervisor can send a further one."),
            )
        return sentences

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        assert isinstance(form, SupplementForm)  # noqa: S101 - get_form returns nothing else
        return {
            "items": [text for _code, text in form.items()],
            "reason": str(form["note"].value() or ""),
        }

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        assert isinstance(form, SupplementForm)  # noqa: S101 - get_form returns nothing else
        request = supplement_request(
            **self.call_args(form),
            items=form.items(),
            note=form.cleaned_data["note"],
            repeat_reason=form.cleaned_data.get("repeat_reason", ""),
        )
        return _("The list was sent for %(reference)s. Answer by %(date)s.") % {
            "reference": self.object.reference,
            "date": request.answer_by,
        }
