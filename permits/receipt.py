"""What a receipt of the single window says; it begins as every service's does."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from applications.receipt import receipt_facts_of, receipt_state
from documents.rendering import document_render_pdf
from permits.models import PermitApplication


def receipt_facts(permit: PermitApplication, now: datetime) -> dict[str, Any]:
    """Everything that the receipt shows, for the page and for the PDF."""
    application = permit.application
    titles = {
        "received": _("Application received"),
        "asked": _("We need something from you"),
        "accepted": _("Application accepted"),
        "approved": _("Approved"),
    }
    state = receipt_state(application.status)
    return {
        **receipt_facts_of(application, now),
        "title": titles.get(state) or str(application.get_status_display()).capitalize(),
        "preparing": _("Both permits are being prepared. We write to you when they are ready."),
    }


def receipt_pdf(permit: PermitApplication, now: datetime, *, language: str) -> bytes:
    """The receipt as a tagged PDF, in one language with the main line in the other, too."""
    with translation.override(language):
        context = {**receipt_facts(permit, now), "permit": permit, "now": now}
        return document_render_pdf("permits/receipt_pdf.html", context)
