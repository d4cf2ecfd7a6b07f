from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Organisations and officers")

    def ready(self) -> None:
        from accounts.identity import links  # noqa: F401  listens to confirmed addresses
        from accounts.permissions import can_open_licence
        from accounts.services import licence_opened
        from accounts.signin import gate, language  # noqa: F401  they listen to signing in
        from documents.enums import UploadPurpose
        from documents.registry import register_access

        register_access(
            UploadPurpose.ORGANISATION_LICENCE, can_open_licence, on_open=licence_opened
        )
