"""The administrator's pages of this room. The toolkit's own pages are taken away."""

import oauth2_provider.admin  # noqa: F401  registers what is taken away below
from django.contrib import admin
from oauth2_provider.models import AccessToken, Application, Grant, IDToken, RefreshToken

from api.admin.clients import ApiClientAdmin
from api.admin.parameters import ApiParameterAdmin
from api.admin.webhooks import WebhookDeliveryAdmin

for _model in (AccessToken, Application, Grant, IDToken, RefreshToken):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)

__all__ = ["ApiClientAdmin", "ApiParameterAdmin", "WebhookDeliveryAdmin"]
