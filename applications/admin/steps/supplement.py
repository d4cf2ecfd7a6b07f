"""Asking for a supplement: one complete list, built from the checklist."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.steps.base import Duty, StepForm, StepView
from applications.checklists import checklist_for, checks
from applications.enums import CheckResult, EventKind, Status
from applications.models import Application, SupplementDraftItem
from applications.permissions import can_supervise
from applications.registry import ChecklistLine, case_file
from applications.services import supplement_draft_save, supplement_request
from applications.services.supplement_list import FREE_CODE
from notifications.enums import MessageEvent
from ui.desk import DeskForm

FREE_LINES = 3


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
    def for_case(
        cls, data: Any, case: Application, initial: dict[str, Any], duty: Duty
    ) -> "SupplementForm":
        """Build it from the case's checklist, in the applicant's language.

        Where several authorities review, from the lines and the draft of the officer's own.
        """
        with translation.override(case.language):
            seen = checklist_for(case_file(case), duty.authority)
            lines = [line for line in seen if checks(line, duty.authority)]
            texts = {line.code: wanted_text(line) for line in lines}
        fields = _fields(lines, texts, case)
        if duty.joint:
            _put_draft(fields, case.supplement_draft.filter(authority=duty.authority))
        built = type("BuiltSupplementForm", (cls,), fields)
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


def _put_draft(fields: dict[str, forms.Field], drafted: Iterable[SupplementDraftItem]) -> None:
    """Show what the own authority has put on the common list already."""
    points = list(drafted)
    for field_name in [name for name in fields if name.startswith("use_") and points]:
        fields[field_name].initial = False
    free = iter(range(1, FREE_LINES + 1))
    for point in points:
        if f"use_{point.code}" in fields:
            fields[f"use_{point.code}"].initial = True
            fields[f"text_{point.code}"].initial = point.text
        elif number := next(free, None):
            fields[f"free_{number}"].initial = point.text


class Supplement(StepView):
    code = "supplement"
    event = EventKind.SUPPLEMENT_REQUEST
    label = gettext_lazy("Ask for a supplement")
    title = gettext_lazy("Ask for a supplement: one complete list")
    template_name = "desk/case/supplement.html"
    can_preview = True
    letter = MessageEvent.SUPPLEMENT_REQUESTED

    def get_form(self, data: Any = None) -> DeskForm:
        return SupplementForm.for_case(data, self.object, self.get_initial(), self.duty)

    def will_happen(self) -> Sequence[str]:
        sentences = [
            _(
                "The list is sent once and must be complete. The clock starts anew when the whole "
                "answer is here."
            ),
            _("Write in the applicant's language: %(language)s.")
            % {"language": self.object.get_language_display()},
            self.told(),
            *others_points(self.object, self.duty),
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


def others_points(case: Application, duty: Duty) -> list[str]:
    """What the other authority has put on the common list, and whether that is all."""
    if not duty.joint:
        return []
    sentences = []
    for review in case.reviews.exclude(authority=duty.authority):
        points = [one.text for one in case.supplement_draft.filter(authority=review.authority)]
        said = _("complete") if review.list_complete_at else _("not said to be complete")
        sentences.append(
            _("%(authority)s, on the same list (%(said)s): %(points)s")
            % {
                "authority": capfirst(review.get_authority_display()),
                "said": said,
                "points": "; ".join(points) or _("nothing"),
            }
        )
    return sentences


class DraftList(StepView):
    """The own authority's points on the list that two authorities send as one."""

    code = "list"
    label = gettext_lazy("Points for the common list")
    title = gettext_lazy("Your authority's points for the one list")
    button = gettext_lazy("Put these points on the list")
    template_name = "desk/case/supplement.html"

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return duty.joint and duty.reviews and case.status == Status.SUBMITTED

    def get_form(self, data: Any = None) -> DeskForm:
        return DraftForm.for_case(data, self.object, self.get_initial(), self.duty)

    def will_happen(self) -> Sequence[str]:
        return [
            _(
                "Nothing is sent yet. When both authorities have said that their points are "
                "complete, either sends the one list."
            ),
            _("Write in the applicant's language: %(language)s.")
            % {"language": self.object.get_language_display()},
            *others_points(self.object, self.duty),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        assert isinstance(form, DraftForm)  # noqa: S101 - get_form returns nothing else
        supplement_draft_save(
            application=self.object,
            items=form.items(),
            complete=form.cleaned_data["complete"],
            actor=self.officer,
            now=now,
        )
        return _("Your points for %(reference)s are on the common list.") % {
            "reference": self.object.reference
        }


class DraftForm(SupplementForm):
    """The own points, none of which needs to be there, and whether they are all."""

    complete = forms.BooleanField(
        label=gettext_lazy("These are all points of my authority (none, if nothing is ticked)"),
        required=False,
    )

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [self["complete"]]

    def clean(self) -> dict[str, Any]:
        self.errors.pop("repeat_reason", None)
        return self.cleaned_data
