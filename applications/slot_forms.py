"""The form of one place for files."""

from django.utils.translation import gettext_lazy as _

from documents.forms import MultipleFileField
from ui.steps import StepForm


class SlotForm(StepForm):
    """Files for one line of the checklist."""

    chosen = MultipleFileField(
        label=_("Files"),
        help_text=_("JPG, PNG, HEIC or PDF, up to 20 MB each. You can choose several."),
        error_messages={"required": _("Choose a file first.")},
    )
