"""What a receipt of the single window says; it begins as every service's does."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from applications.receipt import receipt_facts_of, receipt_state
from applications.registry import adapter_for
from documents.rendering import document_render_pdf
from permits.models import PermitApplication


def receipt_facts(permit: PermitApplication, now: datetime, reader: User) -> dict[str, Any]:
    """Everything that the receipt shows to ``reader``, for the page and for the PDF."""
    application = permit.application
    _who, others_turn = adapter_for(application).others_turn(application, reader)
    titles = {
        "received": _("Application received"),
        "asked": _("An answer is awaited") if others_turn else _("We need something from you"),
        "accepted": _("Application accepted"),
        "approved": _("Approved"),
    }
    state = receipt_state(application.status)
    return {
        **receipt_facts_of(application, now),
        "others_turn": others_turn,
        "title": titles.get(state) or str(application.get_status_display()).capitalize(),
        "preparing": _("Both permits are being prepared. We write to you when they are ready."),
    }


def receipt_pdf(permit: PermitApplication, now: datetime, *, language: str, reader: User) -> bytes:
    """The receipt as a tagged PDF, in one language with the main line in the other, too."""
    with translation.override(language):
        context = {**receipt_facts(permit, now, reader), "permit": permit, "now": now}
        return document_render_pdf("permits/receipt_pdf.html", context)
