from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"

    def ready(self) -> None:
        from applications.registry import register
        from documents.registry import register_kind
        from permits.adapter import SingleWindowAdapter
        from permits.paper import KINDS
        from permits.visits import SingleWindowVisits
        from visits import registry as visits

        register(SingleWindowAdapter())
        visits.register(SingleWindowVisits())
        for kind in KINDS:
            register_kind(kind)
