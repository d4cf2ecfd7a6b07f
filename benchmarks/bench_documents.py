"""A Notification: drawing, reading back, sealing; at the median, as the worker does it."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.registry import Measured, Ratio, Result, benchmark
from documents.models import IssuedDocument
from documents.producing import _compare, _context
from documents.registry import document_type
from documents.rendering import document_render_pdf
from documents.sealing import pdf_seal, seal_check
from documents.signing import check_address, payload_fields, payload_sign
from tests.factories.documents import IssuedDocumentFactory

ROUNDS = 15
LIMIT_MS = 150


def _median(function: Callable[[], Any]) -> float:
    """Seconds of the middle one of several calls, after one to warm up."""
    function()
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


@benchmark("documents: a Notification")
def notification() -> Measured:
    """Each part at the median of 15, and each within 150 ms."""
    document: IssuedDocument = IssuedDocumentFactory.build()
    kind = document_type(document.kind)
    address = check_address(document, payload_sign(payload_fields(document)))
    context = {**_context(document, kind, address), "density": "normal"}

    def draw() -> bytes:
        return document_render_pdf(kind.template, context, strict=True)

    pdf = draw()
    sealed = pdf_seal(pdf)
    parts = {
        "draw": _median(draw),
        "seal": _median(lambda: pdf_seal(pdf)),
        "read back and compare": _median(lambda: _compare(document, kind, pdf, address)),
        "check the seal": _median(lambda: seal_check(sealed)),
        "sign the QR's token": _median(lambda: payload_sign(payload_fields(document))),
    }
    for name, seconds in parts.items():
        yield Result(f"{name}, median", seconds)
    for name in ("draw", "seal"):
        yield Ratio(f"{name} ÷ {LIMIT_MS} ms", parts[name] * 1000 / LIMIT_MS, at_most=1)
    yield Ratio("draw ÷ seal", parts["draw"] / parts["seal"])
    yield Result(f"size: {len(sealed) / 1024:.0f} KB; once each", sum(parts.values()))
