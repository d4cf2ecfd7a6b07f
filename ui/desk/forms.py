"""Forms of the desk: the look of the admin, errors beside the fields."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from unfold.widgets import (
    CHECKBOX_CLASSES,
    INPUT_CLASSES,
    RADIO_CLASSES,
    SELECT_CLASSES,
    TEXTAREA_CLASSES,
)

_CLASSES: tuple[tuple[type[forms.Widget], list[str]], ...] = (
    (forms.HiddenInput, []),
    (forms.CheckboxSelectMultiple, CHECKBOX_CLASSES),
    (forms.RadioSelect, RADIO_CLASSES),
    (forms.CheckboxInput, CHECKBOX_CLASSES),
    (forms.Textarea, TEXTAREA_CLASSES),
    (forms.Select, SELECT_CLASSES),
    (forms.TextInput, INPUT_CLASSES),
    (forms.Widget, INPUT_CLASSES),
)


def dress(widget: forms.Widget) -> None:
    """Give a plain Django widget the classes that the admin's own widgets have."""
    classes = next(classes for kind, classes in _CLASSES if isinstance(widget, kind))
    own = widget.attrs.get("class", "")
    widget.attrs["class"] = " ".join([own, *classes]).strip()


class DeskForm(forms.Form):
    """A form of the desk. ``expected_version`` is the version of the case that the officer saw.

    A service that gets another version than the row has refuses, so that nothing is overwritten.
    """

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field.widget)

    def full_clean(self) -> None:
        """Say on top what is wrong with hidden fields: beside them nobody would see it."""
        super().full_clean()
        wrong = [field.name for field in self.hidden_fields() if field.name in self.errors]
        for name in wrong:
            del self.errors[name]
        if wrong:
            self.add_error(
                None,
                _("This page did not arrive as it was sent. Open it again and repeat the step."),
            )

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """Fields to draw one by one; hidden ones are drawn apart."""
        return self.visible_fields()

    def add_service_error(self, error: ValidationError) -> None:
        """Show what a service said: beside a field where it names one, on top otherwise."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            known = name in self.fields and name != NON_FIELD_ERRORS
            self.add_error(name if known else None, errors)
