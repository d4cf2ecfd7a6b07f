from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Django repeats what was posted, however long; nobody typed it, so it explains nothing.
NOT_OFFERED = _("Choose one of the options that the page offers.")


class UiConfig(AppConfig):
    name = "ui"

    def ready(self) -> None:
        """Give every list of options one short sentence for an answer that is not among them."""
        for field in (
            forms.ChoiceField,
            forms.MultipleChoiceField,
            forms.TypedChoiceField,
            forms.ModelChoiceField,
        ):
            field.default_error_messages = {
                **field.default_error_messages,
                "invalid_choice": NOT_OFFERED,
            }
        several = forms.ModelMultipleChoiceField.default_error_messages
        forms.ModelMultipleChoiceField.default_error_messages = {
            **several,
            "invalid_choice": NOT_OFFERED,
            "invalid_pk_value": NOT_OFFERED,
        }
