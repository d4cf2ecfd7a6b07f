"""Files out: numbered, drawn, sealed, read back, and only then valid."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.codes import code_new
from documents.enums import DocumentStatus
from documents.errors import DocumentError, DocumentNotProduced
from documents.models import DocumentCounter, IssuedDocument
from documents.producing import Product, document_draw
from documents.registry import document_type, ready_hooks

logger = structlog.get_logger(__name__)


def document_request(
    *,
    kind: str,
    subject: str,
    facts: dict[str, Any],
    valid_until: date | None,
    now: datetime,
    replaces: IssuedDocument | None = None,
) -> IssuedDocument:
    """Give a document its number and code, and have it produced after the commit.

    ``subject`` is the case's reference, ``facts`` plain JSON of what will be printed,
    ``valid_until`` its last day in Beijing. ``replaces`` is the valid version that this one
    corrects. Asking twice answers the same document; a draft takes the newer facts. Raises
    ``DocumentError`` when the version to be replaced is not valid.
    """
    with transaction.atomic():
        document, news = document_draft(
            kind=kind,
            subject=subject,
            facts=facts,
            valid_until=valid_until,
            now=now,
            replaces=replaces,
        )
        if news:
            produce_later(document)
    return document


def document_draft(
    *,
    kind: str,
    subject: str,
    facts: dict[str, Any],
    valid_until: date | None,
    now: datetime,
    replaces: IssuedDocument | None = None,
) -> tuple[IssuedDocument, bool]:
    """Do what ``document_request`` does, short of having it produced; tell whether that is due."""
    counter = _counter_lock(kind, timezone.localdate(now).year)  # serialises requests of a kind
    rows = IssuedDocument.objects.filter(kind=kind, subject=subject)
    last = rows.order_by("-version").first()
    if last is not None and _is_asked_again(last, replaces):
        return _refresh(last, facts, valid_until)
    if replaces is not None and (last != replaces or last.status != DocumentStatus.VALID):
        raise DocumentError(
            _("Only a valid document can be replaced by a corrected one."), code="not_valid"
        )
    counter.last += 1
    counter.save(update_fields=["last"])
    document = IssuedDocument.objects.create(
        kind=kind,
        subject=subject,
        version=last.version + 1 if last else 1,
        replaces=replaces,
        number=_number(kind, counter),
        code=code_new(),
        facts=facts,
        valid_until=valid_until,
        created_at=now,
    )
    return document, True


def _is_asked_again(last: IssuedDocument, replaces: IssuedDocument | None) -> bool:
    """The newest version answers this request: it waits, or it is the one asked for."""
    if last.status == DocumentStatus.DRAFT:
        return True
    if replaces is None:
        return last.status in (DocumentStatus.VALID, DocumentStatus.USED)
    return last.replaces_id == replaces.pk


def _refresh(
    last: IssuedDocument, facts: dict[str, Any], valid_until: date | None
) -> tuple[IssuedDocument, bool]:
    """A draft takes the facts of the newest request: what stopped it may have been corrected."""
    if last.status != DocumentStatus.DRAFT or last.facts == facts:
        return last, False
    last.facts, last.valid_until = facts, valid_until
    last.attempts, last.last_error = 0, ""
    last.save(update_fields=["facts", "valid_until", "attempts", "last_error"])
    return last, True


def _counter_lock(kind: str, year: int) -> DocumentCounter:
    DocumentCounter.objects.get_or_create(kind=kind, year=year)
    return DocumentCounter.objects.select_for_update(of=("self",)).get(kind=kind, year=year)


def _number(kind: str, counter: DocumentCounter) -> str:
    """The year's next number, e.g. 沪口签通〔2026〕第000123号 (GB/T 9704)."""
    return f"{document_type(kind).number_prefix}〔{counter.year}〕第{counter.last:06d}号"


def document_produce(*, document_id: uuid.UUID | str, now: datetime) -> IssuedDocument:
    """Draw, seal, read back and release one document; run again, it does nothing more.

    The row stays locked meanwhile: a second worker waits and then finds it done; a worker that is
    killed leaves a draft, which the sweep sends again. Raises ``DocumentNotProduced``, or what the
    renderer raised, after recording it.
    """
    with attempt_counted(IssuedDocument.objects.filter(pk=document_id)):
        return _produce(document_id, now)


