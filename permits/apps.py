from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PermitsConfig(AppConfig):
    name = "permits"
    verbose_name = _("Work and residence permits")

    def ready(self) -> None:
        from accounts import residence
        from applications import drafts
        from applications.registry import register
        from documents.enums import DocumentKind
        from documents.registry import register_bundle_ready, register_kind, register_viewer
        from permits.adapter import SingleWindowAdapter
        from permits.paper import KINDS
        from permits.residence import stays_of
        from permits.services.issuing import PAIR, permits_ready
        from permits.services.sweeping import drafts_sweep
        from permits.views.seat import upload_viewer
        from permits.visits import SingleWindowVisits
        from visits import registry as visits

        register(SingleWindowAdapter())
        visits.register(SingleWindowVisits())
        drafts.register(drafts_sweep)
        residence.register(stays_of)
        register_viewer(upload_viewer)
        for kind in KINDS:
            register_kind(kind)
        register_bundle_ready(PAIR, permits_ready)
        register_bundle_ready([DocumentKind.WORK_CANCELLATION], permits_ready)
