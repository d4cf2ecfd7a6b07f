from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Documents and uploads")

    def ready(self) -> None:
        """Describe this room's kinds of document and its checks."""
        from documents import checks  # noqa: F401
        from documents.electronic import ELECTRONIC_VISA
        from documents.notification import NOTIFICATION
        from documents.registry import register_kind

        register_kind(NOTIFICATION)
        register_kind(ELECTRONIC_VISA)
