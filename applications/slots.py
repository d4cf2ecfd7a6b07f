"""A line of a checklist with the files in it, and their places: shared by all services."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from applications.models import Application, Attachment, DocumentRequirement
from documents.enums import UploadStatus

MAX_FILES = 20


@dataclass(frozen=True)
class Slot:
    """One line of the checklist, with its files."""

    requirement: DocumentRequirement
    attachments: Sequence[Attachment]

    @property
    def code(self) -> str:
        return self.requirement.code

    @property
    def usable(self) -> list[Attachment]:
        """Files that were not rejected."""
        return [a for a in self.attachments if a.upload.status != UploadStatus.REJECTED]

    @property
    def has_rejected(self) -> bool:
        return len(self.usable) < len(self.attachments)

    @property
    def missing(self) -> bool:
        return self.requirement.required and not self.usable


def files_by_code(application: Application) -> Mapping[str, list[Attachment]]:
    """The person's own files that were not removed, oldest first, by their place."""
    files: dict[str, list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.filter(application=application, removed_at=None)
    for row in rows.select_related("upload").order_by("created_at", "id"):
        files[row.code].append(row)
    return files
