from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentreConfig(AppConfig):
    name = "centre"
    verbose_name = _("24-hour centre")

    def ready(self) -> None:
        from applications.errands import errand_register
        from applications.events import listen
        from centre.errands import expedite_errand
        from centre.services.expedite import expedite_follow

        errand_register(expedite_errand)
        listen(expedite_follow)
