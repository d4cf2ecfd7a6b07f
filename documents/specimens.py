"""Files that the demonstration draws for itself, taken in without the reader's own process.

That process is there for files of strangers. It costs a tenth of a second of processor time, which
hundreds of drawn pages would add up to half a minute. Here the same reader runs in this process,
once for each picture, however many people of the demonstration hand it in.
"""

from datetime import datetime
from functools import lru_cache

from django.conf import settings

from documents.models import Upload
from documents.reader import Reading, read
from documents.registry import User
from documents.services.uploads import upload_keep


def specimen_store(
    *, owner: User, purpose: str, label: str, content: bytes, now: datetime
) -> Upload:
    """Take in a picture that the demonstration drew. RuntimeError outside the demonstration."""
    if not settings.PORTAL_DEMO:
        raise RuntimeError("Only the demonstration hands in drawn specimens.")
    return upload_keep(
        owner=owner,
        purpose=purpose,
        label=label,
        data=content,
        reading=_reading(content),
        now=now,
    )


@lru_cache(maxsize=64)
def _reading(content: bytes) -> Reading:
    return read(content, max_pixels=settings.UPLOAD_MAX_PIXELS, max_pages=1)
