"""A form field for several files, for any room's forms."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from documents.codes import code_normalise

ACCEPT = "image/jpeg,image/png,image/heic,.heic,application/pdf"


class MultipleFileInput(forms.FileInput):
    """The browser's own file input, taking several."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "govuk-file-upload", "accept": ACCEPT, **(attrs or {})})


class MultipleFileField(forms.FileField):
    """Cleans to a list of files. What each one is, ``upload_store`` finds out and says."""

    widget = MultipleFileInput
    default_error_messages = {
        "too_many": ngettext_lazy(
            "Choose at most %(limit)d file at a time.",
            "Choose at most %(limit)d files at a time.",
            "limit",
        ),
    }

    def __init__(self, *, max_files: int | None = None, **kwargs: Any) -> None:
        self.max_files = max_files or settings.UPLOAD_MAX_FILES_PER_SLOT
        kwargs.setdefault("allow_empty_file", True)  # upload_store has the better sentence
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The chosen files, in order. An empty list when none is required and none was chosen."""
        chosen = [file for file in data or [] if file]
        if not chosen:
            super().clean(None, initial)
            return []
        if len(chosen) > self.max_files:
            raise ValidationError(
                self.error_messages["too_many"],
                code="too_many",
                params={"limit": self.max_files},
            )
        for file in chosen:
            # Its name is only a label: never a reason to refuse a file.
            file.name = file.name or "file"
        return chosen


class CodeForm(forms.Form):
    """The check code on the paper, however it is typed."""

    code = forms.CharField(
        label=_("Check code"),
        help_text=_("Twelve letters and digits, for example 7K3M-4Q9X-C2VD. Spaces do not matter."),
        max_length=60,
        error_messages={"required": _("Type the check code.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "govuk-input govuk-input--width-20 portal-mono",
            }
        ),
    )

    def clean_code(self) -> str:
        """The code in its own form. What cannot be a code is told at once."""
        code = code_normalise(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(
                _(
                    "A check code has twelve letters and digits. "
                    "It never has 0, O, 1, I or L. Look at the paper again."
                ),
                code="form",
            )
        return code
