from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"

    def ready(self) -> None:
        from applications.registry import register
        from permits.adapter import SingleWindowAdapter

        register(SingleWindowAdapter())
