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


def _median(function: Callable[[], Any]) -> tuple[float, float]:
    """Seconds on the clock and of a core, each the middle one of several calls after a warm-up.

    The clock is judged: it is what somebody waits. The core's time beside it tells whether other
    work on the machine was in the way.
    """
    function()
    clock, core = [], []
    for _round in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        function()
        clock.append(time.perf_counter() - started)
        core.append(time.process_time() - worked)
    return statistics.median(clock), statistics.median(core)


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
    for name, (clock, _core) in parts.items():
        yield Result(f"{name}, median", clock)
    for name in ("draw", "seal"):
        yield Ratio(f"{name}, median, ms", parts[name][0] * 1000, at_most=LIMIT_MS)
        yield Result(f"{name}, median, of a core", parts[name][1])
    once = sum(clock for clock, _core in parts.values())
    yield Result(f"size: {len(sealed) / 1024:.0f} KB; once each", once)
