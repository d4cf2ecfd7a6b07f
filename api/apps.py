from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = _("Programming interface")

    def ready(self) -> None:
        from api.services.webhooks import event_announce
        from applications.events import listen

        listen(event_announce)
