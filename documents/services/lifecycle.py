"""What happens to a produced document after it was issued."""

from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.enums import DocumentStatus
from documents.errors import DocumentError
from documents.models import IssuedDocument

logger = structlog.get_logger(__name__)


@transaction.atomic
def document_revoke(
    *, document: IssuedDocument, reason: str, now: datetime, actor: Any = None
) -> IssuedDocument:
    """Withdraw a valid or used document. Its check page says so from this moment.

    Raises ``DocumentError`` without a reason, or for one that is not in force.
    """
    if not reason.strip():
        raise DocumentError(_("Say why the document is revoked."), code="reason")
    locked = _lock(document)
    if locked.status == DocumentStatus.REVOKED:
        return locked
    if locked.status not in (DocumentStatus.VALID, DocumentStatus.USED):
        raise DocumentError(
            _("Only a document that is in force can be revoked."), code="not_in_force"
        )
    locked.status = DocumentStatus.REVOKED
    locked.revoked_at = now
    locked.revoked_reason = reason.strip()[:300]
    locked.save(update_fields=["status", "revoked_at", "revoked_reason"])
    logger.info("document_revoked", document=str(locked.pk), actor=getattr(actor, "pk", None))
    return locked


@transaction.atomic
def document_mark_used(
    *, document: IssuedDocument, now: datetime, actor: Any = None
) -> IssuedDocument:
    """Record that the visa was issued on this document at the port. Twice is once.

    Raises ``DocumentError`` when it is not valid, or its last day (Beijing) has passed.
    """
    locked = _lock(document)
    if locked.status == DocumentStatus.USED:
        return locked
    if locked.status != DocumentStatus.VALID:
        raise DocumentError(_("Only a valid document can be used."), code="not_valid")
    if locked.valid_until and locked.valid_until < timezone.localdate(now):
        raise DocumentError(_("This document has expired."), code="expired")
    locked.status = DocumentStatus.USED
    locked.used_at = now
    locked.save(update_fields=["status", "used_at"])
    logger.info("document_used", document=str(locked.pk), actor=getattr(actor, "pk", None))
    return locked


def _lock(document: IssuedDocument) -> IssuedDocument:
    return IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
