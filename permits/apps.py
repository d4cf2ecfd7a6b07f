from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"

    def ready(self) -> None:
        from applications.registry import register
        from documents.enums import DocumentKind
        from documents.registry import register_bundle_ready, register_kind
        from permits.adapter import SingleWindowAdapter
        from permits.paper import KINDS
        from permits.services.issuing import PAIR, permits_ready
        from permits.visits import SingleWindowVisits
        from visits import registry as visits

        register(SingleWindowAdapter())
        visits.register(SingleWindowVisits())
        for kind in KINDS:
            register_kind(kind)
        register_bundle_ready(PAIR, permits_ready)
        register_bundle_ready([DocumentKind.WORK_CANCELLATION], permits_ready)
