from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortVisaConfig(AppConfig):
    name = "port_visa"
    verbose_name = _("Port visas")

    def ready(self) -> None:
        from applications import drafts
        from applications.registry import register
        from documents.enums import DocumentKind, UploadPurpose
        from documents.registry import (
            register_access,
            register_ready,
            register_revocation,
            register_viewer,
        )
        from notifications.attachments import register_attachments
        from notifications.enums import MessageEvent
        from port_visa.adapter import PortVisaAdapter
        from port_visa.outbox_electronic import electronic_visa_file
        from port_visa.permissions import can_open_proof
        from port_visa.services.drafts import drafts_sweep
        from port_visa.services.filing import filings_follow_calendar
        from port_visa.services.notification import notification_ready, notification_revoke_case
        from port_visa.services.professional_proofs import proof_opened
        from port_visa.views.seat import upload_viewer
        from workdays import registry

        register(PortVisaAdapter())
        register_viewer(upload_viewer)
        register_access(UploadPurpose.RESIDENCE_PROOF, can_open_proof, on_open=proof_opened)
        drafts.register(drafts_sweep)
        for kind in (DocumentKind.PORT_VISA_NOTIFICATION, DocumentKind.ELECTRONIC_PORT_VISA):
            register_ready(kind, notification_ready)
            register_revocation(kind, notification_revoke_case)
        registry.on_calendar_change(filings_follow_calendar)
        register_attachments(MessageEvent.ELECTRONIC_VISA_SENT, electronic_visa_file)
