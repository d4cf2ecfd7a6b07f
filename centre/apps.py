from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentreConfig(AppConfig):
    name = "centre"
    verbose_name = _("24-hour centre")

    def ready(self) -> None:
        from applications.registry import errand_register
        from centre.errands import expedite_errand

        errand_register(expedite_errand)
