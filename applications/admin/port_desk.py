"""The port officer's page: look up a Notification, mark it as used."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.panels import PassportPanel, passport_panel
from applications.admin.scope import port_offices
from applications.models import Application
from applications.permissions import PORT_STATUSES
from applications.registry import case_file
from applications.services import issued_document_used
from documents.codes import code_normalise
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from ui.desk import DeskForm, DeskPageView

LIMIT = 10
TONES = {
    DocumentStatus.VALID: "good",
    DocumentStatus.USED: "navy",
    DocumentStatus.REPLACED: "wait",
    DocumentStatus.REVOKED: "stop",
}


class LookupForm(DeskForm):
    q = forms.CharField(
        label=gettext_lazy("Check code, number of the Notification, or passport number"),
        help_text=gettext_lazy("The QR code leads to the check page; its code stands below it."),
        max_length=60,
        strip=True,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Found:
    """One Notification with the person it is for."""

    document: IssuedDocument
    case: Application
    passport: PassportPanel
    tone: str
    expired: bool

    @property
    def can_be_used(self) -> bool:
        """Whether the button shows."""
        return self.document.status == DocumentStatus.VALID and not self.expired


class PortLookupView(DeskPageView):
    """GET looks up; POST marks one Notification as used, once however often it is pressed."""

    template_name = "desk/port_lookup.html"
    title = gettext_lazy("Look up a Notification")
    http_method_names = ["get", "post", "head", "options"]

    def may_enter(self) -> bool:
        return bool(port_offices(self.request))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = "q" in request.GET
        form = LookupForm(request.GET if asked else None)
        found = list(self.find(form.cleaned_data["q"])) if asked and form.is_valid() else []
        return self.show(form=form, found=found, asked=asked and form.is_valid())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        code = request.POST.get("code", "")
        found = next(iter(self.find(code)), None)
        if found is None:
            messages.error(request, _("This Notification was not found for your port."))
            return HttpResponseRedirect(reverse("admin:port_lookup"))
        document = found.document
        try:
            issued_document_used(
                application=found.case, document=document, actor=self.officer, now=self.now
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("%(number)s is used.") % {"number": document.number})
        return HttpResponseRedirect(f"{reverse('admin:port_lookup')}?q={document.code}")

    def find(self, text: str) -> Iterator[Found]:
        """Notifications of cases that this officer's offices decide, the newest first."""
        offices = port_offices(self.request)
        text = text.replace("\0", "")
        compact = "".join(text.split()).upper()
        cases = Application.objects.filter(office_id__in=offices, status__in=PORT_STATUSES)
        of_passport = cases.filter(traveller__document_number=compact.replace("-", ""))
        matches = Q(number=text.strip()) | Q(
            subject__in=[case.reference for case in of_passport.only("reference")[:LIMIT]]
        )
        if code := code_normalise(text):
            matches |= Q(code=code)
        documents = list(
            IssuedDocument.objects.exclude(status=DocumentStatus.DRAFT)
            .filter(matches)
            .order_by("-created_at")[:LIMIT]
        )
        known = {
            case.reference: case
            for case in cases.filter(
                reference__in=[document.subject for document in documents]
            ).select_related("traveller", "organisation")
        }
        today = timezone.localdate(self.now)
        for document in documents:
            if document.subject in known:
                yield _found(document, known[document.subject], today)


def _found(document: IssuedDocument, case: Application, today: date) -> Found:
    until = document.valid_until
    return Found(
        document=document,
        case=case,
        passport=passport_panel(case_file(case)),
        tone=TONES.get(DocumentStatus(document.status), "quiet"),
        expired=until is not None and until < today,
    )
