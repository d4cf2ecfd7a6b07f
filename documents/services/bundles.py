"""Documents that are valid together or not at all: drawn by one run, released in one transaction.

Nothing is stored before the last one is drawn and read back. Then their files are written, all
become valid, and one hook runs, in one transaction: a worker that is killed at any point leaves
drafts. A file that it had already written is deleted by the next run, before anything else.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from documents.enums import DocumentStatus
from documents.errors import DocumentError
from documents.models import IssuedDocument
from documents.producing import Product, document_draw
from documents.registry import bundle_hook
from documents.services.production import (
    attempt_counted,
    document_draft,
    left_behind_delete,
    produce_later,
    release,
)


class DocumentWish(TypedDict):
    """The arguments of ``document_request`` for one document of a bundle."""

    kind: str
    subject: str
    facts: dict[str, Any]
    valid_until: date | None
    replaces: NotRequired[IssuedDocument | None]


@transaction.atomic
def documents_request_together(
    *, requests: Sequence[DocumentWish], now: datetime
) -> list[IssuedDocument]:
    """Give the documents their numbers and codes, and have all produced by one run.

    ``register_bundle_ready`` must know their kinds (KeyError otherwise). Asking twice answers the
    same documents; drafts take the newer facts. Raises ``DocumentError`` when some of them belong
    to another bundle, or are finished while others are not.
    """
    bundle_hook(request["kind"] for request in requests)
    by_kind = sorted(range(len(requests)), key=lambda i: str(requests[i]["kind"]))  # one lock order
    made: dict[int, IssuedDocument] = {}
    due = False
    for position in by_kind:
        document, news = document_draft(**requests[position], now=now)
        made[position] = document
        due = due or news
    documents = [made[position] for position in range(len(requests))]
    if due:
        _bind(documents)
        produce_later(documents[0])
    return documents


def _bind(documents: Sequence[IssuedDocument]) -> None:
    known = {document.bundle for document in documents} - {None}
    if len(known) > 1 or any(one.status != DocumentStatus.DRAFT for one in documents):
        raise DocumentError(
            _("Some of these documents were already produced without the others."),
            code="not_together",
        )
    bundle = next(iter(known), None) or uuid.uuid4()
    for position, document in enumerate(documents):
        document.bundle, document.bundle_position = bundle, position
        document.save(update_fields=["bundle", "bundle_position"])


def bundle_produce(*, bundle: uuid.UUID | str, now: datetime) -> list[IssuedDocument]:
    """Draw, seal, read back and release every document of a bundle; run again, it does nothing.

    Each row is locked before it is drawn, in the order of the request: a second worker waits for
    the first row and then finds all done. Raises ``DocumentNotProduced``, or what the renderer or
    the hook raised, after recording it on all of them.
    """
    rows = IssuedDocument.objects.filter(bundle=bundle)
    keys = list(rows.order_by("bundle_position").values_list("pk", flat=True))
    with attempt_counted(rows):
        try:
            return _produce_all(keys, now)
        except Exception:
            _clean(keys)
            raise


@transaction.atomic
def _clean(keys: Sequence[uuid.UUID]) -> None:
    """What went wrong after the files were written leaves none of them behind."""
    for key in keys:
        document = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=key)
        if document.status == DocumentStatus.DRAFT:
            left_behind_delete(document)


@transaction.atomic
def _produce_all(keys: Sequence[uuid.UUID], now: datetime) -> list[IssuedDocument]:
    drawn: list[tuple[IssuedDocument, Product]] = []
    for key in keys:
        document = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=key)
        if document.status != DocumentStatus.DRAFT:
            return list(IssuedDocument.objects.filter(pk__in=keys).order_by("bundle_position"))
        left_behind_delete(document)
        drawn.append((document, document_draw(document)))
    for document, product in drawn:
        release(document, product, now)
    documents = [document for document, _product in drawn]
    bundle_hook(document.kind for document in documents)(documents, now)
    return documents