@contextmanager
def attempt_counted(documents: QuerySet[IssuedDocument]) -> Iterator[None]:
    """Count an attempt on the drafts among these, and keep what it failed with."""
    drafts = documents.filter(status=DocumentStatus.DRAFT)
    drafts.update(attempts=F("attempts") + 1)
    try:
        yield
    except Exception as error:
        text = "; ".join(error.messages) if isinstance(error, DocumentError) else repr(error)
        keys = [str(key) for key in drafts.values_list("pk", flat=True)]
        drafts.update(last_error=text[:2000])
        logger.exception("document_not_produced", documents=keys)
        raise


@transaction.atomic
def _produce(document_id: uuid.UUID | str, now: datetime) -> IssuedDocument:
    rows = IssuedDocument.objects.select_for_update(of=("self",))
    document = rows.get(pk=document_id)
    if document.status != DocumentStatus.DRAFT:
        return document
    if document.bundle is not None:
        raise DocumentError(_("This document is produced together with others."), code="bundle")
    release(document, document_draw(document), now)
    for hook in ready_hooks(document.kind):
        hook(document, now)
    return document


def release(document: IssuedDocument, product: Product, now: datetime) -> None:
    """Store a finished file and make its document valid, the version that it corrects no more."""
    _replace(document)
    _store(document, product, now)


def _replace(document: IssuedDocument) -> None:
    """Retire the version that this one corrects, in the same transaction."""
    if document.replaces_id is None:
        return
    rows = IssuedDocument.objects.select_for_update(of=("self",))
    old = rows.get(pk=document.replaces_id)
    if old.status == DocumentStatus.USED:
        raise DocumentNotProduced(_("The document to be replaced was used meanwhile."), code="used")
    if old.status == DocumentStatus.VALID:
        old.status = DocumentStatus.REPLACED
        old.save(update_fields=["status"])


def _store(document: IssuedDocument, product: Product, now: datetime) -> None:
    folder = f"documents/{document.pk.hex}"
    document.file.save(f"{folder}/{uuid.uuid4().hex}.pdf", ContentFile(product.pdf), False)
    document.payload = product.payload
    document.sha256 = hashlib.sha256(product.pdf).hexdigest()
    document.status = DocumentStatus.VALID
    document.issued_at = now
    document.last_error = ""
    document.save()
    transaction.on_commit(lambda: left_behind_delete(document), robust=True)


def left_behind_delete(document: IssuedDocument) -> None:
    """Files of attempts that were cut off hold personal data and belong to nothing.

    Called with a draft, it must hold the row's lock: a file that is being written is no remnant.
    """
    storage, folder = document.file.storage, f"documents/{document.pk.hex}"
    if not storage.exists(folder):
        return
    for name in storage.listdir(folder)[1]:
        if not document.file or not str(document.file).endswith(name):
            storage.delete(f"{folder}/{name}")


def document_retry(*, document: IssuedDocument, now: datetime) -> None:
    """Have a draft produced once more, whatever its attempts. For an officer's button."""
    if document.status != DocumentStatus.DRAFT:
        raise DocumentError(_("This document is already finished."), code="finished")
    produce_later(document)


def documents_sweep(*, now: datetime) -> int:
    """Send drafts again whose production was lost; answers how many. Gives up on hopeless ones."""
    before = now - timedelta(minutes=settings.DOCUMENT_STUCK_MINUTES)
    stuck = IssuedDocument.objects.filter(
        status=DocumentStatus.DRAFT,
        created_at__lt=before,
        attempts__lt=settings.DOCUMENT_MAX_ATTEMPTS,
    )[:200]
    sent = {document.bundle or document.pk: document for document in stuck}
    for document in sent.values():
        produce_later(document)
    return len(sent)


def produce_later(document: IssuedDocument) -> None:
    """Send the work to a worker after the commit: a bundle as one, whichever of it is asked for."""
    from documents.tasks import produce_bundle, produce_document

    if document.bundle is None:
        produce_document.delay_on_commit(str(document.pk))  # type: ignore[attr-defined]
    else:
        produce_bundle.delay_on_commit(str(document.bundle))  # type: ignore[attr-defined]
