"""What is given out of an uploaded file: a PDF as it is, of a picture the copy encoded anew."""

from dataclasses import dataclass
from typing import IO, Any

from documents.errors import UploadGone
from documents.models import Upload
from documents.reader import JPEG, PDF


@dataclass(frozen=True)
class Contents:
    """``name`` is a safe name with the ending that fits; ``tag`` differs whenever the bytes do."""

    upload: Upload
    media_type: str
    name: str
    tag: str

    def open(self) -> IO[Any]:
        """The bytes. Raises UploadGone when they are not kept any more."""
        stored = self.upload.file if self.media_type == PDF else self.upload.view_copy
        if not stored:
            raise UploadGone
        try:
            return stored.open("rb")
        except FileNotFoundError:
            raise UploadGone from None


def contents_of(upload: Upload) -> Contents:
    """What may be given out of a clean file. Neither path nor hidden data of a picture leave."""
    stem = upload.label.rpartition(".")[0] or upload.label or "file"
    if upload.media_type == PDF:
        return Contents(upload, PDF, f"{stem}.pdf", upload.sha256)
    return Contents(upload, JPEG, f"{stem}.jpg", f"{upload.sha256}-copy")
