"""One small form for each sort of question. Every form has one field, ``answer``."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ui.fields import DatePartsField
from ui.steps import StepForm
from ui.widgets import Checkboxes, Radios

Text = str | Promise
Choices = Sequence[tuple[str, Any]]
Doubt = Callable[[Any], str]
NOTHING = "nothing"


class AnswerForm(StepForm):
    """Base: the question is the label of the field ``answer``."""

    def __init__(
        self, *, label: Text, hint: Text = "", doubt: Doubt | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.doubt = doubt
        self.fields["answer"] = self.make_field(label, hint)

    def clean(self) -> dict[str, Any]:
        """Refuse an answer that cannot stand beside the others, with the sentence that says why."""
        cleaned = super().clean() or {}
        if self.doubt is not None and "answer" in cleaned:
            sentence = self.doubt(self.value)
            if sentence:
                self.add_error("answer", sentence)
        return cleaned

    def make_field(self, label: Text, hint: Text) -> forms.Field:
        raise NotImplementedError

    @property
    def value(self) -> Any:
        """The answer as it is kept in the session."""
        return self.cleaned_data["answer"]


class OneForm(AnswerForm):
    """One of several answers."""

    def __init__(self, *, choices: Choices, hints: Mapping[str, Any] | None = None, **kwargs: Any):
        self.choices, self.hints = choices, hints or {}
        super().__init__(**kwargs)

    def make_field(self, label: Text, hint: Text) -> forms.Field:
        return forms.ChoiceField(
            label=str(label),
            help_text=str(hint),
            choices=self.choices,
            widget=Radios(hints=self.hints),
        )


class SeveralForm(OneForm):
    """Any of several answers, or none of them: said, not left open."""

    def make_field(self, label: Text, hint: Text) -> forms.Field:
        return forms.MultipleChoiceField(
            label=str(label),
            help_text=str(hint),
            choices=[*self.choices, (NOTHING, _("None of these"))],
            widget=Checkboxes(hints=self.hints),
            error_messages={"required": _("Tick what is true, or “None of these”.")},
        )

    def clean_answer(self) -> list[str]:
        """The ticked answers; refuses "None of these" beside another."""
        ticked: list[str] = self.cleaned_data["answer"]
        if NOTHING in ticked and len(ticked) > 1:
            raise ValidationError(
                _("“None of these” cannot stand beside another answer. Untick one of them.")
            )
        return [code for code in ticked if code != NOTHING]


class NumberForm(AnswerForm):
    """A whole number. Spaces and thousands separators may be typed."""

    def __init__(
        self, *, least: int, most: int, unit: Text = "", width: int = 4, **kwargs: Any
    ) -> None:
        self.least, self.most, self.unit, self.width = least, most, unit, width
        super().__init__(**kwargs)

    def make_field(self, label: Text, hint: Text) -> forms.Field:
        return PlainNumberField(
            label=str(label),
            help_text=str(hint),
            min_value=self.least,
            max_value=self.most,
            widget=forms.TextInput(
                {"class": f"govuk-input--width-{self.width}", "inputmode": "numeric"}
            ),
            error_messages={
                "invalid": _("Enter a whole number in digits."),
                "min_value": _("Enter %(limit_value)s or more."),
                "max_value": _("Enter %(limit_value)s or less."),
            },
        )


class PlainNumberField(forms.IntegerField):
    """Reads "500,000", "500 000" and full-width digits; refuses numbers without end."""

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        for mark in (",", "，", " ", "\u00a0", "\u202f", "'", "’"):
            text = text.replace(mark, "")
        if len(text) > 12:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class DayForm(AnswerForm):
    """A day, or nothing when it is not known yet."""

    def make_field(self, label: Text, hint: Text) -> forms.Field:
        return DatePartsField(
            label=str(label),
            help_text=str(hint),
            required=False,
            earliest=date(2000, 1, 1),
            latest=date(2099, 12, 31),
        )

    @property
    def value(self) -> str:
        day: date | None = self.cleaned_data["answer"]
        return day.isoformat() if day else ""
