from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"

    def ready(self) -> None:
        from applications.registry import register
        from documents.registry import register_kind
        from permits.adapter import SingleWindowAdapter
        from permits.paper import KINDS

        register(SingleWindowAdapter())
        for kind in KINDS:
            register_kind(kind)
