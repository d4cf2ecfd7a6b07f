"""The form of one place for files, and what happens to the files."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Attachment
from applications.slots import Slot
from documents.enums import UploadPurpose
from documents.forms import MultipleFileField
from documents.models import Upload
from documents.services import uploads_store
from ui.steps import StepForm


class SlotForm(StepForm):
    """Files for one line of the checklist."""

    chosen = MultipleFileField(
        label=_("Files"),
        help_text=_("JPG, PNG, HEIC or PDF, up to 20 MB each. You can choose several."),
        error_messages={"required": _("Choose a file first.")},
    )


def files_keep(
    form: StepForm, *, owner: User, now: datetime, put: Callable[[Upload], object]
) -> bool:
    """Keep the good ones of the chosen files, and say of each refused one how to mend it.

    ``put`` lays one stored file into its place; the first that does not fit ends the round. Answers
    whether all are in their place; the form has the sentences otherwise.
    """
    stored, refused = uploads_store(
        owner=owner,
        purpose=UploadPurpose.APPLICATION_DOCUMENT,
        files=form.cleaned_data["chosen"],
        now=now,
    )
    errors: list[ValidationError] = list(refused)
    for upload in stored:
        try:
            put(upload)
        except ValidationError as error:
            errors.append(error)
            break
    for sentence in errors:
        form.add_error("chosen", sentence)
    return not errors


def file_chosen(slot: Slot, key: str) -> Attachment | None:
    """The file of this place whose button was pressed; None when it is gone or another's."""
    return next((row for row in slot.attachments if str(row.upload_id) == key), None)
