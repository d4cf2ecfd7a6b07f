"""Files in and out for administrators and supervisors: read-only; the buttons call services."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action, display

from documents import services
from documents.enums import DocumentStatus, UploadStatus
from documents.models import CheckFailure, IssuedDocument, Upload
from documents.permissions import can_administer, can_supervise
from documents.queries import uploads_waiting
from documents.registry import revocation_of
from ui.desk import ConfirmView, DeskForm, DeskModelAdmin

IN_FORCE = (DocumentStatus.VALID, DocumentStatus.USED)
DOCUMENT_COLOURS = {
    DocumentStatus.DRAFT.label: "warning",
    DocumentStatus.VALID.label: "success",
    DocumentStatus.USED.label: "info",
    DocumentStatus.REVOKED.label: "danger",
}
UPLOAD_COLOURS = {
    UploadStatus.QUARANTINED.label: "warning",
    UploadStatus.CLEAN.label: "success",
    UploadStatus.REJECTED.label: "danger",
}


class ReasonForm(DeskForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DocumentRetryView(ConfirmView):
    """Confirms producing a stopped document once more."""

    title = gettext_lazy("Produce it again")

    def allowed(self) -> bool:
        return bool(self.object.status == DocumentStatus.DRAFT)

    def will_happen(self) -> list[str]:
        return [self.object.last_error] if self.object.last_error else []

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        services.document_retry(document=self.object, now=now)
        return _("Produced again: look at it in a moment.")


class DocumentRevokeView(ConfirmView):
    """Revokes a document, through its case where it has one."""

    title = gettext_lazy("Revoke")
    form_class = ReasonForm
    danger = True

    def allowed(self) -> bool:
        return self.object.status in IN_FORCE and can_supervise(self.request.user)

    def will_happen(self) -> list[str]:
        return [_("Its check page says “revoked” from this moment. This cannot be undone.")]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        revoke = revocation_of(self.object.kind) or services.document_revoke
        revoke(
            document=self.object,
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=now,
        )
        return _("The document is revoked.")


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(DeskModelAdmin):
    """What was issued, and what could not be produced and why."""

    list_display = ["number", "kind", "subject", "version", "shown_status", "attempts", "issued_at"]
    list_filter = ["status", "kind"]
    search_fields = ["number", "subject", "code"]
    ordering = ["-created_at"]
    fields = [
        *("number", "code", "kind", "subject", "version", "replaces", "status", "valid_until"),
        *("last_error", "attempts", "created_at", "issued_at", "used_at", "revoked_at"),
        *("revoked_reason", "sha256"),
    ]
    actions_detail = ["produce_again", "revoke"]
    custom_urls = (
        (
            "<path:object_id>/retry/",
            "documents_issueddocument_retry",
            DocumentRetryView.as_view(),
        ),
        (
            "<path:object_id>/revoke-it/",
            "documents_issueddocument_revoke",
            DocumentRevokeView.as_view(),
        ),
    )

    def desk_can_view(self, user: Any) -> bool:
        return can_administer(user) or can_supervise(user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[IssuedDocument]:
        return super().get_queryset(request).select_related("replaces").defer("facts", "payload")

    @display(description=gettext_lazy("status"), ordering="status", label=DOCUMENT_COLOURS)
    def shown_status(self, document: IssuedDocument) -> str:
        return document.get_status_display()

    @action(
        description=gettext_lazy("Produce it again"),
        url_path="produce-again",
        permissions=["retry"],
    )
    def produce_again(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        return _to("admin:documents_issueddocument_retry", object_id)

    @action(description=gettext_lazy("Revoke"), url_path="revoke", permissions=["revoke"])
    def revoke(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        return _to("admin:documents_issueddocument_revoke", object_id)

    def has_retry_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """The button shows on drafts only."""
        return self._is(request, object_id, (DocumentStatus.DRAFT,))

    def has_revoke_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """The button shows to supervisors, on documents in force."""
        return can_supervise(request.user) and self._is(request, object_id, IN_FORCE)

    def _is(self, request: HttpRequest, object_id: str | None, wanted: tuple[str, ...]) -> bool:
        if object_id is None or not self.has_view_permission(request):
            return self.has_view_permission(request)
        return IssuedDocument.objects.filter(pk=object_id, status__in=wanted).exists()


@admin.register(Upload)
class UploadAdmin(DeskModelAdmin):
    """The state of each file's scan. The files themselves open on their case's page."""

    list_display = ["shown_file", "purpose", "media_type", "size", "shown_status", "scan_attempts"]
    list_filter = ["status", "purpose", "problem"]
    search_fields = ["sha256"]
    ordering = ["-created_at"]
    fields = [
        *("label", "purpose", "media_type", "size", "pages", "sha256", "status", "problem"),
        *("scan_attempts", "created_at", "scanned_at"),
    ]

    def desk_can_view(self, user: Any) -> bool:
        return can_administer(user)

    @display(description=gettext_lazy("file"), ordering="label")
    def shown_file(self, upload: Upload) -> str:
        return upload.label or str(upload.pk)

    @display(description=gettext_lazy("status"), ordering="status", label=UPLOAD_COLOURS)
    def shown_status(self, upload: Upload) -> str:
        return upload.get_status_display()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Say on top when files wait too long: then the scanner is down."""
        waiting = uploads_waiting(timezone.now())
        if waiting:
            sentence = ngettext(
                "%(count)d file waits too long for its virus check. Look after the scanner: "
                "nobody can open it until then.",
                "%(count)d files wait too long for their virus check. Look after the scanner: "
                "nobody can open them until then.",
                waiting,
            )
            self.message_user(request, sentence % {"count": waiting}, level="WARNING")
        return super().changelist_view(request, extra_context)


@admin.register(CheckFailure)
class CheckFailureAdmin(DeskModelAdmin):
    """How often codes that we do not know were checked."""

    list_display = ["day", "count"]

    def desk_can_view(self, user: Any) -> bool:
        return can_administer(user) or can_supervise(user)


def _to(name: str, object_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[object_id]))
