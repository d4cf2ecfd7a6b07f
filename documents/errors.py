"""What can go wrong with a file, each with a sentence that says how to mend it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from documents.enums import UploadProblem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HOW_TO_FIX: "dict[UploadProblem, StrOrPromise]" = {
    UploadProblem.EMPTY: _("“%(name)s” is empty. Choose the file again."),
    UploadProblem.TOO_LARGE: _(
        "“%(name)s” is larger than %(megabytes)s MB. Save it smaller, or split it into several "
        "files."
    ),
    UploadProblem.WRONG_TYPE: _(
        "“%(name)s” is not a JPG, PNG, HEIC or PDF. Save it as one of these, or take a photo of it."
    ),
    UploadProblem.ENCRYPTED: _(
        "“%(name)s” is locked with a password. Print it to a new PDF without a password, "
        "or take a photo of it."
    ),
    UploadProblem.DAMAGED: _(
        "“%(name)s” cannot be opened, or is damaged. Open it on your device, save it again and "
        "choose the new file."
    ),
    UploadProblem.TOO_MANY_PAGES: _(
        "“%(name)s” has more than %(pages)s pages. Send only the pages that are needed, or "
        "split it."
    ),
    UploadProblem.TOO_MANY_PIXELS: _(
        "“%(name)s” has too many pixels to be opened safely. Take the photo at a smaller size."
    ),
    UploadProblem.INFECTED: _(
        "“%(name)s” was found to be unsafe and was deleted. Scan or photograph the paper again."
    ),
}


def _params(name: str) -> dict[str, object]:
    return {
        "name": name,
        "megabytes": settings.UPLOAD_MAX_BYTES // (1024 * 1024),
        "pages": settings.UPLOAD_MAX_PAGES,
    }


def upload_problem_text(problem: str, name: str) -> str:
    """The sentence for a stored problem, in the reader's language."""
    return str(HOW_TO_FIX[UploadProblem(problem)]) % _params(name)


class UploadRejected(ValidationError):
    """The file cannot be taken. ``code`` is an ``UploadProblem``; the sentence says what to do."""

    def __init__(self, problem: UploadProblem, *, name: str) -> None:
        super().__init__(
            HOW_TO_FIX[problem],
            code=problem.value,
            params=_params(name),
        )


class UploadGone(ValidationError):
    """The bytes of a file that was once handed in are not kept any more."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is not kept any more. Its name and its digest stay on record."),
            code="gone",
        )


class ScannerUnavailable(Exception):
    """The virus scanner did not answer. The file stays in quarantine until it does."""


class DocumentError(ValidationError):
    """A produced document cannot be made, changed or used as asked."""


class DocumentNotProduced(DocumentError):
    """What was rendered does not say what the record says, or could not be rendered at all."""
