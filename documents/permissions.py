"""Who may see an uploaded file."""

from documents.enums import UploadStatus
from documents.models import Upload
from documents.registry import User, access_for


def can_open(user: User, upload: Upload) -> bool:
    """A clean file: its owner, or whom the rule of its purpose lets in. Nobody else, ever."""
    return upload.status == UploadStatus.CLEAN and can_know(user, upload)


def can_preview(user: User, upload: Upload) -> bool:
    """The first page. Its owner sees it before the scan too, as proof that it can be read.

    That is safe: the preview is a picture that the portal drew, not the file that was sent.
    """
    if upload.status == UploadStatus.REJECTED:
        return False
    if upload.status == UploadStatus.CLEAN:
        return can_know(user, upload)
    return bool(user.is_authenticated and upload.owner_id == user.pk)


def can_know(user: User, upload: Upload) -> bool:
    """Whether this person may learn that the file exists."""
    if not (user.is_authenticated and user.is_active):
        return False
    access = access_for(upload.purpose)
    return upload.owner_id == user.pk or bool(access and access.predicate(user, upload))


def can_administer(user: User) -> bool:
    """An administrator's post: sees the state of the pipelines."""
    return user.is_authenticated and user.administers()


def can_supervise(user: User) -> bool:
    """A supervisor's post: may revoke."""
    return user.is_authenticated and user.supervises()
