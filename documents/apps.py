from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        """Describe this room's kinds of document and its checks."""
        from documents import checks  # noqa: F401
        from documents.notification import NOTIFICATION
        from documents.registry import register_kind

        register_kind(NOTIFICATION)
