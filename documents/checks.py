"""What must be in place before documents can be produced; ``manage.py check`` tells."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from documents.rendering import FONT_FILES, FONTS


@register(Tags.files)
def fonts_present(**_kwargs: Any) -> list[CheckMessage]:
    """Without a font the text library crashes the process, so look first."""
    return [
        Error(
            f"The packaged font {name} is missing.",
            hint="Check out documents/fonts/ again; documents cannot be produced without it.",
            id="documents.E001",
        )
        for name in FONT_FILES
        if not (FONTS / name).is_file()
    ]


@register(Tags.security, deploy=True)
def production_has_scanner_and_keys(**_kwargs: Any) -> list[CheckMessage]:
    """The demonstration's stand-ins have no place in production."""
    wanted = {
        "CLAMAV_ADDRESS": "uploads are only compared with the test virus",
        "SEAL_PKCS12": "documents carry a seal marked as a specimen",
        "SIGNING_KEY_PEM": "each node signs with a key of its own that the others do not publish",
    }
    return [
        Warning(f"{name} is not set: {meaning}.", id=f"documents.W00{number}")
        for number, (name, meaning) in enumerate(wanted.items(), start=1)
        if not getattr(settings, name)
    ]
