from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Make the Celery application current, so that ``shared_task`` binds to it."""
        import_module("portal.celery")
